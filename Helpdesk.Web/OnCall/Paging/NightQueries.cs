using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Finds by what is stored the cases that <see cref="NightWatch"/> has to look at.</summary>
public static class NightQueries
{
    /// <summary>
    /// Premium cases of which something waits around the clock, or that are an Emergency of ours, and cases that took one in; never too
    /// few.
    /// </summary>
    public static IQueryable<Case> MayNeedSomebody(this HelpdeskDb db, SupportProgramme programme)
    {
        string[] always = [.. programme.CalendarVersions.All.Where(c => c.IsAlwaysOpen).Select(c => c.Id).Distinct()];
        return db.Cases.Where(c =>
            c.Status != CaseStatus.Closed
            && (c.Tier == SupportTier.Premium || db.Links.Where(l => l.Kind == LinkKind.MergedFrom).Select(l => l.CaseId).Contains(c.Id))
            && (
                c.EscalatedAt != null
                || (c.Proposal != null && (c.Status == CaseStatus.New || c.Status == CaseStatus.InProgress))
                || (c.Severity == Severity.Emergency && (c.Status == CaseStatus.New || c.Status == CaseStatus.InProgress))
                || c.Clocks.Any(k =>
                    k.EndedAs == null
                    && ((k.Kind == ClockKind.FirstResponse && c.Severity == Severity.Emergency) || k.Kind == ClockKind.Callback)
                    && always.Contains(k.CalendarId)
                )
            )
        );
    }
}
