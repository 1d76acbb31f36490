using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>What the commands do to the clocks.</content>
public sealed partial class Case
{
    private void StartClock(ClockKind kind, CaseContext context)
    {
        if (
            Verdict.Kind != Helpdesk.Domain.Entitlements.VerdictKind.NotEntitled
            && context.Programme.Target(Tier, Severity, kind) is { } target
        )
            _clocks.Add(CaseClock.Start(target, Cycle, context with { Now = context.CountsAt }));
    }

    private void EndClock(CaseClock clock, ClockEnd how, CaseContext context)
    {
        // Only what was kept is judged by the moment in which it was kept, however late that is written down.
        clock.End(how, Version + 1, how == ClockEnd.Met ? context with { Now = context.CountsAt } : context);
        Record(context, new ClockEnded(clock.Kind, clock.Cycle, clock.Read(context.Programme, context.Now).State, clock.DueAt));
    }

    /// <summary>Team targets stop while the customer has the ball; first response and callback never do (spec P11).</summary>
    private void PauseOrResumeClocks(CaseContext context)
    {
        foreach (var clock in _clocks.Where(c => c.IsOpen && SupportProgramme.PausesWhileCustomerHasBall(c.Kind)))
        {
            if (Ball == Ball.Customer)
                clock.Pause(context);
            else
                clock.CloseOpenPause(context);
        }
    }

    /// <summary>What a severity change would do to the open clocks; the same function shows it and saves it (spec S8).</summary>
    public IReadOnlyList<ClockChange> PreviewSeverity(Severity to, CaseContext context) =>
        [.. Reclassified(to, context).Select(pair => pair.Change)];

    /// <summary>When the answer falls due that becoming an Emergency promises anew, besides the clocks that run; or null.</summary>
    public Instant? PreviewAnswer(Severity to, CaseContext context) =>
        to == Severity.Emergency
        && VerdictKind != Helpdesk.Domain.Entitlements.VerdictKind.NotEntitled
        && !IsAnswerAhead(context.Now)
        && context.Programme.Target(Tier, to, ClockKind.Callback) is { } target
            ? CaseClock.Start(target, Cycle, context).DueAt
            : null;

    private IEnumerable<(CaseClock Clock, ClockChange Change)> Reclassified(Severity to, CaseContext context) =>
        from clock in _clocks
        where clock.IsOpen && clock.PromisedFor is null
        let target = context.Programme.Target(Tier, to, clock.Kind)
        where target is not null && (target.Length != clock.Target || target.CalendarId != clock.CalendarId)
        select (
            clock,
            to < Severity
                ? Reclassify.Raise(clock.ToSla(), target, context.Programme, context.Now)
                : Reclassify.Lower(clock.ToSla(), target, context.Programme, context.Now)
        );

    /// <summary>Starts and ends the team's own targets as the severity in force asks for them (spec P11).</summary>
    private void FollowTeamTargets(CaseContext context)
    {
        foreach (var kind in new[] { ClockKind.NextUpdate, ClockKind.Resolution })
        {
            var running = _clocks.Find(c => c.IsOpen && c.Kind == kind);
            var target = context.Programme.Target(Tier, Severity, kind);
            if (running is not null && target is null)
                EndClock(running, ClockEnd.Superseded, context);
            else if (running is null && target is not null)
                StartClock(kind, context);
        }

        PauseOrResumeClocks(context);
    }

    private (Instant? OldDueAt, Instant? NewDueAt) ReclassifyClocks(Severity to, CaseContext context)
    {
        var changes = Reclassified(to, context).ToList();
        foreach (var (clock, change) in changes)
        {
            if (change.New is not { } next)
                continue;
            EndClock(clock, ClockEnd.Superseded, context);
            _clocks.Add(CaseClock.Of(next, context.Programme));
        }

        var shown = changes.Select(c => c.Change).OrderBy(c => c.Old.Kind).FirstOrDefault();
        return (shown?.OldDueAt, shown?.NewDueAt);
    }
}
