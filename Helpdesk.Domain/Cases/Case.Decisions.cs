using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Domain.Cases;

/// <content>What only a supervisor decides: exceptions from entitlement, excused breaches (spec E5, U2). Neither moves the case.</content>
public sealed partial class Case
{
    /// <summary>True while the verdict waits for a supervisor, or said no and nobody has decided otherwise.</summary>
    public bool EntitlementIsOpen =>
        !IsOver && EntitlementDecidedAt is null && VerdictKind is VerdictKind.NotEntitled or VerdictKind.NeedsPerson;

    private bool IsOver => Status is CaseStatus.Resolved or CaseStatus.Closed;

    /// <summary>
    /// Serves the case although the records do not entitle it (spec E5): its clocks start now, by the tier that is granted; clocks that
    /// ran on another tier are superseded. A severity that only the licence had lowered is the stated one again (spec E4, S5).
    /// </summary>
    /// <param name="until">The first instant at which the exception is over, or null for the life of the case.</param>
    public Result GrantException(SupportTier tier, Instant? until, string reason, CaseContext context)
    {
        if (RefusedDecision() is { } refused)
            return refused;
        if (tier == SupportTier.SelfService)
            return Result.Refuse("exception.tier", "tier", tier);
        if (until <= context.Now)
            return Result.Refuse("exception.over", "until");
        var (servedBefore, stoodStill) = (VerdictKind != VerdictKind.NotEntitled, SilenceStands);
        Record(context, new ExceptionGranted(tier, until, reason));
        Serve(Granted(tier, until, context), reason, context);
        ExceptionUntil = until;
        BeginServing(servedBefore, context);
        PauseOrResumeClocks(context);
        WaitAnew(stoodStill, context);
        Touch(context);
        return Result.Ok;
    }

    /// <summary>Leaves the case without entitlement: kept, without a clock (spec E5).</summary>
    public Result DeclineException(string reason, CaseContext context)
    {
        if (RefusedDecision() is { } refused)
            return refused;
        var stoodStill = SilenceStands;
        Record(context, new ExceptionDeclined(reason));
        // A call that somebody promised for a time is still to be made (spec P3).
        foreach (var clock in _clocks.Where(c => c.IsOpen && c.PromisedFor is null).ToList())
            EndClock(clock, ClockEnd.Cancelled, context);
        WaitAnew(stoodStill, context);
        Judge(
            Verdict with
            {
                Kind = VerdictKind.NotEntitled,
                Reasons = [.. Verdict.Reasons.Append(new VerdictReason("E5", "exception.declined", [context.Actor.Name]))],
            },
            context
        );
        Touch(context);
        return Result.Ok;
    }

    /// <summary>Excuses a missed clock with a reason; it stays on record as missed and excused (spec U2).</summary>
    /// <param name="kind">Of several of the kind the one that was missed last, and is not excused yet.</param>
    public Result ExcuseBreach(ClockKind kind, string reason, CaseContext context)
    {
        if (_clocks.FindLast(c => c.Kind == kind && c.Verdict(context.Now).IsBroken()) is not { } clock)
            return Result.Refuse(
                _clocks.Exists(c => c.Kind == kind && c.ExcusedAt is not null) ? "breach.excused" : "breach.none",
                "clock",
                kind
            );
        clock.Excuse(context);
        Record(context, new BreachExcused(clock.Kind, clock.Cycle, clock.DueAt, reason));
        Touch(context);
        return Result.Ok;
    }

    private Verdict Granted(SupportTier tier, Instant? until, CaseContext context)
    {
        var reason = new VerdictReason(
            "E5",
            until is null ? "exception" : "exception.until",
            until is { } end ? [context.Actor.Name, InstantPattern.General.Format(end)] : [context.Actor.Name]
        );
        return Verdict with
        {
            Kind = VerdictKind.EntitledWithLimits,
            Tier = tier,
            MostSevere = null,
            Reasons = [.. Verdict.Reasons, reason],
        };
    }

    private void Serve(Verdict granted, string reason, CaseContext context)
    {
        var (from, to, due) = (Severity, granted.Limit(SeverityWithoutLimit), AnswerDue);
        PassOver(granted, to, context);
        Judge(granted, context);
        Severity = to;
        foreach (
            var kind in Triage.StartedAtIntake.Where(kind =>
                !_clocks.Exists(c => c.Kind == kind && c.Cycle == Cycle && c.EndedAs is null or ClockEnd.Met)
            )
        )
            StartClock(kind, context);
        if (from != to)
            FollowSeverity(from, reason, new(due, AnswerDue), context);
    }

    private Instant? AnswerDue =>
        _clocks.Where(c => c.IsOpen && c.Promise is Promise.FirstResponse or Promise.Callback).MinBy(c => c.Kind)?.DueAt;

    // A callback goes over to the tier that is granted, a call at a named time stays; the others start anew (spec E5, P3). On the same
    // tier whatever runs follows the severity, as with any raise (spec S8).
    private void PassOver(Verdict granted, Severity to, CaseContext context)
    {
        if (granted.Tier == Tier)
        {
            if (to != Severity)
                ReclassifyClocks(to, context);
            return;
        }

        var followed = Retargeted(granted, to, context).Where(c => c.Clock.Promise == Promise.Callback).ToList();
        foreach (var clock in _clocks.Where(c => c.IsOpen && c.Promise is not (Promise.Callback or Promise.PromisedCall)).ToList())
            EndClock(clock, ClockEnd.Superseded, context);
        foreach (var (clock, change) in followed)
        {
            EndClock(clock, change.New is null ? ClockEnd.Cancelled : ClockEnd.Superseded, context);
            if (change.New is { } next)
                _clocks.Add(CaseClock.Of(next, context.Programme));
        }
    }

    // Answered before, and served from now on: whoever waits for us is to hear from us (spec E5, P3).
    private void BeginServing(bool servedBefore, CaseContext context)
    {
        if (!servedBefore && VerdictKind != VerdictKind.NotEntitled && Ball == Ball.Us)
            AwaitAnswer(context);
    }

    private Result? RefusedDecision() =>
        IsOver ? Result.Refuse("exception.case-over", null, Status)
        : VerdictKind is VerdictKind.Entitled
        // A licence that is served as a test environment may be served as production by exception (spec E4).
        || (VerdictKind is VerdictKind.EntitledWithLimits && EntitlementDecidedAt is null && !Verdict.Reasons.Any(r => r.Rule == "E4"))
            ? Result.Refuse("exception.entitled")
        : null;

    private void Judge(Verdict verdict, CaseContext context) =>
        (Verdict, VerdictKind, Tier, EntitlementDecidedAt) = (verdict, verdict.Kind, verdict.Tier, context.Now);
}
