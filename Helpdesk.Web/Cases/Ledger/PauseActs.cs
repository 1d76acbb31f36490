using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Cases.Ledger;

/// <summary>The acts that stopped a clock and let it run on; null where the record has none, as for a pause that goes on.</summary>
public sealed record PauseAct(TimelineEntry? Stopped, TimelineEntry? WentOn);

/// <summary>Finds in the record who stopped a clock: a pause begins and ends with the command that moved the ball (spec P11).</summary>
public static class PauseActs
{
    /// <param name="row">A row of the ledger that says "paused"; it may be cut by the clock's start or due time.</param>
    public static PauseAct Of(CaseRecordLines record, LedgerRow row)
    {
        foreach (
            var pause in record.Clocks.SelectMany(c => c.Pauses).Where(p => p.Start <= row.From && (p.End ?? Instant.MaxValue) >= row.To)
        )
            return new(At(record, pause.Start, toCustomer: true), pause.End is { } end ? At(record, end, toCustomer: false) : null);
        return new(null, null);
    }

    // Several entries may have one instant, e.g. the end of a clock beside the
    // reply that ended it; the one that can move the ball is the act.
    private static TimelineEntry? At(CaseRecordLines record, Instant at, bool toCustomer)
    {
        var then = record.Timeline.Where(e => e.At == at && e.Event is not (ClockEnded or MailSent or MailFailed or MailGivenUp)).ToList();
        return then.Find(e => MovesBall(e.Event, toCustomer)) ?? then.FirstOrDefault();
    }

    private static bool MovesBall(CaseEvent happened, bool toCustomer) =>
        toCustomer
            ? happened is WaitStarted or MoreRequested or SolutionOffered or CloseUndone
            : happened
                is CustomerWrote
                    or CaseResumed
                    or CallLogged
                    or CallbackRequested
                    or EscalationRequested
                    or HotlineCalled
                    or CaseResolved
                    or CaseClosed
                    or CaseReopened
                    or WaitStarted;
}

/// <summary>What of a case's record pauses are explained from.</summary>
public sealed record CaseRecordLines(IReadOnlyList<CaseClock> Clocks, IReadOnlyList<TimelineEntry> Timeline);
