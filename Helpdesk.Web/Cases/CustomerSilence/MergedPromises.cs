using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.CustomerSilence;

/// <summary>Finds what an older version ended along with a duplicate, though its customer still waits for it (spec I5).</summary>
public static class MergedPromises
{
    /// <summary>The case, merged into this one, whose promise was lost; null without one, or when the customer has heard since.</summary>
    /// <param name="about">With its clocks and links.</param>
    public static async Task<string?> LostAsync(HelpdeskDb db, Case about, SupportProgramme programme, CancellationToken cancellation)
    {
        if (!about.MayLackMerged(programme))
            return null;
        var record = await RecordAsync(db, about, cancellation);
        foreach (var merged in MergedInto(about))
        {
            if (await LostAsync(db, merged, record, [about.Number], cancellation))
                return merged;
        }

        return null;
    }

    // A duplicate may have taken in duplicates of its own before.
    private static async Task<bool> LostAsync(
        HelpdeskDb db,
        string number,
        List<TimelineEntry> carriesOn,
        HashSet<string> seen,
        CancellationToken cancellation
    )
    {
        if (!seen.Add(number))
            return false;
        var duplicate = await db.Cases.AsNoTracking().Include(c => c.Links).SingleOrDefaultAsync(c => c.Number == number, cancellation);
        if (duplicate is null)
            return false;
        var record = await RecordAsync(db, duplicate, cancellation);
        if (LostByMerging.At(record) is { } at && !LostByMerging.IsAnswered([.. carriesOn, .. record], at))
            return true;
        foreach (var merged in MergedInto(duplicate))
        {
            if (await LostAsync(db, merged, [.. carriesOn, .. record], seen, cancellation))
                return true;
        }

        return false;
    }

    private static List<string> MergedInto(Case about) =>
        [.. about.Links.Where(l => l.Kind == LinkKind.MergedFrom).Select(l => l.OtherNumber)];

    private static Task<List<TimelineEntry>> RecordAsync(HelpdeskDb db, Case about, CancellationToken cancellation) =>
        db.Timeline.AsNoTracking().Where(e => e.CaseId == about.Id).OrderBy(e => e.Id).ToListAsync(cancellation);
}
