using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace Helpdesk.Web.Shell;

/// <summary>The open screen as a channel of paging: what the reader was asked to take, until somebody has it (spec U3).</summary>
public sealed partial class PageBanner
{
    private IDisposable? _subscription,
        _screen;
    private OpenPage? _page;
    private int _more;
    private string? _said,
        _refused,
        _sounding;

    [Inject]
    private IStringLocalizer<ShellText> Text { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private OpenPages Board { get; set; } = null!;

    [Inject]
    private PageScreens Screens { get; set; } = null!;

    [Inject]
    private AcknowledgePageHandler Acknowledge { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    // The board has the same buttons, larger.
    private bool OnBoard => Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0] == "on-call";

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _subscription?.Dispose();
        _screen?.Dispose();
        if (_sounding is null)
            return;
        try
        {
            await Js.InvokeVoidAsync("helpdesk.paging.stop");
        }
        catch (JSDisconnectedException)
        {
            // The screen is gone, and its sound with it.
        }
    }

    protected override void OnInitialized()
    {
        if (!Person.IsIn(Policies.WorkCases))
            return;
        Navigation.LocationChanged += OnLocationChanged;
        _subscription = Board.Subscribe(() => Later(Look));
        Look();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Person.IsIn(Policies.WorkCases))
            _screen = Board.Enter(Person.Id);
        if (_page is not { } page)
        {
            if (_sounding is not null)
            {
                _sounding = null;
                await Js.InvokeVoidAsync("helpdesk.paging.stop");
            }

            return;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{page.Id:N}-{page.StepOf(Person.Id)!.Number}");
        if (_sounding == key)
            return;
        _sounding = key;
        // Only a screen that answers has shown it: a phone that sleeps does not.
        if (
            await Js.InvokeAsync<bool?>(
                "helpdesk.paging.start",
                new
                {
                    key,
                    title = Text["page.title"].Value,
                    text = Headline(page),
                    url = "/on-call?page=" + page.Id.ToString("N"),
                }
            ) == true
        )
            await Screens.ShownAsync(page.Id, Person.Id);
    }

    private void Look()
    {
        var mine = Board.For(Person.Id);
        // The gravest, and among those the one that waits longest; the board has all.
        var before = _page;
        (_page, _more) = (
            mine.OrderBy(p => Feed.Find(p.CaseId)?.Severity ?? Severity.Low).ThenBy(p => p.OpenedAt).FirstOrDefault(),
            Math.Max(0, mine.Count - 1)
        );
        if (_page?.Id != before?.Id)
            _refused = null;
        _said = _page is { } page
            ? Text["page.alert", Headline(page), page.StepOf(Person.Id)!.Number, Time().Short(page.OpenedAt)].Value
            : null;
    }

    private string Headline(OpenPage page) =>
        Feed.Find(page.CaseId) is { } entry
            ? $"{Domain.Of(page.Cause)} · {entry.Customer} · {entry.ProductName} {entry.ProductVersion} · {entry.Number}"
            : $"{Domain.Of(page.Cause)} · {page.CaseNumber}";

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private async Task TakeAsync(OpenPage page)
    {
        var done = await Acknowledge.HandleAsync(new(page.Id), Person.Principal);
        _refused = done.IsOk ? null : Errors.Of(done.Errors);
        if (done.IsOk)
            Navigation.NavigateTo("/cases/" + done.Value.Number);
    }

    private async Task QuietAsync() => await Js.InvokeVoidAsync("helpdesk.paging.quiet");

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => StateHasChanged();
}
