using System.Globalization;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Helpdesk.Web.Shell;

/// <summary>The frame around every page: search, connection, programme time, language, person, rail.</summary>
public sealed partial class MainLayout : IDisposable
{
    private ErrorBoundary? _boundary;
    private bool _dark;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    private string Path => Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    private bool IsQueue => Path is "" or "queue";

    // Where cases are found, the page's own search stands in the middle of it.
    private bool FindsCases => Path != "cases" && Person.IsIn(Policies.WorkCases);

    private string SkipTarget => Navigation.Uri.Split('#')[0];

    protected override void OnInitialized()
    {
        _dark = Person.Theme is { } theme ? theme == "dark" : Person.IsBrowserDark;
        Navigation.LocationChanged += OnLocationChanged;
        // Whoever set an empty house up is led to what it needs; the queue has nothing to show before.
        if (Navigation.ToBaseRelativePath(Navigation.Uri).Length == 0 && Person.IsIn(Policies.Administer) && Catalogue.All.Count == 0)
            Navigation.NavigateTo("/admin/get-ready", replace: true);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A client that tells nothing of itself (a load driver, a monitor) gets the person's own settings.
        if (!firstRender || await Js.InvokeAsync<BrowserFacts?>("helpdesk.facts") is not { } browser)
            return;
        if ((browser.Zone, browser.Dark) == (Person.BrowserTimeZone, _dark))
            return;
        Person.BrowserTimeZone = browser.Zone;
        _dark = browser.Dark;
        StateHasChanged();
    }

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    // The language links carry the page they lead back to.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => StateHasChanged();

    private static bool IsLanguage(string language) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == language;

    private string LanguageLink(string language) =>
        $"/account/culture?c={language}&returnUrl={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}";

    private sealed record BrowserFacts(string? Zone, bool Dark);
}
