using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.People.Account;

/// <summary>The addresses of the account that are no pages: signing out, language, theme.</summary>
public static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/account").ExcludeFromDescription();
        // Its form stands on live pages too, where no antiforgery token is at hand; the origin is as good a proof.
        // Before LogoutPage, which as a page would take the POST as well.
        account.MapPost("/logout", SignOutAsync).WithOrder(-1).AddEndpointFilter<SameOriginGuard>().DisableAntiforgery().AllowAnonymous();
        account.MapGet("/culture", ChangeLanguageAsync).AllowAnonymous();
        account.MapGet("/theme", ChangeThemeAsync).AllowAnonymous();
    }

    private static async Task<IResult> SignOutAsync(PersonSignIn signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/account/login?notice=signed-out");
    }

    private static async Task<IResult> ChangeLanguageAsync(
        string? c,
        string? returnUrl,
        HttpContext context,
        SavePreferencesHandler preferences
    )
    {
        if (c is not null && DisplayCookies.Languages.Contains(c))
        {
            // Another site may link here; it may change what this browser shows, not what the console remembers.
            if (SameOriginGuard.IsSameOrigin(context.Request))
                await preferences.ChooseLanguageAsync(c, context.User);
            DisplayCookies.WriteLanguage(context, c);
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<IResult> ChangeThemeAsync(
        string? t,
        string? returnUrl,
        HttpContext context,
        SavePreferencesHandler preferences
    )
    {
        if (t is "light" or "dark" or "system")
        {
            var theme = t == "system" ? null : t;
            if (SameOriginGuard.IsSameOrigin(context.Request))
                await preferences.ChooseThemeAsync(theme, context.User);
            DisplayCookies.WriteTheme(context, theme);
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
