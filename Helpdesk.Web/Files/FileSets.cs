using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Files;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class FileSets
{
    public static DbSet<Attachment> Attachments(this HelpdeskDb db) => db.Set<Attachment>();

    public static DbSet<PendingFile> PendingFiles(this HelpdeskDb db) => db.Set<PendingFile>();
}
