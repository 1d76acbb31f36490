using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Files;

/// <summary>Finds a file that is asked for by a case's number and its own id.</summary>
public sealed class CaseFileQuery(IDbContextFactory<HelpdeskDb> databases)
{
    /// <returns>The file when it may be given out, or <c>file.unknown</c>, <c>file.infected</c>, <c>file.waiting</c>.</returns>
    public async Task<Result<Attachment>> FindAsync(string number, long id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var file = await db.Attachments()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == id && db.Cases.Any(c => c.Id == a.CaseId && c.Number == number), cancellation);
        return file switch
        {
            null => Result<Attachment>.Refuse(ErrorKind.NotFound, "file.unknown", "id", id),
            { Scan: ScanState.Infected } => Result<Attachment>.Refuse(
                ErrorKind.Conflict,
                "file.infected",
                "id",
                file.FileName,
                file.Finding
            ),
            { Scan: ScanState.Waiting } => Result<Attachment>.Refuse(ErrorKind.Conflict, "file.waiting", "id", file.FileName),
            _ => file,
        };
    }
}
