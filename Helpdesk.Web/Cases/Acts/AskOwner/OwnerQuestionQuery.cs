using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.AskOwner;

/// <summary>Somebody of the customer who can be asked.</summary>
/// <param name="AskedAt">When they were, last; null when they were not.</param>
public sealed record OwnerContact(string Key, string Name, string Email, Instant? AskedAt);

/// <summary>Who can be asked about the caller of a case, and what was answered.</summary>
/// <param name="Answer">The last answer; null while there is none.</param>
public sealed record OwnerQuestion(IReadOnlyList<OwnerContact> Contacts, bool? Answer);

/// <summary>Reads whom the question about a caller can go to, for those who work cases.</summary>
public sealed class OwnerQuestionQuery(IDbContextFactory<HelpdeskDb> databases, SupportProgramme programme, IClock clock)
{
    /// <summary>Refusals: <c>auth.forbidden</c>, <c>case.unknown</c>.</summary>
    public async Task<Result<OwnerQuestion>> RunAsync(string number, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.WorkCases, who))
            return Result<OwnerQuestion>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, cancellation) is not { } target)
            return Result<OwnerQuestion>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        var said = await db
            .Timeline.AsNoTracking()
            .Where(e => e.CaseId == target.Id)
            .OrderBy(e => e.Id)
            .Select(e => new { e.At, e.Event })
            .ToListAsync(cancellation);
        var asked = said.Where(e => e.Event is OwnerAsked)
            .ToLookup(e => ((OwnerAsked)e.Event).ContactKey, e => e.At, StringComparer.OrdinalIgnoreCase);
        var today = clock.GetCurrentInstant().InZone(programme.Zone).Date;
        var contacts = target is { HasOwnerToAsk: true, CustomerKey: { } customer }
            ? await ContactsOf(db, customer, today).ToListAsync(cancellation)
            : [];
        return new OwnerQuestion(
            [
                .. contacts
                    .Where(c => c.Emails.Count > 0)
                    .Select(c => new OwnerContact(c.Key, c.Name, c.Emails[0], asked[c.Key].Select(at => (Instant?)at).LastOrDefault())),
            ],
            said.Select(e => e.Event).OfType<OwnerAnswered>().LastOrDefault()?.ActsForThem
        );
    }

    /// <summary>Those of a customer from whom cases are taken and who are still there.</summary>
    internal static IQueryable<Contact> ContactsOf(HelpdeskDb db, string customer, LocalDate today) =>
        db.Contacts()
            .AsNoTracking()
            .Where(c => c.CustomerKey == customer && c.MayOpenCases && (c.LeftOn == null || c.LeftOn >= today))
            .OrderBy(c => c.Key);
}
