using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Knowledge;

/// <summary>Pictures of articles among the stored files.</summary>
public sealed class ArticlePictureFiles : IStoredFiles
{
    public IQueryable<string> Named(HelpdeskDb db, IReadOnlyCollection<string> checksums) =>
        db.ArticlePictures().Where(p => checksums.Contains(p.Checksum)).Select(p => p.Checksum);

    public IQueryable<string> Waiting(HelpdeskDb db) =>
        db.ArticlePictures().Where(p => p.Scan == ScanState.Waiting).OrderBy(p => p.Id).Select(p => p.Checksum);

    public Task SettleAsync(HelpdeskDb db, string checksum, ScanOutcome outcome, CancellationToken cancellation) =>
        db.ArticlePictures()
            .Where(p => p.Checksum == checksum && p.Scan == ScanState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Scan, outcome.State), cancellation);
}
