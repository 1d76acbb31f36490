using Helpdesk.Domain.Cases;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>All that a case promises and where it stands, as one text; without its version and its record, which only grow.</summary>
internal static class CaseStateText
{
    public static string Of(Case c) =>
        string.Join(
            '\n',
            [
                $"{c.Status} {c.BallSince} {c.Severity} {c.OwnerId} {c.Cycle} {c.ReopenCount} {c.Proposal}",
                $"{c.LastLine} {c.LastLineBy} {c.SilentWait} {c.SilenceActsAt} {c.VendorSince} {c.ConfirmedAt}",
                $"{c.EscalatedAt} {c.EscalationMayBeDeclined} {c.ClosingReason} {c.ClosingDetail} {c.ClosedAt} {c.NextClock}",
                string.Join(',', c.Links.Select(l => l.Kind + l.OtherNumber)),
                string.Join(',', c.Participants.Select(p => p.Address)),
                .. c.Clocks.Where(k => k.IsOpen).Select(CaseSnapshot.Of).Order(StringComparer.Ordinal),
            ]
        );
}
