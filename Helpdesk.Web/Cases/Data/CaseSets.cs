using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Data;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class CaseSets
{
    public static DbSet<CaseDay> CaseDays(this HelpdeskDb db) => db.Set<CaseDay>();
}
