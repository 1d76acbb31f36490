using Helpdesk.Domain.Cases;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>Everything of a case that a command could change, as one comparable text.</summary>
internal static class CaseSnapshot
{
    public static string Of(Case c) =>
        string.Join(
            '\n',
            [
                $"{c.Version} {c.Status} {c.BallSince} {c.Severity} {c.OwnerId} {c.OwnerName} {c.Cycle} {c.ReopenCount} {c.LastActivityAt}",
                $"{c.LastLine} {c.LastLineBy} {c.UnansweredContacts} {c.FirstUnansweredAt} {c.ClosingReason} {c.ClosingDetail} "
                    + $"{c.ClosedAt} {c.NextClock} {c.Timeline.Count}",
                $"{c.ClosedFrom} {c.ClosedBallSince} {c.RemindedAt} {c.SilenceActsAt} {c.OutOfScope} {c.EscalatedAt} "
                    + $"{c.EscalationMayBeDeclined} {c.LastMessageVersion} {c.LastMessageBy} "
                    + $"{string.Join(',', c.Links.Select(l => l.Kind + l.OtherNumber))}",
                .. c.Clocks.Select(Of),
            ]
        );

    /// <summary>One clock: its events and the instants derived from them.</summary>
    public static string Of(CaseClock k) =>
        $"{k.Kind} {k.Cycle} {k.CalendarId} {k.CalendarVersion} {k.StartedAt} {k.Target} {k.ReceivedAt} {k.NotLaterThan} "
        + $"[{string.Join(',', k.Pauses)}] {k.EndedAt} {k.EndedAs} {k.WasMissed} due {k.DueAt} risk {k.AtRiskAt}";
}
