using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
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
);

/// <summary>Reads the records that a verdict is drawn from.</summary>
public sealed class EntitlementLookup(Catalogue catalogue)
{
    public async Task<EntitlementRecords> ReadAsync(HelpdeskDb db, string productCode, string? serial, CancellationToken cancellation)
    {
        var product = catalogue.Find(productCode);
        if (string.IsNullOrWhiteSpace(serial))
            return new(product, null, []);
        var wanted = PlainSerial(serial);
        var licence = await LicenceBySerial(db, wanted, cancellation);
        if (licence is null)
            return new(product, null, []);
        var contracts = await ContractsOf(db, licence.ContractNumber, licence.Organisation, cancellation);
        return new(product, licence.ToLicence(), contracts);
    }

    /// <summary>The intake with the product's code as the catalogue writes it: callers may write <c>spx-server</c>.</summary>
    public CaseIntake Canonical(CaseIntake intake) =>
        (catalogue.Find(intake.ProductCode) is { } product ? intake with { ProductCode = product.Code } : intake) with
        {
            ProductVersion = Plain(intake.ProductVersion),
            SerialNumber = intake.SerialNumber is { } serial ? PlainSerial(serial) : null,
        };

    /// <summary>The verdict, severity and clocks a case would get now; the same function that opens it.</summary>
    public async Task<TriageOutcome> JudgeAsync(
        HelpdeskDb db,
        CaseIntake intake,
        SupportProgramme programme,
        Instant now,
        CancellationToken cancellation
    ) => Triage.Judge(Canonical(intake), await ReadAsync(db, intake.ProductCode, intake.SerialNumber, cancellation), programme, now);

    public static async Task<SerialRecord?> FindAsync(HelpdeskDb db, string serial, CancellationToken cancellation) =>
        await LicenceBySerial(db, PlainSerial(serial), cancellation) is { } l
            ? new(
                l.ProductCode,
                l.Version,
                l.Organisation,
                l.ContactName,
                l.ContactEmail,
                l.ContactPhone,
                l.Kind,
                await LanguageOfAsync(db, l.ContactEmail, cancellation)
            )
            : null;

    /// <summary>Whether an address belongs to the serial number, so that its owner may hear what is on record for it.</summary>
    public static async Task<bool> KnowsAsync(HelpdeskDb db, string? serial, string? email, CancellationToken cancellation) =>
        !string.IsNullOrWhiteSpace(serial)
        && await LicenceBySerial(db, PlainSerial(serial), cancellation) is { } licence
        && ContactMatch.Knows(email, licence.ContactEmail);

    // In which language somebody is spoken to, their last case tells; a licence does not.
    private static Task<string?> LanguageOfAsync(HelpdeskDb db, string? mail, CancellationToken cancellation) =>
        mail is null
            ? Task.FromResult<string?>(null)
            : db
                .Cases.AsNoTracking()
                .Where(c => c.Contact.Email == mail)
                .OrderByDescending(c => c.Id)
                .Select(c => (string?)c.Contact.Language)
                .FirstOrDefaultAsync(cancellation);

    // As a Japanese keyboard writes it: ５．２．７ is 5.2.7.
    private static string Plain(string typed) => typed.Trim().Normalize(NormalizationForm.FormKC);

    // And what stands for a hyphen there is one.
    private static string PlainSerial(string typed) =>
        string.Concat(Plain(typed).Select(c => c is 'ー' or '‐' or '‑' or '–' or '—' or '−' ? '-' : c));

    private static Task<LicenceRow?> LicenceBySerial(HelpdeskDb db, string serial, CancellationToken cancellation) =>
        Compiled.Licence(db, serial, cancellation);

    private static async Task<IReadOnlyList<Contract>> ContractsOf(
        HelpdeskDb db,
        string? number,
        string? organisation,
        CancellationToken cancellation
    )
    {
        var found = new List<Contract>();
        await foreach (var row in Compiled.Contracts(db, number, organisation).WithCancellation(cancellation))
            found.Add(row.ToContract());
        return found;
    }

    // Intake runs these for every case; compiling the query once saves more than running it.
    private static class Compiled
    {
        public static readonly Func<HelpdeskDb, string, CancellationToken, Task<LicenceRow?>> Licence = EF.CompileAsyncQuery(
            (HelpdeskDb db, string serial, CancellationToken cancellation) =>
                db.Set<LicenceRow>().AsNoTracking().FirstOrDefault(l => l.Serial == serial)
        );

        public static readonly Func<HelpdeskDb, string?, string?, IAsyncEnumerable<ContractRow>> Contracts = EF.CompileAsyncQuery(
            (HelpdeskDb db, string? number, string? organisation) =>
                db.Set<ContractRow>().AsNoTracking().Where(c => c.Number == number || c.Organisation == organisation)
        );
    }
}
