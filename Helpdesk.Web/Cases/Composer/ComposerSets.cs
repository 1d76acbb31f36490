using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class ComposerSets
{
    public static DbSet<Draft> Drafts(this HelpdeskDb db) => db.Set<Draft>();
}
