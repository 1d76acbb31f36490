using System.Collections.Immutable;
using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>
/// What was promised to the customer of one case, held from the acts alone, by the words of the specification and of docs/promises.md.
/// Shares names with the product, no rule: what it says is right was written down a second time.
/// </summary>
internal sealed partial class ModelCase
{
    private static readonly Promise[] s_team = [Promise.NextUpdate, Promise.Resolution];
    private readonly ModelHouse _house;
    private readonly int _number;
    private CaseState? _before;
    private Instant _beforeAt;
    private int _beforeActs,
        _lastMessage;

    public ModelCase(ModelHouse house, int number, WalkCase opened)
    {
        (_house, _number) = (house, number);
        var verdict = opened.Records switch
        {
            "none" => VerdictKind.NotEntitled,
            "trial" => VerdictKind.EntitledWithLimits,
            "unknown serial" => VerdictKind.NeedsPerson,
            _ => VerdictKind.Entitled,
        };
        // E4: a test licence is helped at the level of Low; E5: no contract, no tier.
        Severity? cap = opened.Records == "trial" ? Severity.Low : null;
        State = new()
        {
            Stated = opened.Severity,
            Severity = cap ?? opened.Severity,
            Cap = cap,
            Tier = opened.Records == "none" ? SupportTier.SelfService : opened.Tier,
            Verdict = verdict,
            IsTestLicence = opened.Records == "trial",
        };
        StartCycle();
        Acts = 1;
    }

    public CaseState State { get; private set; }

    /// <summary>Acts so far; each makes one version.</summary>
    public int Acts { get; private set; }

    private Instant Now => _house.Now;

    /// <summary>What the console does next about a silent customer, and when (C8).</summary>
    public (Instant At, bool Closes)? Plan
    {
        get
        {
            if (!State.CustomerHasTheBall || State.OwesCall)
                return null;
            if (State.Confirmed is { } confirmed)
                return (_house.Business.Opening(confirmed + Duration.FromDays(3)), true);
            if (State.OwesAnswer || State.Proposal is not null)
                return null;
            // A week after the last that was said, two weeks after the first, and three days after a reminder.
            Instant? first = State.Contacts.Count > 0 ? State.Contacts[0] : null;
            if (State.Reminded is { } reminded && State.Contacts.Count >= 2)
                return (_house.Business.Opening(Later(first!.Value + Duration.FromDays(14), reminded + Duration.FromDays(3))), true);
            return (_house.Business.Opening((State.Reminded ?? first ?? State.SilentSince!.Value) + Duration.FromDays(7)), false);
        }
    }

    /// <summary>It came out of another case, and each names the other (I5).</summary>
    public void IsLinked() => Acts++;

    public View See()
    {
        var waits = State.CustomerHasTheBall && State.Confirmed is null;
        return new()
        {
            Status = State.Status,
            Severity = State.Severity,
            Tier = State.Tier,
            Owner = State.Owner,
            Cycle = State.Cycle,
            Reopens = State.Reopens,
            Version = Acts,
            Escalated = State.Escalated,
            Vendor = State.IsOver ? null : State.Vendor,
            Confirmed = State.Status == CaseStatus.Resolved ? State.Confirmed : null,
            Proposal = State.Proposal,
            Contacts = waits ? State.Contacts.Count : 0,
            FirstContact = waits && State.Contacts.Count > 0 ? State.Contacts[0] : null,
            SilenceAt = Plan?.At,
            SilenceCloses = Plan?.Closes ?? false,
            Lines = [.. State.Owed.Select(o => new Line(o.What, o.Cycle, o.From, o.Due, o.Ended, o.How, o.Late))],
        };
    }

    // ---- what is owed ----

    private void StartCycle()
    {
        Start(Promise.FirstResponse);
        foreach (var what in s_team)
            Start(what);
    }

    private void Start(Promise what)
    {
        if (State.IsServed && _house.Promised(State.Tier, State.Severity, what) is { } within)
            Add(new Owed(what, State.Cycle, within.Calendar, _house.VersionOf(within.Calendar), Now, within.Length));
    }

    private void Add(Owed owed) => State = State with { Owed = State.Owed.Add(Counted(owed)) };

    private Owed Counted(Owed o)
    {
        if (o.At is not null)
            return o with { Due = o.At };
        var calendar = _house.Calendar(o.Calendar, o.Version);
        if (o.NotAfter is not { } cap)
            return o with { Due = calendar.Due(o.From, o.Length, o.Gaps) };
        // A raised one is due no later than before; a pause moves both on.
        var unpaused = Earlier(calendar.Due(o.From, o.Length, [])!.Value, cap);
        var left = cap <= o.From ? Duration.Zero : calendar.Between(o.From, unpaused);
        var due = calendar.Due(o.From, left, o.Gaps);
        return o with { Due = due == calendar.Due(o.From, left, []) ? unpaused : due };
    }

    private Owed Over(Owed o, ClockEnd how)
    {
        var counted = Counted(o with { Gaps = Closed(o.Gaps) });
        return counted with { Ended = Now, How = how, Late = counted.Due < Now };
    }

    private void End(Func<Owed, bool> which, ClockEnd how) => Change(o => which(o) ? Over(o, how) : o);

    private void AwaitAnswer()
    {
        if (!State.Owed.Exists(o => o.IsOpen && o.IsAnswer))
            Start(Promise.Callback);
    }

    // P3: a Premium customer's word is answered within the hour of any day; the business days of a first answer are too long for it.
    private void AnswerWord()
    {
        if (_house.Promised(State.Tier, State.Severity, Promise.Callback)?.Calendar == PlainPromises.Always)
            AwaitCall();
        else
            AwaitAnswer();
    }

    // S8, P2: what became an Emergency has an answer ahead of it.
    private void AnswerAnew()
    {
        if (!State.Owed.Exists(o => o.IsOpen && (o.What == Promise.Callback || (o.What == Promise.FirstResponse && o.Due > Now))))
            Start(Promise.Callback);
    }

    // Who rings waits for a call; only the first response of an Emergency is one (P11).
    private void AwaitCall()
    {
        var first = State.Severity == Severity.Emergency;
        if (!State.Owed.Exists(o => o.IsOpen && (o.What == Promise.Callback || (first && o.What == Promise.FirstResponse))))
            Start(Promise.Callback);
    }

    /// <summary>Words or a call that reach the customer: an answer (H2), and the next word is due anew.</summary>
    private void Answered()
    {
        End(o => o.IsAnswer, ClockEnd.Met);
        End(o => o.What == Promise.NextUpdate, ClockEnd.Met);
        if (!State.IsOver)
            Start(Promise.NextUpdate);
    }

    private void TeamTargets()
    {
        foreach (var what in s_team)
        {
            var target = _house.Promised(State.Tier, State.Severity, what);
            if (target is null)
                End(o => o.What == what, ClockEnd.Superseded);
            else if (!State.Owed.Exists(o => o.IsOpen && o.What == what))
                Start(what);
        }
    }

    private ImmutableList<Gap> Closed(ImmutableList<Gap> gaps) =>
        gaps.Count > 0 && gaps[^1].Until is null ? gaps.SetItem(gaps.Count - 1, gaps[^1] with { Until = Now }) : gaps;

    // The team's targets stand still while the customer has the ball; nothing else ever does (P11).
    private void StandStill() =>
        Change(o =>
        {
            if (!o.IsTeams)
                return o;
            var stands = o.Gaps.Count > 0 && o.Gaps[^1].Until is null;
            return State.CustomerHasTheBall == stands ? o
                : stands ? Counted(o with { Gaps = Closed(o.Gaps) })
                : Counted(o with { Gaps = o.Gaps.Add(new Gap(Now, null)) });
        });

    private static Instant Later(Instant a, Instant b) => a > b ? a : b;

    private static Instant Earlier(Instant a, Instant b) => a < b ? a : b;

    private static Severity Severe(Step step) => Enum.Parse<Severity>(step.What!);

    private static ClosingReason Reason(Step step) => Enum.Parse<ClosingReason>(step.What!);

    private static Duration Hours(Step step) => Duration.FromHours(int.Parse(step.What!, CultureInfo.InvariantCulture));
}
