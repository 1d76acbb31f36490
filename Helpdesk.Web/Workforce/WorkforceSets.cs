using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Workforce;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class WorkforceSets
{
    public static DbSet<AbsenceRow> Absences(this HelpdeskDb db) => db.Set<AbsenceRow>();

    public static DbSet<AgentProfile> AgentProfiles(this HelpdeskDb db) => db.Set<AgentProfile>();
}
