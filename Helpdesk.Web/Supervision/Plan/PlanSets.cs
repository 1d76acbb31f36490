using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class PlanSets
{
    public static DbSet<Reassignment> Reassignments(this HelpdeskDb db) => db.Set<Reassignment>();
}
