using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class AuditSets
{
    public static DbSet<AdminLogEntry> AdminLog(this HelpdeskDb db) => db.Set<AdminLogEntry>();

    public static DbSet<DroppedEntry> DroppedEntries(this HelpdeskDb db) => db.Set<DroppedEntry>();

    public static DbSet<Redaction> Redactions(this HelpdeskDb db) => db.Set<Redaction>();
}
