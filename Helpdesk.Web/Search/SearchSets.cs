using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Search;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class SearchSets
{
    public static DbSet<SearchTask> SearchTasks(this HelpdeskDb db) => db.Set<SearchTask>();

    public static DbSet<SearchProgress> SearchProgress(this HelpdeskDb db) => db.Set<SearchProgress>();
}
