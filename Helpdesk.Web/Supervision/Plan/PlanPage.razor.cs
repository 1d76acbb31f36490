using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Supervision.Board;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>
/// A reassignment before it happens: who would get which case and why, what that does to each desk and due time; adjusted case by case,
/// then applied at once (spec U2). Selection, choices by hand and the result stand in the address.
/// </summary>
public sealed partial class PlanPage
{
    /// <summary>Height of a row in pixels; the style sheet agrees with it.</summary>
    private const float RowHeight = 62;

    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _gone = new();
    private DotNetObjectReference<PlanPage>? _self;
    private ElementReference _root;
    private IDisposable? _heard;
    private PlanSelection _selection = new(null, null, null, []);
    private string? _shown;
    private PlanDraft? _draft;
    private List<Placement> _placements = [];
    private List<Agent> _present = [];
    private Reassignment? _applied;
    private string? _said;
    private bool _overtaken;
    private bool _busy;

    [Inject]
    private IStringLocalizer<SuperviseText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private DomainWords Words { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ProposePlanQuery Query { get; set; } = null!;

    [Inject]
    private PlanHandlers Plans { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

    [Inject]
    private Catalogue Catalogue { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "of")]
    private string? Of { get; set; }

    [SupplyParameterFromQuery(Name = "set")]
    private string? Set { get; set; }

    [SupplyParameterFromQuery(Name = "product")]
    private string? Product { get; set; }

    [SupplyParameterFromQuery(Name = "severity")]
    private string? Severity { get; set; }

    [SupplyParameterFromQuery(Name = "cases")]
    private string? Cases { get; set; }

    [SupplyParameterFromQuery(Name = "fix")]
    private string? Fix { get; set; }

    [SupplyParameterFromQuery(Name = "applied")]
    private string? Applied { get; set; }

    private Instant Now => Clock.GetCurrentInstant();

    public async ValueTask DisposeAsync()
    {
        _heard?.Dispose();
        Person.Changed -= OnPersonChanged;
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            if (_self is not null)
                await Js.InvokeVoidAsync("helpdesk.supervise.stop");
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its handlers with it.
        }

        _self?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Person.Changed += OnPersonChanged;
        await Feed.Loaded.WaitAsync(_gone.Token);
        _heard = Feed.Subscribe(OnBatch);
    }

    protected override Task OnParametersSetAsync()
    {
        // A choice by hand rewrites the address; what is on the screen is that already.
        var address = new Uri(Navigation.Uri).PathAndQuery;
        return address == _shown ? Task.CompletedTask : ShowAsync(address);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await Js.InvokeVoidAsync("helpdesk.supervise.start", _gone.Token, _self, _root);
    }

    private async Task ShowAsync(string address)
    {
        (_shown, _said, _overtaken, _draft, _applied) = (address, null, false, null, null);
        _changed.Clear();
        _selection = PlanAddress.Read(Of, Set, Product, Cases, Severity);
        if (Applied is not null)
        {
            var found = Guid.TryParse(Applied, out var id)
                ? await Plans.FindAsync(id, Person.Principal)
                : Result<Reassignment>.Refuse(ErrorKind.NotFound, "plan.unknown");
            _applied = found.IsOk ? found.Value : null;
            _said = found.IsOk ? null : Errors.Of(found.Errors);
        }
        else if (!_selection.IsEmpty)
        {
            var byHand = PlanAddress
                .ReadByHand(Fix)
                .Where(pair => pair.Value is null || People.Find(pair.Value) is not null)
                .ToDictionary(pair => pair.Key, pair => pair.Value is null ? (Guid?)null : People.Find(pair.Value)!.Id);
            var made = await Query.RunAsync(_selection, byHand, Person.Principal, _gone.Token);
            if (made.IsOk)
                Take(made.Value);
            else
                _said = Errors.Of(made.Errors);
        }
    }

    private void Take(PlanDraft draft)
    {
        _draft = draft;
        _placements = [.. draft.Plan.Placements];
        _present = [.. draft.People.Where(p => !p.IsAway)];
    }

    private string Subject(PlanDraft draft)
    {
        var narrowed =
            (_selection.Product is { } code ? " · " + Catalogue.NameOf(code) : "")
            + (_selection.Severity is { } severity ? " · " + Words.Of(severity) : "");
        var count = draft.Cases.Count;
        return (
                _selection switch
                {
                    { Cases.Count: > 0 } => Text["plan.of-cases", count].Value,
                    { Of: { } of } => Text["plan.of-person", People.Find(of)?.DisplayName ?? of, count].Value,
                    _ => Text["plan.of-set", Text["set." + _selection.Set], count].Value,
                }
            ) + narrowed;
    }

    // A plan on the screen does not move by itself; it says when it is no longer what the queue is.
    private void OnBatch(FeedBatch batch)
    {
        if (_draft is not { } draft)
            return;
        List<string> changed = [.. batch.Changes.Select(c => c.After.Number).Where(number => draft.Cases.Any(c => c.Number == number))];
        if (changed.Count > 0 && !_busy && !_gone.IsCancellationRequested)
            Later(() => _changed.UnionWith(changed));
    }

    private void OnPersonChanged() => Later();

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Now);

    private void Adjust(QueueEntry entry, Guid? to)
    {
        // The rows stay where they are under the hand; only what they say changes.
        _draft = _draft!.With(entry.Id, to);
        var judged = _draft.Plan.Placements.ToDictionary(p => p.Case.Id);
        _placements = _placements.ConvertAll(p => judged[p.Case.Id]);
        var names = _draft.ByHand.Select(pair =>
            KeyValuePair.Create(_draft.Cases.First(c => c.Id == pair.Key).Number, pair.Value is { } id ? People.Find(id)?.UserName : null)
        );
        _shown = PlanAddress.Of(_selection, names);
        Navigation.NavigateTo(_shown, new NavigationOptions { ReplaceHistoryEntry = true });
    }

    private Task PlanAgainAsync() => ShowAsync(new Uri(Navigation.Uri).PathAndQuery);

    private async Task ApplyAsync()
    {
        _busy = true;
        StateHasChanged();
        var done = await Plans.HandleAsync(new ApplyPlan(_draft!.Moves), Person.Principal);
        _busy = false;
        (_said, _overtaken) = done.IsOk
            ? (null, false)
            : (Errors.Of(done.Errors), done.Errors[0].Code is "plan.overtaken" or "plan.collided" or "plan.nothing-done");
        if (done.IsOk)
            Navigation.NavigateTo(PlanAddress.OfApplied(done.Value.Id));
    }

    private async Task UndoAsync()
    {
        var done = await Plans.HandleAsync(new UndoPlan(_applied!.Id), Person.Principal);
        _applied = done.IsOk ? done.Value : _applied;
        _said = done.IsOk ? null : Errors.Of(done.Errors);
    }

    private async Task ApplyAgainAsync()
    {
        var done = await Plans.HandleAsync(new ApplyPlanAgain(_applied!.Id), Person.Principal);
        _said = done.IsOk ? null : Errors.Of(done.Errors);
        if (done.IsOk)
            Navigation.NavigateTo(PlanAddress.OfApplied(done.Value.Id));
    }
}
