using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <content>Other severities and tiers (S8, E5), other calendars (P14).</content>
internal sealed partial class ModelCase
{
    private void ChangeSeverity(Severity to)
    {
        var raised = to < State.Severity;
        Change(o =>
            o.What == Promise.PromisedCall ? o
            : raised ? Raised(o, State.Tier, to)
            : Lowered(o, State.Tier, to) ?? o
        );
        State = State with { Severity = to };
        if (to == Severity.Emergency)
            AnswerAnew();
        TeamTargets();
        if (raised)
            State = State with { Escalated = null, MayBeDeclined = false };
        if (to <= State.Proposal)
            State = State with { Proposal = null };
    }

    private Within? Other(Owed o, SupportTier tier, Severity severity) =>
        _house.Promised(tier, severity, o.What) is { } w && (w.Length != o.Length || w.Calendar != o.Calendar) ? w : null;

    // S8: the new target counts from the change, never later than the old due time; a missed one stays missed.
    private Owed Raised(Owed o, SupportTier tier, Severity severity)
    {
        if (Other(o, tier, severity) is not { } within || o.Due <= Now)
            return o;
        var cap = Counted(o with { Gaps = Closed(o.Gaps) }).Due;
        return Replaced(
            o,
            o with
            {
                Calendar = within.Calendar,
                Version = _house.VersionOf(within.Calendar),
                Length = within.Length,
                From = Now,
                Received = o.Received ?? o.From,
                NotAfter = cap,
            }
        );
    }

    // S8: the longer target counts from receipt; one that would be due earlier than now is not taken over. Null says so.
    private Owed? Lowered(Owed o, SupportTier tier, Severity severity)
    {
        if (Other(o, tier, severity) is not { } within || o.Due <= Now)
            return o;
        var next = Counted(
            o with
            {
                Calendar = within.Calendar,
                Version = within.Calendar == o.Calendar ? o.Version : _house.VersionOf(within.Calendar),
                Length = within.Length,
                From = o.Received ?? o.From,
                Received = null,
                NotAfter = null,
            }
        );
        return next.Due < o.Due ? null : Replaced(o, next);
    }

    // The old one stays in the record; it is put there when the change is done.
    private Owed Replaced(Owed old, Owed next)
    {
        _superseded.Add(Over(old, ClockEnd.Superseded));
        return Counted(next);
    }

    private readonly List<Owed> _superseded = [];

    private void Change(Func<Owed, Owed> change)
    {
        State = State with { Owed = [.. State.Owed.Select(o => o.IsOpen ? change(o) : o)] };
        State = State with { Owed = State.Owed.AddRange(_superseded) };
        _superseded.Clear();
    }

    // ---- the verdict ----

    private (VerdictKind Kind, SupportTier Tier, Severity? Cap) Judged(Step step)
    {
        var (kind, tier, cap) = JudgedKinds(step.What);
        // What a supervisor decided stands until the records themselves entitle the case.
        return State.Decided && kind is VerdictKind.NotEntitled or VerdictKind.NeedsPerson
            ? (State.Verdict, State.Tier, State.Cap)
            : (kind, tier, cap);
    }

    /// <summary>What the records of a "Judge" say.</summary>
    public static (VerdictKind Kind, SupportTier Tier, Severity? Cap) JudgedKinds(string? what) =>
        what switch
        {
            "none" => (VerdictKind.NotEntitled, SupportTier.SelfService, null),
            "Premium" => (VerdictKind.Entitled, SupportTier.Premium, null),
            "trial" => (VerdictKind.EntitledWithLimits, SupportTier.Standard, Severity.Low),
            _ => (VerdictKind.Entitled, SupportTier.Standard, null),
        };

    private bool JudgesOtherwise(Step step)
    {
        var (was, standing) = (State, Judged(step));
        if (standing != (was.Verdict, was.Tier, was.Cap))
            return true;
        JudgeAnew(step);
        var changed = !State.Owed.SequenceEqual(was.Owed);
        State = was;
        return changed;
    }

    private bool OwesFirst => State.Owed.Exists(o => o.IsOpen && o.What == Promise.FirstResponse);

    private void JudgeAnew(Step step)
    {
        var (kind, tier, cap) = Judged(step);
        var wasServed = State.IsServed;
        // A limit that is gone gives back what the customer stated.
        var wanted = State.Cap is not null && State.Severity == State.Cap ? State.Stated : State.Severity;
        var severity = cap > wanted ? cap.Value : wanted;
        var same = (tier, severity) == (State.Tier, State.Severity);
        Change(o =>
            o.What == Promise.PromisedCall ? o
            : kind == VerdictKind.NotEntitled || _house.Promised(tier, severity, o.What) is null ? Over(o, ClockEnd.Cancelled)
            : same ? o
            : Lowered(o, tier, severity) ?? Raised(o, tier, severity)
        );
        var stands = State.Decided && step.What == "none";
        var (from, tierBefore) = (State.Severity, State.Tier);
        State = State with { Verdict = kind, Tier = tier, Cap = cap, Severity = severity, Decided = stands };
        State = stands ? State : State with { IsTestLicence = step.What == "trial" };
        if (from != severity && severity <= State.Proposal)
            State = State with { Proposal = null };
        if (!State.IsOver)
            StartWhatIsMissing();
        if (from != severity && !State.IsOver)
        {
            if (severity == Severity.Emergency)
                AnswerAnew();
            TeamTargets();
        }
        else if (severity == Severity.Emergency && tier != tierBefore && !State.IsOver && OwesFirst)
            AnswerAnew();

        BeginsToBeServed(wasServed);
    }

    private void Grant(SupportTier tier)
    {
        var (wasServed, from) = (State.IsServed, State.Severity);
        // E4: with the limit of the licence goes what it did to the severity.
        var severity = State.Cap == from ? State.Stated : from;
        Change(o =>
            o.What == Promise.PromisedCall ? o
            : tier == State.Tier ? (severity == from ? o : Raised(o, tier, severity))
            : o.What == Promise.Callback ? Lowered(o, tier, severity) ?? Raised(o, tier, severity)
            : Over(o, ClockEnd.Superseded)
        );
        State = State with { Verdict = VerdictKind.EntitledWithLimits, Tier = tier, Cap = null, Decided = true, Severity = severity };
        StartWhatIsMissing();
        if (from != severity)
        {
            if (severity == Severity.Emergency)
                AnswerAnew();
            TeamTargets();
            if (severity <= State.Proposal)
                State = State with { Proposal = null };
        }

        BeginsToBeServed(wasServed);
    }

    private void StartWhatIsMissing()
    {
        foreach (var what in (Promise[])[Promise.FirstResponse, .. s_team])
        {
            if (!State.Owed.Exists(o => o.What == what && o.Cycle == State.Cycle && (o.IsOpen || o.How == ClockEnd.Met)))
                Start(what);
        }
    }

    // E5, P3: who was answered already and is served from now on, and waits for us, is to hear from us.
    private void BeginsToBeServed(bool wasServed)
    {
        if (!wasServed && State.IsServed && State.WeHaveTheBall)
            AwaitAnswer();
    }

    // ---- calendars ----

    /// <summary>What is open counts on the calendar in force; none is broken after the fact, a missed one stays missed (P14).</summary>
    public void CountsAnew()
    {
        var moved = false;
        Change(o =>
        {
            if (o.Calendar != PlainPromises.Business || o.Version == _house.Version || o.Due <= Now)
                return o;
            var next = Counted(o with { Version = _house.Version });
            if (next.Due <= Now)
                return o;
            moved = true;
            return next;
        });
        Acts += moved ? 1 : 0;
    }
}
