using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Components.Cases;
using Helpdesk.Web.Data;
using Helpdesk.Web.Identity;
using Helpdesk.Web.Live;
using Helpdesk.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace Helpdesk.Web.Features.Queue;

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
    private QueueScreen? _screen;
    private QueueFilter _filter = QueueFilter.None;
    private RowWords _words = null!;
    private VisibleRows _rows = null!;
    private Virtualize<QueueKey>? _virtualize;
    private ElementReference _list;
    private CasePane? _casePane;
    private string? _pane;
    private string? _announced;
    private bool _help;
    private bool _started;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private SearchIndex Index { get; set; } = null!;

    [Inject]
    private PresenceBoard Presence { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

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
        Person.Changed += OnPersonChanged;
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
    }

    public async ValueTask DisposeAsync()
    {
        Person.Changed -= OnPersonChanged;
        _subscription?.Dispose();
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            if (_started)
                await Js.InvokeVoidAsync("helpdesk.queue.stop");
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its handlers with it.
        }

        _self?.Dispose();
    }

    private RowWords MakeWords() => new(Text, Domain, Programme, Clock, Person.TimeZone, Person.Id);

    private void OnPersonChanged() => _ = InvokeAsync(async () =>
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _words.Culture;
        _words = MakeWords();
        StateHasChanged();
        await RefreshAsync();
    });

    private void ShowFromUrl(QueueScreen screen)
    {
        var (view, filter) = FromUrl();
        _filter = filter;
        screen.Show(view, filter);
        _pane = CaseNumberInUrl;
        if (_pane is not null && Feed.Find(_pane) is { } entry)
            screen.Select(entry.Id);
    }

    private (QueueView View, QueueFilter Filter) FromUrl() =>
        (Api.ApiWords.Parse<QueueView>(ViewName) ?? QueueView.Now,
         new QueueFilter { Search = string.IsNullOrWhiteSpace(Search) ? null : Search, Severity = Api.ApiWords.Parse<Severity>(SeverityName), Tier = Api.ApiWords.Parse<Domain.Entitlements.SupportTier>(TierName), Product = string.IsNullOrEmpty(Product) ? null : Product });

    private int Count(QueueView view) => Feed.CountOf(view, Person.Id);

    // ---- what the feed tells -------------------------------------------------------------------------------------------------

    // Runs on the feed's thread: decides without the circuit whether there is anything to do here.
    private void OnBatch(FeedBatch batch)
    {
        var timeOnly = batch.Changes.Count == 0;
        var concerns = !timeOnly || batch.CalendarsTurned.Count > 0 || batch.Clocks.Count > 0 || batch.PresenceOf.Any(_rows.Has) || (_pane is not null && batch.Records.Contains(_pane));
        if (concerns && !_gone.IsCancellationRequested)
            _ = ShowBatchAsync(batch);
    }

    private async Task ShowBatchAsync(FeedBatch batch)
    {
        try
        {
            await InvokeAsync(() => TakeBatchAsync(batch));
        }
        catch (ObjectDisposedException)
        {
            // The page was left while the batch was on its way.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task TakeBatchAsync(FeedBatch batch)
    {
        if (_gone.IsCancellationRequested || _screen is null)
            return;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _words.Culture;
        var news = (_screen.Order.New, _screen.Order.Moved);
        var reordered = _screen.Take(batch);
        foreach (var change in batch.Changes)
            _rows.Find(change.After.Id)?.Update(change.After);
        foreach (var id in batch.Clocks.Concat(batch.PresenceOf))
            _rows.Find(id)?.Refresh();
        if (batch.CalendarsTurned.Count > 0)
        {
            foreach (var row in _rows.All)
                row.Refresh();
        }

        if (_pane is not null && batch.Concerns(_pane))
            _ = _casePane?.ReloadAsync();
        await AnnounceAsync(batch);
        if (reordered)
            await RefreshAsync();
        // The tabs' numbers and the pill belong to the page; a change that moves nothing must not render it.
        if (reordered || news != (_screen.Order.New, _screen.Order.Moved) || CountsMoved(batch))
            StateHasChanged();
    }

    private static bool CountsMoved(FeedBatch batch) => batch.Clocks.Count > 0 || batch.Changes.Any(c =>
        c.Before is null || Views.Any(v => QueueMembership.Contains(v, c.Before) != QueueMembership.Contains(v, c.After)) || c.Before.OwnerId != c.After.OwnerId);

    private async Task AnnounceAsync(FeedBatch batch)
    {
        var emergency = batch.Changes.FirstOrDefault(c => c.After is { Severity: Severity.Emergency, IsOpen: true } && c.Before?.Severity != Severity.Emergency)?.After;
        if (emergency is null)
            return;
        _announced = Text["emergency", emergency.Number, emergency.Customer];
        StateHasChanged();
        if (Person.SoundOn)
            await Js.InvokeVoidAsync("helpdesk.queue.chime", _gone.Token);
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

    // ---- the URL -------------------------------------------------------------------------------------------------------------

    private string LinkTo(QueueView view) => Navigation.GetUriWithQueryParameters("/queue", Query(view, _filter, null));

    private static Dictionary<string, object?> Query(QueueView view, QueueFilter filter, string? number) => new(StringComparer.Ordinal)
    {
        ["view"] = view == QueueView.Now ? null : view.ToString(),
        ["q"] = filter.Search,
        ["severity"] = filter.Severity?.ToString(),
        ["tier"] = filter.Tier?.ToString(),
        ["product"] = filter.Product,
        ["case"] = number,
    };

    private void GoTo(QueueView view, QueueFilter filter, string? number, bool replace = true) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters("/queue", Query(view, filter, number)), new NavigationOptions { ReplaceHistoryEntry = replace });

    private void Filter(QueueFilter filter) => GoTo(_screen!.View, filter, _pane);

    private async Task SearchAsync(string? text)
    {
        _filter = _filter with { Search = text };
        // Typing filters at once; the URL follows without a new entry for every letter.
        _screen!.Show(_screen.View, _filter);
        await RefreshAsync();
        GoTo(_screen.View, _filter, _pane);
    }

    private static T? Word<T>(ChangeEventArgs e)
        where T : struct, Enum =>
        Api.ApiWords.Parse<T>(e.Value?.ToString());
}
