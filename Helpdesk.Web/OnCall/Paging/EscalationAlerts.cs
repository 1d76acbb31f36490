using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>
/// Settles the alert of an escalation that was asked for when it is answered or ends with its case, and keeps it where the escalation
/// went on (spec H3, U2, I5).
/// </summary>
public sealed class EscalationAlerts(OpenAlerts alerts) : ICaseSaveStep
{
    public async Task<Action?> WriteAsync(HelpdeskDb db, IReadOnlyList<Case> changed)
    {
        var (raised, settled) = (0, 0);
        foreach (var one in changed.Where(c => c.Timeline.Any(entry => MayEndOrMove(entry.Event))))
        {
            var known = await db.Alerts.Where(a => a.Kind == AlertKind.EscalationRequested && a.CaseNumber == one.Number).ToListAsync();
            var now = one.Timeline[^1].At;
            if (one.EscalatedAt is null || one.IsClosed)
                settled += known.Count(alert => alert.SettleItself(PageWriter.Rule, now));
            else if (known.TrueForAll(alert => alert.SettledAt is not null))
                raised += RaiseAgain(db, one, known, now);
        }

        return raised + settled == 0
            ? null
            : () =>
            {
                alerts.Raised(raised);
                alerts.Settled(settled);
            };
    }

    private static bool MayEndOrMove(CaseEvent happened) =>
        happened is EscalationRaised or EscalationDeclined or CaseClosed or CloseUndone or CaseMerged or MergeUndone or CaseResolved;

    // A closing or a merging that was undone brings it back; a merged case brings it along.
    private static int RaiseAgain(HelpdeskDb db, Case about, List<SupervisorAlert> known, Instant now)
    {
        if (known.Exists(alert => alert.RaiseAgain(now)))
            return 1;
        // A supervisor has settled it with a word of their own: that stays.
        if (known.Count > 0)
            return 0;
        db.Alerts.Add(
            SupervisorAlert.About(AlertKind.EscalationRequested, $"escalation:{about.Number}", "", null, null, now, about.Number)
        );
        return 1;
    }
}
