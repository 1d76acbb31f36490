using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Tests.People;

/// <summary>Sign-ins as the schemes make them.</summary>
internal static class Who
{
    public static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public static readonly Actor Emi = new(ActorKind.Person, DemoPeople.Admin.Id, "Emi");

    public static ClaimsPrincipal Admin => Person(DemoPeople.Admin.Id, Roles.Administrator);

    public static ClaimsPrincipal Person(Guid id, params IEnumerable<string> roles) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, id.ToString()),
                    new Claim(ClaimTypes.Name, "user"),
                    new Claim(PersonClaims.DisplayName, "Somebody"),
                    .. roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                IdentityConstants.ApplicationScheme
            )
        );

    public static ClaimsPrincipal Machine(Guid id) =>
        new KnownApiKey(id, "monitoring", ApiKeyScope.Cases, default).ToPrincipal(ApiKeyHandler.Scheme);
}
