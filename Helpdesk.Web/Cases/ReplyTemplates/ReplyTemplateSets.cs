using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class ReplyTemplateSets
{
    public static DbSet<ReplyTemplate> ReplyTemplates(this HelpdeskDb db) => db.Set<ReplyTemplate>();
}
