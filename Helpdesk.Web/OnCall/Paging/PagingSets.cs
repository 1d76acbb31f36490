using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class PagingSets
{
    public static DbSet<Page> Pages(this HelpdeskDb db) => db.Set<Page>();

    public static DbSet<PageAsk> PageAsks(this HelpdeskDb db) => db.Set<PageAsk>();

    public static DbSet<PageHook> PageHooks(this HelpdeskDb db) => db.Set<PageHook>();
}
