using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Finds by what is stored the cases that <see cref="NightWatch"/> has to look at.</summary>
public static class NightQueries
{
    /// <summary>Premium cases of which something waits around the clock, or that are an Emergency of ours; never too few.</summary>
    public static IQueryable<Case> MayNeedSomebody(this HelpdeskDb db, SupportProgramme programme)
    {
        string[] always = [.. programme.CalendarVersions.All.Where(c => c.IsAlwaysOpen).Select(c => c.Id).Distinct()];
        return db.Cases.Where(c =>
            c.Status != CaseStatus.Closed
            && c.Tier == SupportTier.Premium
            && (
                c.EscalatedAt != null
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
