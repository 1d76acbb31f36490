using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.See;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;
using NodaTime;

namespace Helpdesk.Web.Cases.CasePage;

/// <summary>One case beside the queue or on a page of its own: what it is, why it is due, what happened, what to do.</summary>
public sealed partial class CasePane : IAsyncDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentUICulture;
    private readonly PaneRunner _runner;
    private CasePageState? _state;
    private CaseDrafts? _drafts;
    private CaseActs? _acts;
    private ReplyComposer? _composer;
    private ElementReference _story;
    private Stale? _stale;
    private bool _missing;
    private string? _said;
    private bool _gone;
    private bool _scroll;

    public CasePane() => _runner = new PaneRunner(this);

    [Parameter, EditorRequired]
    public string Number { get; set; } = "";

    /// <summary>True on a page of its own: time line and composer left, everything else right.</summary>
    [Parameter]
    public bool Full { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private CaseQuery Query { get; set; } = null!;

    [Inject]
    private DraftStore Store { get; set; } = null!;

    [Inject]
    private CaseCommandRunner Runner { get; set; } = null!;

    [Inject]
    private SeeCase Seen { get; set; } = null!;

    [Inject]
    private PresenceTracker Presence { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private IStringLocalizer<CaseText> Text { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private CasePageState State => _state!;

    private bool CanUndo =>
        State.Record.Case is { ClosedAt: { } closed, ClosedFrom: not null } && Clock.GetCurrentInstant() <= closed + Case.UndoTime;

    /// <summary>Reads the case again; called when somebody changed it.</summary>
    public async Task ReloadAsync()
    {
        var record = await Query.FindAsync(Number, CancellationToken.None);
        if (record is not null && _drafts is null)
            _drafts = new CaseDrafts(
                Store,
                Person.Principal,
                record.Case.Id,
                await Store.OfAsync(record.Case.Id, Person.Principal, CancellationToken.None),
                Clock
            );
        if (_gone)
            return;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _culture;
        _scroll |= record is not null && record.Timeline.Count != _state?.Record.Timeline.Count;
        _state = record is null
            ? null
            : new CasePageState(record, new ReaderTime(Person.TimeZone, _culture, Clock.GetCurrentInstant()), _drafts!, _runner);
        _missing = record is null;
        StateHasChanged();
    }

    /// <summary>Takes the case for the reader.</summary>
    public Task TakeAsync() => _acts?.TakeAsync() ?? Task.CompletedTask;

    /// <summary>Does what a key of an open case stands for; false for a key of none.</summary>
    public async Task<bool> OnKeyAsync(string key)
    {
        switch (key)
        {
            case "a":
                await TakeAsync();
                return true;
            case "r":
                await Js.InvokeVoidAsync("helpdesk.focus", "reply-text");
                return true;
            default:
                return _acts?.OpenByKey(key) ?? false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        if (_state is not null)
            Presence.Leave(this, _state.Record.Case.Id);
        if (_drafts is not null)
            await _drafts.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        if (_state is not null && !_gone)
        {
            Presence.Enter(this, _state.Record.Case.Id, new Presence(Person.Id, Person.DisplayName, false));
            await Seen.SeenAsync(_state.Record.Case, Person.Principal);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_scroll)
            return;
        _scroll = false;
        // On its own page a case opens at its latest word, and follows it.
        if (Full)
            await Js.InvokeVoidAsync("helpdesk.toEnd", _story);
    }

    private async Task CopyAsync()
    {
        await Js.InvokeVoidAsync("helpdesk.copy", Navigation.ToAbsoluteUri($"/cases/{Number}").ToString());
        Snackbar.Add(Text["copied"], MudBlazor.Severity.Info, o => o.VisibleStateDuration = 1500);
    }

    // What was sent to the customer waits to be sent again, in the form it was written in.
    private async Task UndoCloseAsync()
    {
        var words = State.Record.Timeline.LastOrDefault(e => e.Event is CaseClosed)?.Words;
        if (!await _runner.RunAsync(new UndoClose(), null) || string.IsNullOrWhiteSpace(words))
            return;
        if (State.Drafts.Text(CaseActs.CloseKey).Length == 0)
            State.Drafts.Type(CaseActs.CloseKey, words, State.Record.Case.Version);
        _acts?.Open(CaseActs.CloseKey);
    }

    private void OpenOther(string number) => Navigation.NavigateTo(Full ? $"/cases/{number}" : $"/queue?case={number}");

    /// <summary>What was refused because somebody was faster, and how to do it all the same.</summary>
    private sealed record Stale(int Version, Func<Task> Again);

    private sealed class PaneRunner(CasePane pane) : CaseActRunner
    {
        public override Task<bool> RunAsync<TCommand>(TCommand command, int? seen) =>
            RunAsync(version => pane.Runner.RunAsync(pane.Number, version, command, pane.Person.Principal, CancellationToken.None), seen);

        public override async Task<bool> RunAsync(Func<int?, Task<Result<QueueEntry>>> act, int? seen)
        {
            if (pane._state is not { } state)
                return false;
            var done = await act(seen);
            var stale = !done.IsOk && done.Errors[0].Code == "case.changed";
            pane._stale = stale
                ? new(seen ?? state.Record.Case.Version, async () => await RunAsync(act, pane.State.Record.Case.Version))
                : null;
            pane._said = done.IsOk || stale ? null : pane.Errors.Of(done.Errors);
            if (done.IsOk)
                Say(pane.Text["done"]);
            await pane.ReloadAsync();
            return done.IsOk;
        }

        public override Task ReloadAsync() => pane.ReloadAsync();

        public override void Writing(bool writing) =>
            pane.Presence.Enter(pane, pane.State.Record.Case.Id, new Presence(pane.Person.Id, pane.Person.DisplayName, writing));

        public override void Say(string words, bool isError = false)
        {
            if (isError)
            {
                pane._said = words;
                pane.StateHasChanged();
            }
            else
            {
                pane.Snackbar.Add(words, MudBlazor.Severity.Success, o => o.VisibleStateDuration = 1500, OwnerUndo.Said);
            }
        }
    }
}
