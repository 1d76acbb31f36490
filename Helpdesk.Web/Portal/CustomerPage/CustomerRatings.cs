using Helpdesk.Web.Customers.CustomerPage;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>Reads a customer's ratings.</summary>
public sealed class CustomerRatings : ICustomerRatings
{
    private const int Latest = 5;

    public async Task<RatingsLook> OfAsync(HelpdeskDb db, string customerKey, Instant since, CancellationToken cancellation)
    {
        var ratings = await db.Ratings()
            .AsNoTracking()
            .Where(r => r.At >= since)
            .Join(
                db.Cases.Where(c => c.CustomerKey == customerKey),
                r => r.CaseId,
                c => c.Id,
                (r, c) =>
                    new
                    {
                        c.Number,
                        c.Subject,
                        r.Score,
                        r.At,
                    }
            )
            .OrderByDescending(r => r.At)
            .ToListAsync(cancellation);
        return ratings.Count == 0
            ? RatingsLook.None
            : new(
                ratings.Count,
                ratings.Average(r => r.Score),
                [.. ratings.Take(Latest).Select(r => new RatingLook(r.Number, r.Subject, r.Score, r.At))]
            );
    }
}
