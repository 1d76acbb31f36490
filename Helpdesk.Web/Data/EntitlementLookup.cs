using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Data;

/// <summary>What is on record for a serial number, for the form to fill itself in.</summary>
public sealed record SerialRecord(string ProductCode, string? Version, string? Organisation, string? ContactName, string? Email, string? Phone, LicenceKind Kind);

/// <summary>Reads the records that a verdict is drawn from.</summary>
public sealed class EntitlementLookup(Catalogue catalogue)
{
    public async Task<EntitlementRecords> ReadAsync(HelpdeskDb db, string productCode, string? serial, CancellationToken cancellation)
    {
        var product = catalogue.Find(productCode);
        if (string.IsNullOrWhiteSpace(serial))
            return new(product, null, []);
        var wanted = serial.Trim();
        var licence = await LicenceBySerial(db, wanted, cancellation);
        if (licence is null)
            return new(product, null, []);
        var contracts = await ContractsOf(db, licence.ContractNumber, licence.Organisation, cancellation);
        return new(product, licence.ToLicence(), contracts);
    }

    /// <summary>The intake with the product's code as the catalogue writes it: callers may write <c>spx-server</c>.</summary>
    public CaseIntake Canonical(CaseIntake intake) => catalogue.Find(intake.ProductCode) is { } product ? intake with { ProductCode = product.Code } : intake;

    /// <summary>The verdict, severity and clocks a case would get now; the same function that opens it.</summary>
    public async Task<TriageOutcome> JudgeAsync(HelpdeskDb db, CaseIntake intake, SupportProgramme programme, Instant now, CancellationToken cancellation) =>
        Triage.Judge(intake, await ReadAsync(db, intake.ProductCode, intake.SerialNumber, cancellation), programme, now);

    public static async Task<SerialRecord?> FindAsync(HelpdeskDb db, string serial, CancellationToken cancellation) =>
        await LicenceBySerial(db, serial.Trim(), cancellation) is { } l
            ? new(l.ProductCode, l.Version, l.Organisation, l.ContactName, l.ContactEmail, l.ContactPhone, l.Kind)
            : null;

    private static Task<LicenceRow?> LicenceBySerial(HelpdeskDb db, string serial, CancellationToken cancellation) =>
        Compiled.Licence(db, serial, cancellation);

    private static async Task<IReadOnlyList<Contract>> ContractsOf(HelpdeskDb db, string? number, string? organisation, CancellationToken cancellation)
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
            (HelpdeskDb db, string serial, CancellationToken cancellation) => db.Licences.AsNoTracking().FirstOrDefault(l => l.Serial == serial));

        public static readonly Func<HelpdeskDb, string?, string?, IAsyncEnumerable<ContractRow>> Contracts = EF.CompileAsyncQuery(
            (HelpdeskDb db, string? number, string? organisation) => db.Contracts.AsNoTracking().Where(c => c.Number == number || c.Organisation == organisation));
    }
}
