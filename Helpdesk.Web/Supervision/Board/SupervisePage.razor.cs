using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Cases.Acts.Outlook;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Supervision.Plan;
using Helpdesk.Web.Workforce;
using Helpdesk.Web.Workforce.Choosing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;

namespace Helpdesk.Web.Supervision.Board;

/// <summary>
/// Who has what, live: people with their load, what nobody has, what is about to be missed; cases move by drag, key and menu (spec U2).
/// </summary>
public sealed partial class SupervisePage
{
    // More of one desk than a supervisor reads; the plan takes all of them.
    private const int OnDesk = 100;

    private readonly HashSet<string> _picked = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _gone = new();
    private DotNetObjectReference<SupervisePage>? _self;
    private ElementReference _root;
    private IDisposable? _watching;
    private BoardModel? _model;
    private IReadOnlyList<QueueEntry> _desk = [];
    private (string Words, Guid? Undo)? _said;
    private bool _editing;

    [Inject]
    private IStringLocalizer<SuperviseText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private BoardQuery Board { get; set; } = null!;

    [Inject]
    private AgentPool Agents { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

    [Inject]
    private PlanHandlers Plans { get; set; } = null!;

    [Inject]
    private CaseFeed Feed { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private PersonAsking Asking { get; set; } = null!;

    [Inject]
    private GivingAway Giving { get; set; } = null!;

    [Inject]
    private PlacementWords Reasons { get; set; } = null!;

    /// <summary>User name of the engineer whose cases are open.</summary>
    [SupplyParameterFromQuery(Name = "of")]
    private string? Of { get; set; }

    private Instant Now => Clock.GetCurrentInstant();

    [JSInvokable]
    public void OnPicked(string[] numbers, bool on)
    {
        if (numbers.Length == 0)
            _picked.Clear();
        foreach (var number in numbers)
        {
            if (on)
                _picked.Add(number);
            else
                _picked.Remove(number);
        }

        StateHasChanged();
    }

    [JSInvokable]
    public async Task OnMove(string number)
    {
        await MoveAsync(_picked.Contains(number) ? [.. _picked] : [number]);
        StateHasChanged();
    }

    /// <summary>Cases were dropped on somebody, or (<c>-</c>) on the queue.</summary>
    [JSInvokable]
    public async Task OnDropped(string[] numbers, string userName)
    {
        if (userName == "-" || People.Find(userName) is not null)
            await GiveAsync(numbers, userName == "-" ? null : People.Find(userName)!.Id);
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        _watching?.Dispose();
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
        _watching = Board.Watch(() => Later(Show));
        Show();
    }

    protected override void OnParametersSet()
    {
        _editing = false;
        if (_model is not null)
            Show();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        await Js.InvokeVoidAsync("helpdesk.supervise.start", _gone.Token, _self, _root);
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Now);

    private void OnPersonChanged() => Later();

    private void Show()
    {
        _model = Board.Current;
        _desk = _model.Engineers.FirstOrDefault(e => e.UserName == Of) is { } opened ? Board.CasesOf(opened.Id, OnDesk) : [];
    }

    private void Toggle(string userName) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameter("of", Of == userName ? null : userName),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );

    // Best receivers first, each with the reason.
    private async Task MoveAsync(IReadOnlyList<string> numbers)
    {
        if (numbers.Count == 0 || Feed.Find(numbers[0]) is not { } first)
            return;
        var to = await Asking.AskAsync(
            numbers.Count == 1 ? Text["move.one", numbers[0]] : Text["move.many", numbers.Count],
            [
                .. Agents
                    .Suggest(CaseFacts.Of(first))
                    .Select(s => new PersonLine(s.Agent.Id, s.Agent.Name, People.Find(s.Agent.Id)?.UserName, Reasons.Of(s.Reasons))),
                new(null, Text["queue"], null, Text["queue.hint"]),
            ],
            await Giving.OfAsync(numbers, _gone.Token)
        );
        if (to is not null)
            await GiveAsync(numbers, to.Id);
        StateHasChanged();
        await Js.InvokeVoidAsync("helpdesk.supervise.back", _gone.Token, numbers[0]);
    }

    // One case or many: a plan of their own, in one transaction, with an undo.
    private async Task GiveAsync(IReadOnlyList<string> numbers, Guid? to)
    {
        PlanMove[] moves =
        [
            .. numbers
                .Distinct()
                .Select(Feed.Find)
                .OfType<QueueEntry>()
                .Where(e => e.OwnerId != to)
                .Select(e => new PlanMove(e.Number, e.Version, to)),
        ];
        if (moves.Length > 0)
        {
            var done = await Plans.HandleAsync(new ApplyPlan(moves), Person.Principal);
            _said = done.IsOk ? (Said(done.Value, to), done.Value.Id) : (Errors.Of(done.Errors), null);
            _picked.ExceptWith(numbers);
        }
    }

    private string Said(Reassignment made, Guid? to)
    {
        var refused = made.Moves.FirstOrDefault(m => m.Refused is not null);
        var words = to is { } person
            ? Text[
                "moved",
                made.Done.Count(),
                People.Find(person)?.DisplayName ?? "",
                Time().Short(made.AppliedAt + Reassignment.UndoTime)
            ].Value
            : Text["moved.queue", made.Done.Count(), Time().Short(made.AppliedAt + Reassignment.UndoTime)].Value;
        return refused is null ? words : $"{words} {refused.Number}: {refused.Refused!.Say(Errors, Domain)}";
    }

    private async Task UndoAsync(Guid id)
    {
        var done = await Plans.HandleAsync(new UndoPlan(id), Person.Principal);
        _said = (done.IsOk ? Text["undone", done.Value.Moves.Count(m => m.UndoneVersion is not null)].Value : Errors.Of(done.Errors), null);
    }
}
