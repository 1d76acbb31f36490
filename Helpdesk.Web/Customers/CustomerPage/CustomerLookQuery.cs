using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>Reads one customer with all that hangs on it.</summary>
public sealed class CustomerLookQuery(
    IDbContextFactory<HelpdeskDb> databases,
    Catalogue catalogue,
    ICustomerRatings ratings,
    ICustomerHeldMails held,
    IClock clock
)
{
    private const int MostOpen = 100;
    private const int MostClosed = 10;

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>customer.unknown</c>.</summary>
    public async Task<Result<CustomerLook>> RunAsync(string key, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.ReadRecords, who))
            return Result<CustomerLook>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await Stamped(db.Customers().Where(c => c.Key == key)).SingleOrDefaultAsync(cancellation) is not { } customer)
            return Result<CustomerLook>.Refuse(ErrorKind.NotFound, "customer.unknown", "key", key);
        var others = new[] { customer.Record.ServedBy, customer.Record.JoinedInto };
        var names = await db.Customers()
            .Where(c => others.Contains(c.Key))
            .ToDictionaryAsync(c => c.Key, c => c.Name, StringComparer.OrdinalIgnoreCase, cancellation);
        var contacts = await Stamped(db.Contacts().Where(c => c.CustomerKey == key)).ToListAsync(cancellation);
        var licences = await Stamped(db.Licences().Where(l => l.CustomerKey == key)).ToListAsync(cancellation);
        var cases = db.Cases.AsNoTracking().Where(c => c.CustomerKey == key);
        return new CustomerLook(
            customer,
            names.GetValueOrDefault(customer.Record.ServedBy ?? ""),
            names.GetValueOrDefault(customer.Record.JoinedInto ?? ""),
            [
                .. contacts
                    .OrderBy(c => c.Record.LeftOn is null ? 0 : 1)
                    .ThenBy(c => c.Record.Reading ?? c.Record.Name, StringComparer.Ordinal),
            ],
            [
                .. (await Stamped(db.Contracts().Where(c => c.CustomerKey == key)).ToListAsync(cancellation)).OrderByDescending(c =>
                    c.Record.LastDay
                ),
            ],
            [
                .. licences
                    .Select(Look)
                    .OrderBy(l => l.Licence.EndedOn is null ? 0 : 1)
                    .ThenBy(l => l.Licence.Serial, StringComparer.Ordinal),
            ],
            await Lines(cases.Where(c => c.Status != CaseStatus.Closed).OrderBy(c => c.Severity).ThenBy(c => c.Number), MostOpen)
                .ToListAsync(cancellation),
            await Lines(cases.Where(c => c.Status == CaseStatus.Closed).OrderByDescending(c => c.ClosedAt), MostClosed)
                .ToListAsync(cancellation),
            await ResponsesAsync(db, key, cancellation)
        )
        {
            Ratings = await ratings.OfAsync(db, key, LastYear, cancellation),
            HeldMails = await held.FromAsync(db, AddressesOf(customer.Record, contacts), cancellation),
        };
    }

    private Instant LastYear => clock.GetCurrentInstant() - Duration.FromDays(365);

    private static List<string> AddressesOf(Customer customer, IEnumerable<Seen<Contact>> contacts) =>
        [.. contacts.SelectMany(c => c.Record.Emails), .. customer.MailDomains.Select(d => "@" + d)];

    private static IQueryable<Seen<T>> Stamped<T>(IQueryable<T> records)
        where T : class => records.AsNoTracking().Select(r => new Seen<T>(r, EF.Property<int>(r, RecordStamp.Version)));

    private static IQueryable<CaseLook> Lines(IQueryable<Case> cases, int most) =>
        cases.Take(most).Select(c => new CaseLook(c.Number, c.Subject, c.Severity, c.Status, c.OpenedAt, c.ClosedAt, c.OwnerName));

    private LicenceLook Look(Seen<Licence> seen)
    {
        var (licence, today) = (seen.Record, catalogue.Today);
        return catalogue.Find(licence.ProductCode) is { } product && licence.Version is { } version
            ? new(licence, seen.Version, product.StandingOf(version, today), VersionEffects.LeavesSupportOn(product, version, today))
            : new(licence, seen.Version, null, null);
    }

    private async Task<ResponsesKept> ResponsesAsync(HelpdeskDb db, string key, CancellationToken cancellation)
    {
        var since = LastYear;
        var ended = await db
            .Clocks.Where(k =>
                k.Kind == ClockKind.FirstResponse
                && k.EndedAs == ClockEnd.Met
                && k.EndedAt >= since
                && db.Cases.Any(c => c.Id == k.CaseId && c.CustomerKey == key)
            )
            .Select(k => new { k.WasMissed, IsExcused = k.ExcusedAt != null })
            .ToListAsync(cancellation);
        return new(ended.Count, ended.Count(k => !k.WasMissed || k.IsExcused));
    }
}
