using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Search;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>A closed case that what is written now may be about (spec C9).</summary>
public sealed record ClosedCase(string Number, string Subject, Instant ClosedAt, int LinkStamp);

/// <summary>Finds the closed case of the same contact and product that speaks of the same fault (spec C9).</summary>
public static class ClosedAlike
{
    /// <summary>How long after its closing a case is offered.</summary>
    public static readonly Duration Lately = Duration.FromDays(90);

    // Enough to find the one that is meant; nobody is shown a list of cases.
    private const int Looked = 50;

    /// <summary>The one closed last before <paramref name="now"/>, or null.</summary>
    /// <param name="written">Subject and description of the new one.</param>
    public static async Task<ClosedCase?> FindAsync(
        HelpdeskDb db,
        string address,
        string product,
        string written,
        Instant now,
        CancellationToken cancellation
    )
    {
        var since = now - Lately;
        var closed = await db
            .Cases.AsNoTracking()
            .Where(c => c.Contact.Email == address && c.ProductCode == product && c.ErasedAt == null)
            .Where(c => c.Status == CaseStatus.Closed && c.ClosedAt >= since && c.ClosedAt <= now)
            .Where(c => c.ClosingReason != ClosingReason.Merged)
            .OrderByDescending(c => c.ClosedAt)
            .Take(Looked)
            .Select(c => new
            {
                c.Number,
                c.Subject,
                c.Description,
                c.ClosedAt,
                c.LinkStamp,
            })
            .ToListAsync(cancellation);
        return closed
            .Where(c => SimilarWords.Are(written, c.Subject + "\n" + c.Description))
            .Select(c => new ClosedCase(c.Number, c.Subject, c.ClosedAt!.Value, c.LinkStamp))
            .FirstOrDefault();
    }
}
