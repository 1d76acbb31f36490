using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>
/// The clocks of a case computed a second time, from its record alone: what started, stopped, paused and ended them is read off the
/// events, not off the commands. Written apart from the aggregate, so that neither can hide the other's mistake.
/// </summary>
internal sealed partial class ClockReplay(SupportProgramme programme)
{
    private static readonly ClockKind[] s_team = [ClockKind.NextUpdate, ClockKind.Resolution];

    private readonly List<SlaClock> _clocks = [];
    private readonly List<(SlaClock Clock, int At)> _closedOver = [];
    private readonly Dictionary<int, Instant> _promisedFor = [];
    private Severity _severity;
    private SupportTier _tier;
    private bool _entitled;
    private CaseStatus _status;
    private bool _wasResolved;
    private int _cycle = 1;

    public static IReadOnlyList<SlaClock> Of(Case c, SupportProgramme programme)
    {
        var replay = new ClockReplay(programme);
        foreach (var entry in c.Timeline)
            replay.Happened(entry.Event, entry.At);
        return replay._clocks;
    }

    private void Happened(CaseEvent what, Instant at)
    {
        switch (what)
        {
            case CaseOpened o:
                (_severity, _tier, _entitled) = (o.Decided, o.Tier, o.Verdict != VerdictKind.NotEntitled);
                StartCycle(at);
                break;
            case CaseReopened:
                _cycle++;
                _status = CaseStatus.InProgress;
                StartCycle(at);
                break;
            case CaseResolved resolved:
                if (resolved.How == ConfirmedBy.Call)
                {
                    End(IsContactAnswer, at, ClockEnd.Met);
                    ThatCall(at);
                }

                if (resolved.ConfirmedByCustomer)
                    End(IsContactAnswer, at, ClockEnd.Cancelled);
                EndTeam(at, ClockEnd.Met);
                _status = CaseStatus.Resolved;
                break;
            case ConfirmationAsked asked:
                End(IsContactAnswer, at, string.IsNullOrWhiteSpace(asked.Text) ? ClockEnd.Cancelled : ClockEnd.Met);
                break;
            case CaseClosed closed:
                RememberOpen();
                End(IsContactAnswer, at, string.IsNullOrWhiteSpace(closed.Text) ? ClockEnd.Cancelled : ClockEnd.Met);
                End(IsPromise, at, ClockEnd.Cancelled);
                EndTeam(at, ClockEnd.Met);
                _status = CaseStatus.Closed;
                break;
            case CaseMerged { Kind: LinkKind.MergedInto }:
                RememberOpen();
                End(IsPromise, at, ClockEnd.Superseded);
                EndTeam(at, ClockEnd.Cancelled);
                _status = CaseStatus.Closed;
                break;
            case CaseMerged merged:
                if (merged.Wakes)
                    Heard();
                foreach (var moved in merged.Moved ?? [])
                    TakeOver(moved);
                if (merged.Wakes && _wasResolved)
                    TeamTargets(at);
                break;
            case CloseUndone undone:
                foreach (var (clock, index) in _closedOver)
                    _clocks[index] = clock;
                _status = undone.BackTo;
                break;
            case CallLogged { At: { } began, Reached: true } earlier:
                Happened(earlier with { At = null }, began);
                break;
            case SeverityChanged changed:
                Reclassified(changed, at);
                break;
            case CallLogged { Reached: false, Direction: CallDirection.Incoming } or CallbackRequested { PromisedFor: null }:
                Move(what, at);
                Start(ClockKind.Callback, at);
                break;
            case CallbackRequested { PromisedFor: { } promised }:
                Move(what, at);
                _promisedFor[_clocks.Count] = promised;
                _clocks.Add(
                    SlaClock.Start(
                        new(ClockKind.Callback, SupportProgramme.AlwaysCalendar, promised - at),
                        at,
                        _cycle,
                        programme.CalendarVersionOf(SupportProgramme.AlwaysCalendar)
                    )
                );
                break;
            case CustomerWrote or EscalationRequested:
                Move(what, at);
                if (
                    programme.Target(_tier, _severity, ClockKind.Callback) is { } callback
                    && programme.Calendar(callback.CalendarId).IsAlwaysOpen
                )
                    AwaitCall(at);
                else
                    AwaitAnswer(at);
                break;
            case HotlineCalled:
                Move(what, at);
                AwaitCall(at);
                break;
            case CaseJudgedAnew judged:
                JudgedAnew(judged, at);
                break;
            case DueTimesMoved moved:
                Replace(
                    c => moved.Dues.Any(d => d.Kind == c.Kind && d.StartedAt == c.StartedAt),
                    c => c with { CalendarVersion = moved.CalendarVersion }
                );
                break;
            case CallReleased released:
                End(i => _promisedFor.TryGetValue(i, out var named) && named == released.PromisedFor, at, ClockEnd.Cancelled);
                break;
            default:
                Move(what, at);
                if (IsAnswer(what))
                    Answered(at);
                if (what is CallLogged { Reached: true, IsOther: false })
                    ThatCall(at);
                break;
        }

        Pauses(at);
    }

    private void StartCycle(Instant at)
    {
        Start(ClockKind.FirstResponse, at);
        foreach (var kind in s_team)
            Start(kind, at);
    }

    private static bool IsAnswer(CaseEvent what) =>
        what is ReplySent or SolutionOffered or MoreRequested or ScopeMarked or EscalationDeclined or CallLogged { Reached: true };

    private void Move(CaseEvent what, Instant at)
    {
        var wasResolved = _status == CaseStatus.Resolved;
        _status = what switch
        {
            WaitStarted wait => wait.On == Ball.Customer ? CaseStatus.WaitingOnCustomer : CaseStatus.WaitingOnVendor,
            MoreRequested => CaseStatus.WaitingOnCustomer,
            SolutionOffered => CaseStatus.SolutionOffered,
            CaseResumed => CaseStatus.InProgress,
            CustomerWrote
            or EscalationRequested
            or HotlineCalled
            or CallLogged { Direction: CallDirection.Incoming, Reached: false }
            or CallbackRequested when _status > CaseStatus.InProgress => CaseStatus.InProgress,
            CallLogged { Direction: CallDirection.Incoming } when _status > CaseStatus.InProgress => CaseStatus.InProgress,
            _ => _status,
        };
        if (wasResolved && _status == CaseStatus.InProgress)
            TeamTargets(at);
    }

    private void Answered(Instant at)
    {
        End(IsContactAnswer, at, ClockEnd.Met);
        Replace(c => c.Kind == ClockKind.NextUpdate, c => Ended(c, at, ClockEnd.Met));
        if (_status != CaseStatus.Resolved)
            Start(ClockKind.NextUpdate, at);
    }

    // What is due by now; before that the next one, within the hour.
    private void ThatCall(Instant at)
    {
        var ahead = _promisedFor.Where(p => _clocks[p.Key].EndedAs is null).Select(p => p.Value).Order().ToList();
        var until = ahead.Exists(due => due <= at) ? at : ahead.Find(due => due - Duration.FromHours(1) <= at);
        End(i => _promisedFor.TryGetValue(i, out var due) && due <= until, at, ClockEnd.Met);
    }

    private bool IsPromise(int i) => _clocks[i].Kind is ClockKind.FirstResponse or ClockKind.Callback;

    private bool IsContactAnswer(int i) => IsPromise(i) && !_promisedFor.ContainsKey(i);

    private void End(Func<int, bool> which, Instant at, ClockEnd how)
    {
        for (var i = 0; i < _clocks.Count; i++)
        {
            if (_clocks[i].EndedAs is null && which(i))
                _clocks[i] = Ended(_clocks[i], at, how);
        }
    }

    private void EndTeam(Instant at, ClockEnd resolution)
    {
        End(i => _clocks[i].Kind == ClockKind.Resolution, at, resolution);
        End(i => _clocks[i].Kind == ClockKind.NextUpdate, at, ClockEnd.Cancelled);
    }

    private void RememberOpen()
    {
        _closedOver.Clear();
        _closedOver.AddRange(_clocks.Select((clock, i) => (clock, i)).Where(c => c.clock.EndedAs is null));
    }

    private void Heard()
    {
        _wasResolved = _status == CaseStatus.Resolved;
        if (_status > CaseStatus.InProgress)
            _status = CaseStatus.InProgress;
    }

    private void TakeOver(MovedPromise moved)
    {
        if (moved.PromisedFor is { } promised)
            _promisedFor[_clocks.Count] = promised;
        _clocks.Add(
            new()
            {
                Kind = ClockKind.Callback,
                Cycle = _cycle,
                CalendarId = moved.CalendarId,
                CalendarVersion = moved.CalendarVersion,
                StartedAt = moved.StartedAt,
                Target = moved.Target,
                ReceivedAt = moved.ReceivedAt,
                NotLaterThan = moved.NotLaterThan,
            }
        );
    }
}
