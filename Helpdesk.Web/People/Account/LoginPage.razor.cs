using System.Globalization;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Forms;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.People.Account;

/// <summary>Signs in by name and password; in demo mode also by one click on a demo person.</summary>
public sealed partial class LoginPage
{
    private IReadOnlyList<FieldError> _errors = [];

    [Inject]
    private IStringLocalizer<AccountText> Text { get; set; } = null!;

    [Inject]
    private IdentityWords Words { get; set; } = null!;

    [Inject]
    private PersonSignIn SignIn { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private DemoGate Demo { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = "notice")]
    private string? NoticeCode { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "user")]
    private string? UserName { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "password")]
    private string? Password { get; set; }

    // Text, not bool: a ticked box sends what a client likes, and anything means yes.
    [SupplyParameterFromForm(FormName = "login", Name = "remember")]
    private string? Remember { get; set; }

    [SupplyParameterFromForm(FormName = "demo", Name = "demo")]
    private string? DemoUser { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private string? Notice => NoticeCode is "signed-out" or "password-set" or "set-up" ? Text["Notice." + NoticeCode].Value : null;

    private async Task SignInAsync()
    {
        _errors = [.. Missing()];
        if (_errors.Count == 0)
            Answer(await SignIn.PasswordSignInAsync(UserName!.Trim(), Password!, Remember is not null, lockoutOnFailure: true));
    }

    private async Task SignInDemoAsync()
    {
        if (Demo.IsOpen && DemoPeople.All.FirstOrDefault(p => p.UserName == DemoUser) is { } person)
            Answer(await SignIn.WithoutPasswordAsync(person));
    }

    private IEnumerable<FieldError> Missing()
    {
        if (string.IsNullOrWhiteSpace(UserName))
            yield return new FieldError("user", Text["UserName.Missing"]);
        if (string.IsNullOrEmpty(Password))
            yield return new FieldError("password", Text["Password.Missing"]);
    }

    private void Answer(SignInResult result)
    {
        if (result.Succeeded)
            Navigation.NavigateTo(LocalUrl.AfterSignIn(ReturnUrl));
        else
            _errors = [new FieldError("user", Text[result.IsLockedOut ? "SignIn.LockedOut" : "SignIn.Refused"])];
    }
}
