using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Entitlements;

/// <summary>What is on record for a serial number, for the form to fill itself in.</summary>
public sealed record SerialRecord(
    string ProductCode,
    string? Version,
    string? Organisation,
    string? ContactName,
    string? Email,
    string? Phone,
    LicenceKind Kind,
    string? Language = null
)
{
    public string? CustomerKey { get; init; }

    /// <summary>A trial, or not for resale: no licence for production (spec E4).</summary>
    public bool IsForTestsOnly => Kind is LicenceKind.Trial or LicenceKind.NotForResale;
}

/// <summary>Reads the records that a verdict is drawn from.</summary>
public sealed class EntitlementLookup(Catalogue catalogue)
{
    // More contacts than that tell nothing new about who belongs to a customer.
    private const int MostContacts = 500;

    /// <param name="email">The address of whoever asks: without a serial number it tells whose customer they are.</param>
    public async Task<EntitlementRecords> ReadAsync(
        HelpdeskDb db,
        string productCode,
        string? serial,
        string? email,
        CancellationToken cancellation
    )
    {
        var product = catalogue.Find(productCode);
        var licence = string.IsNullOrWhiteSpace(serial) ? null : await Compiled.Licence(db, RecordKeys.Plain(serial), cancellation);
        if (licence is null)
            return await OfAddressAsync(db, new(product, null, []), email, cancellation);
        var contracts = new List<Contract>();
        await foreach (var row in Compiled.Contracts(db, licence.ContractNumber, licence.CustomerKey).WithCancellation(cancellation))
            contracts.Add(row);
        // A licence without a customer of its own is that of its contract's.
        var key = licence.CustomerKey ?? contracts.Find(c => c.Number == licence.ContractNumber)?.CustomerKey;
        return key is null
            ? new(product, licence, contracts)
            : await WithCustomerAsync(db, new(product, licence, contracts), key, cancellation);
    }

    /// <summary>The intake with the product's code as the catalogue writes it: callers may write <c>spx-server</c>.</summary>
    public CaseIntake Canonical(CaseIntake intake) =>
        (catalogue.Find(intake.ProductCode) is { } product ? intake with { ProductCode = product.Code } : intake) with
        {
            ProductVersion = CompatibleText.Of(intake.ProductVersion.Trim()),
            SerialNumber = intake.SerialNumber is { } serial ? RecordKeys.Plain(serial) : null,
        };

    /// <summary>The verdict, severity and clocks a case would get now; the same function that opens it.</summary>
    public async Task<TriageOutcome> JudgeAsync(
        HelpdeskDb db,
        CaseIntake intake,
        SupportProgramme programme,
        Instant now,
        CancellationToken cancellation
    ) =>
        Triage.Judge(
            Canonical(intake),
            await ReadAsync(db, intake.ProductCode, intake.SerialNumber, intake.Contact.Email, cancellation),
            programme,
            now
        );

    public static async Task<SerialRecord?> FindAsync(HelpdeskDb db, string serial, CancellationToken cancellation)
    {
        if (await Compiled.Licence(db, RecordKeys.Plain(serial), cancellation) is not { } licence)
            return null;
        var key = licence.CustomerKey;
        var customer = key is null ? null : await db.Customers().AsNoTracking().SingleOrDefaultAsync(c => c.Key == key, cancellation);
        var contact = await RegisteredAsync(db, licence, cancellation);
        return new(
            licence.ProductCode,
            licence.Version,
            customer?.UserKind == UserKind.Home ? null : customer?.Name,
            contact?.Name,
            contact is { Emails: [var mail, ..] } ? mail : null,
            contact is { Phones: [var phone, ..] } ? phone : null,
            licence.Kind,
            contact?.Language ?? customer?.Language
        )
        {
            CustomerKey = key,
        };
    }

    /// <summary>Whether an address belongs to the serial number, so that its owner may hear what is on record for it.</summary>
    public async Task<bool> KnowsAsync(HelpdeskDb db, string? serial, string? email, CancellationToken cancellation) =>
        !string.IsNullOrWhiteSpace(serial)
        && await ReadAsync(db, "", serial, email, cancellation) is { Licence: not null } records
        && CallerCheck.Of(email, records.Customer, records.Contacts ?? [], catalogue.Today) == Caller.Known;

    /// <summary>
    /// Whether it has to be asked where the product runs (spec E4): of nobody who is a stranger to the serial number, who would learn by
    /// it what kind of licence it is.
    /// </summary>
    public async Task<bool> AsksWhereUsedAsync(HelpdeskDb db, string? serial, string? email, CancellationToken cancellation) =>
        await KnowsAsync(db, serial, email, cancellation) && await FindAsync(db, serial!, cancellation) is { IsForTestsOnly: true };

    // Whom the form fills in: whoever registered it, or the only contact that is still there.
    private static async Task<Contact?> RegisteredAsync(HelpdeskDb db, Licence licence, CancellationToken cancellation)
    {
        var (registered, customer) = (licence.ContactKey, licence.CustomerKey);
        if (registered is not null)
            return await db.Contacts().AsNoTracking().SingleOrDefaultAsync(c => c.Key == registered, cancellation);
        if (customer is null)
            return null;
        var there = await db.Contacts()
            .AsNoTracking()
            .Where(c => c.CustomerKey == customer && c.LeftOn == null && c.MayOpenCases)
            .OrderBy(c => c.Key)
            .Take(2)
            .ToListAsync(cancellation);
        return there.Count == 1 ? there[0] : null;
    }

    // A contact's own address says more than the domain; two customers behind one address say nothing.
    private static async Task<EntitlementRecords> OfAddressAsync(
        HelpdeskDb db,
        EntitlementRecords records,
        string? email,
        CancellationToken cancellation
    )
    {
        if (MailHosts.Of(email) is not { } host)
            return records;
        var address = email!.Trim();
        var customers = await db.MailOwners()
            .Where(o => o.Address == address)
            .Join(db.Contacts(), o => o.Key, c => c.Key, (_, c) => c.CustomerKey)
            .Distinct()
            .OrderBy(key => key)
            .Take(2)
            .ToListAsync(cancellation);
        if (customers.Count == 0)
            customers = await db.MailOwners()
                .Where(o => o.Address == "@" + host)
                .Select(o => o.Key)
                .OrderBy(key => key)
                .Take(2)
                .ToListAsync(cancellation);
        return customers.Count == 1 ? await WithCustomerAsync(db, records, customers[0], cancellation) : records;
    }

    private static async Task<EntitlementRecords> WithCustomerAsync(
        HelpdeskDb db,
        EntitlementRecords records,
        string key,
        CancellationToken cancellation
    )
    {
        var contacts = new List<Contact>();
        await foreach (var contact in Compiled.Contacts(db, key, MostContacts).WithCancellation(cancellation))
            contacts.Add(contact);
        return records with { Customer = await Compiled.Customer(db, key, cancellation), Contacts = contacts };
    }

    // Intake runs these for every case; compiling the query once saves more than running it.
    private static class Compiled
    {
        public static readonly Func<HelpdeskDb, string, CancellationToken, Task<Licence?>> Licence = EF.CompileAsyncQuery(
            (HelpdeskDb db, string serial, CancellationToken cancellation) =>
                db.Set<Licence>().AsNoTracking().FirstOrDefault(l => l.Serial == serial)
        );

        public static readonly Func<HelpdeskDb, string?, string?, IAsyncEnumerable<Contract>> Contracts = EF.CompileAsyncQuery(
            (HelpdeskDb db, string? number, string? customer) =>
                db.Set<Contract>().AsNoTracking().Where(c => c.Number == number || c.CustomerKey == customer)
        );

        public static readonly Func<HelpdeskDb, string, CancellationToken, Task<Customer?>> Customer = EF.CompileAsyncQuery(
            (HelpdeskDb db, string key, CancellationToken cancellation) =>
                db.Set<Customer>().AsNoTracking().FirstOrDefault(c => c.Key == key)
        );

        public static readonly Func<HelpdeskDb, string, int, IAsyncEnumerable<Contact>> Contacts = EF.CompileAsyncQuery(
            (HelpdeskDb db, string customer, int most) =>
                db.Set<Contact>().AsNoTracking().Where(c => c.CustomerKey == customer).OrderBy(c => c.Key).Take(most)
        );
    }
}
