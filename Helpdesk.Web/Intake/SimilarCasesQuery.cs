using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Intake;

/// <summary>A case that this call may be about already.</summary>
public sealed record SimilarCase(string Number, string Subject, CaseStatus Status, string? OwnerName, bool SameSerial, bool SameEmail);

/// <summary>Cases of the same serial number or e-mail: the open ones, and those closed lately.</summary>
public sealed class SimilarCasesQuery(IDbContextFactory<HelpdeskDb> databases, CaseFeed feed, IClock clock)
{
    /// <summary>More would push the severity guide off the screen.</summary>
    public const int Most = 5;

    /// <summary>How long a closed case is still worth a look.</summary>
    public static readonly Duration Lately = Duration.FromDays(30);

    public async Task<IReadOnlyList<SimilarCase>> FindAsync(string? serial, string? email, CancellationToken cancellation)
    {
        var (wantedSerial, wantedEmail) = (Wanted(serial), Wanted(email));
        if (wantedSerial is null && wantedEmail is null)
            return [];
        var since = clock.GetCurrentInstant() - Lately;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db
            .Cases.AsNoTracking()
            .Where(c => c.Status != CaseStatus.Closed || c.ClosedAt >= since)
            .Where(c =>
                (wantedSerial != null && EF.Functions.Collate(c.SerialNumber, "NOCASE") == wantedSerial)
                || (wantedEmail != null && c.Contact.Email == wantedEmail)
            )
            .OrderBy(c => c.Status == CaseStatus.Closed)
            .ThenByDescending(c => c.Id)
            .Take(Most)
            .Select(c => new
            {
                c.Number,
                c.Subject,
                c.Status,
                c.OwnerName,
                c.SerialNumber,
                c.Contact.Email,
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(r =>
                Now(
                    new SimilarCase(
                        r.Number,
                        r.Subject,
                        r.Status,
                        r.OwnerName,
                        Same(r.SerialNumber, wantedSerial),
                        Same(r.Email, wantedEmail)
                    )
                )
            ),
        ];
    }

    // The feed is what every other screen shows of a case; the hint says the same.
    private SimilarCase Now(SimilarCase found) =>
        feed.Find(found.Number) is { } live ? found with { Status = live.Status, OwnerName = live.OwnerName } : found;

    private static string? Wanted(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool Same(string? a, string? b) => a is not null && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
