using System.Globalization;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Components;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace Helpdesk.Web.Queue;

/// <summary>The live queue: the home of an engineer. View, filters and the open case stand in the URL.</summary>
public sealed partial class QueuePage : IAsyncDisposable
{
    /// <summary>Height of a row in pixels; the style sheet and the script agree with it.</summary>
    private const float RowHeight = 56;

    private static readonly QueueView[] Views = Enum.GetValues<QueueView>();
    private static readonly string[] Columns = ["severity", "case", "customer", "product", "owner", "clock"];

    private readonly CancellationTokenSource _gone = new();
    private DotNetObjectReference<QueuePage>? _self;
    private IDisposable? _subscription;
    private IDisposable? _absences;
    private QueueScreen? _screen;
    private readonly TypedSearch _typed = new();
    private QueueFilter _filter = QueueFilter.None;
    private RowWords _words = null!;
    private VisibleRows _rows = null!;
    private Virtualize<QueueKey>? _virtualize;
    private ElementReference _list;
    private CasePane? _casePane;
    private string? _pane;
    private string? _askedFor;
    private string? _announced;
    private bool _started;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private SearchIndex Index { get; set; } = null!;

    [Inject]
    private CasesByWordsQuery InWords { get; set; } = null!;

    [Inject]
    private PresenceTracker Presence { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private AbsenceCache Absences { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private IStringLocalizer<QueueText> Text { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "view")]
    private string? ViewName { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "severity")]
    private string? SeverityName { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    private string? TierName { get; set; }

    [SupplyParameterFromQuery(Name = "product")]
    private string? Product { get; set; }

    [SupplyParameterFromQuery(Name = "case")]
    private string? CaseNumberInUrl { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _words = MakeWords();
        _rows = new VisibleRows(Presence);
        _rows.Changed += OnRowChanged;
        Person.Changed += OnPersonChanged;
        _absences = Absences.Subscribe(OnAbsencesChanged);
        await Feed.Loaded.WaitAsync(_gone.Token);
        var screen = new QueueScreen(Feed, Index, Clock, Person.Id);
        _subscription = Feed.Subscribe(OnBatch, () => ShowFromUrl(screen));
        _screen = screen;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_screen is null)
            return;
        var (view, filter) = FromUrl();
        if (view != _screen.View || filter != _screen.Filter)
        {
            _screen.Show(view, filter);
            _filter = filter;
            await RefreshAsync();
        }

        if (_filter.Search is { } text && text != _askedFor)
            await FindInWordsAsync(text);
        if (CaseNumberInUrl != _pane)
            Open(CaseNumberInUrl);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_screen is null || _started)
            return;
        _started = true;
        _self = DotNetObjectReference.Create(this);
        await Js.InvokeVoidAsync("helpdesk.queue.start", _gone.Token, _self, _list);
        await Js.InvokeVoidAsync("helpdesk.keys.start", _gone.Token, _self, KeyMap.Queue, KeyMap.Listened(KeyMap.Queue));
        // A link to a case far down: its row belongs in sight as if it had been chosen by hand.
        await RevealAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Person.Changed -= OnPersonChanged;
        _subscription?.Dispose();
        _absences?.Dispose();
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            if (_started)
            {
                await Js.InvokeVoidAsync("helpdesk.queue.stop");
                await Js.InvokeVoidAsync("helpdesk.keys.stop", KeyMap.Queue);
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its handlers with it.
        }

        _self?.Dispose();
    }

    private RowWords MakeWords() => new(Text, Domain, Programme, Clock, Person.TimeZone, Person.Id, Absences.IsAway);

    // Somebody went or came back: which rows that concerns, each row knows itself.
    private void OnAbsencesChanged() =>
        _ = InvokeAsync(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _words.Culture;
            foreach (var row in _rows.All)
                row.Refresh();
        });

    private void OnPersonChanged() =>
        _ = InvokeAsync(async () =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _words.Culture;
            _words = MakeWords();
            StateHasChanged();
            await RefreshAsync();
        });

    private int Count(QueueView view) => Feed.CountOf(view, Person.Id);

    // Only a row that is rendered can be named to a screen reader; the selected one may be scrolled away or of another view.
    private string? ActiveRow => _screen!.Selected is { } id && _rows.Has(id) ? $"row-{id}" : null;

    private void OnRowChanged(long id)
    {
        if (id == _screen?.Selected)
            StateHasChanged();
    }

    // ---- the list ------------------------------------------------------------------------------------------------------------

    private ValueTask<ItemsProviderResult<QueueKey>> ProvideAsync(ItemsProviderRequest request)
    {
        var shown = _screen!.Order.Shown;
        var count = Math.Clamp(request.Count, 0, Math.Max(0, shown.Count - request.StartIndex));
        var page = new QueueKey[count];
        for (var i = 0; i < count; i++)
            page[i] = shown[request.StartIndex + i];
        return ValueTask.FromResult(new ItemsProviderResult<QueueKey>(page, shown.Count));
    }

    private async Task RefreshAsync()
    {
        if (_virtualize is not null)
            await _virtualize.RefreshDataAsync();
    }

    private async Task ApplyAsync()
    {
        if (_screen!.Apply())
            await RefreshAsync();
        StateHasChanged();
    }
}
