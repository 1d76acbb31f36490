using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class RatingSets
{
    public static DbSet<CaseRating> Ratings(this HelpdeskDb db) => db.Set<CaseRating>();
}
