using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Portal.Uploads;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class UploadSets
{
    public static DbSet<PortalFile> PortalFiles(this HelpdeskDb db) => db.Set<PortalFile>();
}
