using System.Security.Claims;
using Helpdesk.Web.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>What a sign-in carries, so that no request has to ask the database who somebody is.</summary>
public static class PersonClaims
{
    public const string DisplayName = "name";
    public const string Language = "locale";
    public const string TimeZone = "zoneinfo";
    public const string Theme = "theme";
    public const string Sound = "sound";

    /// <summary>"machine" for an API key; people have none.</summary>
    public const string Kind = "kind";

    public const string Machine = "machine";

    public static IEnumerable<Claim> Of(Person person)
    {
        yield return new Claim(DisplayName, person.DisplayName);
        yield return new Claim(Language, person.Language);
        if (person.TimeZone is not null)
            yield return new Claim(TimeZone, person.TimeZone);
        if (person.Theme is not null)
            yield return new Claim(Theme, person.Theme);
        if (person.SoundOn)
            yield return new Claim(Sound, "on");
    }
}

/// <summary>Adds the console's own claims to those of Identity.</summary>
public sealed class PersonClaimsFactory(
    UserManager<Person> people,
    RoleManager<IdentityRole<Guid>> roles,
    IOptions<IdentityOptions> options
) : UserClaimsPrincipalFactory<Person, IdentityRole<Guid>>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaims(PersonClaims.Of(user));
        return identity;
    }
}
