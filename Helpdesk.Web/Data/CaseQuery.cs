using Helpdesk.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Data;

/// <summary>A case with its whole record, as one read.</summary>
public sealed record CaseRecord(Case Case, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<Attachment> Attachments);

/// <summary>Reads one case for the preview pane, the case page and the API.</summary>
public sealed class CaseQuery(IDbContextFactory<HelpdeskDb> databases)
{
    public async Task<CaseRecord?> FindAsync(string number, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.Cases.AsNoTracking().Include(c => c.Clocks).Include(c => c.Links).SingleOrDefaultAsync(c => c.Number == number, cancellation);
        if (found is null)
            return null;
        var timeline = await db.Timeline.AsNoTracking().Where(e => e.CaseId == found.Id).OrderBy(e => e.Id).ToListAsync(cancellation);
        var attachments = await db.Attachments.AsNoTracking().Where(a => a.CaseId == found.Id).OrderBy(a => a.Id).ToListAsync(cancellation);
        return new(found, timeline, attachments);
    }
}
