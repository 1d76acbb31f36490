using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Portal.Uploads;

/// <summary>What customers hand in, among the stored files.</summary>
public sealed class UploadedFiles : IStoredFiles
{
    public IQueryable<string> Named(HelpdeskDb db, IReadOnlyCollection<string> checksums) =>
        db.PortalFiles().Where(p => p.Checksum != null && checksums.Contains(p.Checksum)).Select(p => p.Checksum!);
}
