using Helpdesk.Domain.Kernel;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Forms;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime.TimeZones;

namespace Helpdesk.Web.People.Account;

/// <summary>
/// A person's own name, language, zone, theme, sound and password. What is shown comes from the sign-in, without a query.
/// </summary>
public sealed partial class ProfilePage
{
    private static readonly (string Value, string Label)[] Languages = [("ja", "日本語"), ("en", "English")];
    private static readonly string[] Themes = ["light", "dark", "system"];

    /// <summary>The TZDB's inhabited zones by region, and UTC.</summary>
    private static readonly IReadOnlyList<IGrouping<string, string>> Zones =
    [
        .. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
            .Select(z => z.ZoneId)
            .Append("Etc/UTC")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .GroupBy(id => id.Split('/')[0], StringComparer.Ordinal),
    ];

    private IReadOnlyList<FieldError> _errors = [];
    private IReadOnlyList<FieldError> _passwordErrors = [];

    [Inject]
    private IStringLocalizer<AccountText> Text { get; set; } = null!;

    [Inject]
    private IdentityWords Words { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private SavePreferencesHandler Preferences { get; set; } = null!;

    [Inject]
    private ChangePasswordHandler Passwords { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Saved { get; set; }

    [SupplyParameterFromForm(FormName = "preferences", Name = "displayName")]
    private string? DisplayName { get; set; }

    [SupplyParameterFromForm(FormName = "preferences", Name = "language")]
    private string? Language { get; set; }

    [SupplyParameterFromForm(FormName = "preferences", Name = "timeZone")]
    private string? TimeZone { get; set; }

    [SupplyParameterFromForm(FormName = "preferences", Name = "theme")]
    private string? Theme { get; set; }

    [SupplyParameterFromForm(FormName = "preferences", Name = "sound")]
    private string? Sound { get; set; }

    [SupplyParameterFromForm(FormName = "password", Name = "currentPassword")]
    private string? CurrentPassword { get; set; }

    [SupplyParameterFromForm(FormName = "password", Name = "password")]
    private string? NewPassword { get; set; }

    [SupplyParameterFromForm(FormName = "password", Name = "repeat")]
    private string? Repeat { get; set; }

    protected override void OnInitialized()
    {
        // The preferences form always sends a theme; without one this is no such post, and the sign-in speaks.
        if (Theme is not null)
            return;
        (DisplayName, Language, TimeZone) = (Person.DisplayName, Person.Language, Person.ChosenTimeZone);
        (Theme, Sound) = (Person.Theme ?? "system", Person.SoundOn ? "on" : null);
    }

    private async Task SaveAsync()
    {
        var command = new SavePreferences(
            DisplayName ?? "",
            Language ?? "",
            string.IsNullOrEmpty(TimeZone) ? null : TimeZone,
            Theme == "system" ? null : Theme,
            Sound is not null
        );
        var saved = await Preferences.HandleAsync(command, Person.Principal);
        if (saved.IsOk)
            Navigation.NavigateTo("/account/profile?saved=preferences");
        else
            _errors = [.. saved.Errors.Select(e => new FieldError(e.Field, Words.Of(e)))];
    }

    private async Task ChangePasswordAsync()
    {
        if (NewPassword != Repeat)
        {
            _passwordErrors = [new FieldError("repeat", Text["Password.Different"])];
            return;
        }

        var changed = await Passwords.HandleAsync(new ChangePassword(CurrentPassword ?? "", NewPassword ?? ""), Person.Principal);
        if (changed.IsOk)
            Navigation.NavigateTo("/account/profile?saved=password");
        else
            _passwordErrors = [.. changed.Errors.Select(e => new FieldError(e.Field, Words.Of(e)))];
    }
}
