using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Helpdesk.Web.People.Identity;

/// <summary>What a person chooses for themselves.</summary>
/// <param name="TimeZone">IANA id, or null to follow the browser.</param>
/// <param name="Theme">"light", "dark", or null to follow the system.</param>
public sealed record SavePreferences(string DisplayName, string Language, string? TimeZone, string? Theme, bool SoundOn);

public sealed class SavePreferencesHandler(UserManager<Person> people, PersonSignIn signIn)
{
    /// <summary>
    /// Refusals: <c>person.unknown</c>, <c>person.name-required</c>, <c>person.name-too-long</c>, <c>person.language-bad</c>,
    /// <c>person.zone-bad</c>, <c>person.theme-bad</c>.
    /// </summary>
    public async Task<Result> HandleAsync(SavePreferences command, ClaimsPrincipal who)
    {
        if (await people.GetUserAsync(who) is not { } person)
            return Result.Refuse("person.unknown");
        if (Wrong(command) is { } wrong)
            return Result.Refuse([wrong]);
        (person.DisplayName, person.Language, person.TimeZone, person.Theme, person.SoundOn) = (
            command.DisplayName.Trim(),
            command.Language,
            command.TimeZone,
            command.Theme,
            command.SoundOn
        );
        return await SaveAsync(person);
    }

    /// <summary>Changes the language alone; nothing happens when nobody is signed in.</summary>
    public Task ChooseLanguageAsync(string language, ClaimsPrincipal who) => ChangeAsync(who, person => person.Language = language);

    /// <summary>Changes the theme alone; nothing happens when nobody is signed in.</summary>
    public Task ChooseThemeAsync(string? theme, ClaimsPrincipal who) => ChangeAsync(who, person => person.Theme = theme);

    private async Task ChangeAsync(ClaimsPrincipal who, Action<Person> change)
    {
        if (who.Identity?.IsAuthenticated != true || await people.GetUserAsync(who) is not { } person)
            return;
        change(person);
        await SaveAsync(person);
    }

    private async Task<Result> SaveAsync(Person person)
    {
        var saved = await people.UpdateAsync(person);
        if (!saved.Succeeded)
            return Result.Refuse(PersonErrors.Of(saved));
        // The choices travel in the sign-in: give it out anew.
        await signIn.RefreshSignInAsync(person);
        return Result.Ok;
    }

    private static Error? Wrong(SavePreferences command) =>
        PersonErrors.Name(command.DisplayName)
        ?? (
            !DisplayCookies.Languages.Contains(command.Language) ? new Error("person.language-bad", "language")
            : command.TimeZone is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null
                ? new Error("person.zone-bad", "timeZone")
            : command.Theme is not (null or "light" or "dark") ? new Error("person.theme-bad", "theme")
            : null
        );
}
