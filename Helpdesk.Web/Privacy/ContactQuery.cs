using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Privacy;

/// <summary>A case of a contact, as far as deciding about their data needs it.</summary>
/// <param name="ConsentVersion">The version of the privacy policy that was agreed to with it; null when none was (spec I7).</param>
public sealed record ContactCase(
    string Number,
    string Subject,
    CaseStatus Status,
    Instant OpenedAt,
    Instant? ClosedAt,
    string? ConsentVersion
);

/// <summary>What the console keeps of one contact.</summary>
/// <param name="Elsewhere">Rows beyond cases and licences, such as enquiries never sent.</param>
public sealed record ContactPicture(
    string Email,
    IReadOnlyList<string> Names,
    IReadOnlyList<ContactCase> Cases,
    int Files,
    int Mails,
    int Licences,
    int Elsewhere
)
{
    /// <summary>What stands in the way of erasing, by number: there may be hundreds of others.</summary>
    public IReadOnlyList<string> OpenCases => [.. Cases.Where(c => c.Status != CaseStatus.Closed).Select(c => c.Number)];
}

/// <summary>Finds what is kept under a mail address; for administrators.</summary>
public sealed class ContactQuery(IDbContextFactory<HelpdeskDb> databases, IEnumerable<IContactData> others)
{
    /// <summary>Refusals: <c>auth.forbidden</c>, <c>text.required</c>, <c>privacy.unknown</c>.</summary>
    public async Task<Result<ContactPicture>> FindAsync(string? email, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<ContactPicture>.Forbid();
        if (string.IsNullOrWhiteSpace(email))
            return Result<ContactPicture>.Refuse("text.required", "email");
        var address = email.Trim();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => c.Contact.Email == address)
            .OrderByDescending(c => c.OpenedAt)
            .Select(c => new
            {
                c.Id,
                c.Contact.Name,
                Shown = new ContactCase(c.Number, c.Subject, c.Status, c.OpenedAt, c.ClosedAt, c.ConsentVersion),
            })
            .ToListAsync(cancellation);
        List<long> ids = [.. cases.Select(c => c.Id)];
        var elsewhere = 0;
        foreach (var other in others)
            elsewhere += (await other.ReadAsync(db, address, cancellation)).Count;
        var picture = new ContactPicture(
            address,
            [.. cases.Select(c => c.Name).Distinct(StringComparer.Ordinal)],
            [.. cases.Select(c => c.Shown)],
            await db.Attachments().CountAsync(a => ids.Contains(a.CaseId), cancellation),
            await db.OutboxMails().CountAsync(m => ids.Contains(m.CaseId), cancellation),
            await LicencesOf(db, address).CountAsync(cancellation),
            elsewhere
        );
        return picture is { Cases.Count: 0, Licences: 0, Elsewhere: 0 }
            ? Result<ContactPicture>.Refuse("privacy.unknown", "email")
            : picture;
    }

    /// <summary>The licences that a contact with this address registered; they stay the customer's.</summary>
    internal static IQueryable<Licence> LicencesOf(HelpdeskDb db, string email) =>
        db.Licences().AsNoTracking().Where(l => db.MailOwners().Any(o => o.Address == email && o.Key == l.ContactKey));
}
