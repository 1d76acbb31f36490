using System.Globalization;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Domain.Entitlements;

/// <summary>The records a verdict is drawn from.</summary>
/// <param name="Contracts">Every contract of the licence's customer, and the licence's own.</param>
/// <param name="Customer">Whose the licence is; without one whose the address is; null when no record says.</param>
/// <param name="Contacts">Those of the customer.</param>
public sealed record EntitlementRecords(
    Product? Product,
    Licence? Licence,
    IReadOnlyList<Contract> Contracts,
    Customer? Customer = null,
    IReadOnlyList<Contact>? Contacts = null
);

/// <summary>Judges whether and how far a case is supported (spec E1–E6). Pure: same records, same day, same verdict.</summary>
public static class EntitlementRules
{
    public static Verdict Judge(CaseIntake intake, EntitlementRecords records, LocalDate today)
    {
        var contract = ContractFor(intake, records, today);
        if (intake.RequestType.IsNonTechnical())
            return NonTechnical(intake, contract);
        if (records.Product is not { } product)
            return Person(contract, Reason("E8", "product-unknown", intake.ProductCode));
        if (LicenceTrouble(intake, records) is { } trouble)
            return Person(contract, trouble);
        if (records.Licence!.EndedOn is { } ended && ended < today)
            return Refused(contract, Reason("E3", "licence-ended", records.Licence.Serial, Iso(ended)), Reason("P7", "self-service"));
        if (records.Licence!.Kind is LicenceKind.Trial or LicenceKind.NotForResale)
            return TestLicence(intake, product, records.Licence, contract, today);
        return contract is null ? NoContract(product, records, today) : ByVersion(product, intake.ProductVersion, contract, today);
    }

    /// <summary>
    /// The running contract that covers the product (its own, or one it leans on: spec E2); the best tier wins, then the later end.
    /// </summary>
    private static Contract? ContractFor(CaseIntake intake, EntitlementRecords records, LocalDate today) =>
        Candidates(records.Product, intake.ProductCode, records)
            .Where(c => c.Covers(today))
            .OrderByDescending(c => c.Tier)
            .ThenByDescending(c => c.LastDay)
            .ThenBy(c => c.Number, StringComparer.Ordinal)
            .FirstOrDefault();

    private static IEnumerable<Contract> Candidates(Product? product, string productCode, EntitlementRecords records)
    {
        IReadOnlyList<string> codes = product is { MaintainedBy.Count: > 0 } ? product.MaintainedBy : [productCode];
        return records.Contracts.Where(c => c.Products.Any(p => codes.Contains(p, StringComparer.Ordinal)));
    }

    private static Verdict NonTechnical(CaseIntake intake, Contract? contract)
    {
        var reason = Reason("E6", "non-technical", intake.RequestType.ToString());
        return contract is null
            ? new Verdict(VerdictKind.EntitledWithLimits, SupportTier.SelfService, [reason, Reason("P7", "self-service")], Severity.Low)
            : new Verdict(
                VerdictKind.EntitledWithLimits,
                contract.Tier,
                [reason, Runs(contract)],
                Severity.Low,
                contract.Number,
                contract.LastDay
            );
    }

    private static VerdictReason? LicenceTrouble(CaseIntake intake, EntitlementRecords records)
    {
        // A free product has no licence of its own to check; the contract it leans on decides (spec E2).
        if (string.IsNullOrWhiteSpace(intake.SerialNumber))
            return Reason("E5", "serial-missing");
        if (records.Licence is not { } licence)
            return Reason("E5", "serial-unknown", intake.SerialNumber.Trim());
        var leansOn = records.Product!.MaintainedBy.Contains(licence.ProductCode, StringComparer.Ordinal);
        return licence.ProductCode == intake.ProductCode || leansOn
            ? null
            : Reason("E5", "serial-of-other-product", licence.Serial, licence.ProductCode);
    }

    /// <summary>
    /// A licence that is not for production: refused there, helped at Low in a test environment, which it is taken for until somebody
    /// says otherwise; the version counts as for everybody (spec E1, E4).
    /// </summary>
    private static Verdict TestLicence(CaseIntake intake, Product product, Licence licence, Contract? contract, LocalDate today)
    {
        var isTrial = licence.Kind == LicenceKind.Trial;
        if (intake.UsedIn == UsedIn.Production)
            return Refused(
                contract,
                isTrial
                    ? Reason("E4", "trial-in-production", licence.Serial)
                    : Reason("E4", "not-for-resale-in-production", licence.Serial),
                Reason("P7", "self-service")
            );
        var limit = isTrial ? Reason("E4", "trial", licence.Serial) : Reason("E4", "not-for-resale", licence.Serial);
        var version = VersionOf(product, intake.ProductVersion, today);
        return version.Code switch
        {
            "version-too-old" => Refused(contract, version, limit, Reason("P7", "self-service")),
            "version-unknown" => Person(contract, version) with { Reasons = [version, limit], MostSevere = Severity.Low },
            _ => new(
                VerdictKind.EntitledWithLimits,
                contract?.Tier ?? SupportTier.Standard,
                [limit, version],
                Severity.Low,
                contract?.Number,
                contract?.LastDay
            ),
        };
    }

    private static Verdict NoContract(Product product, EntitlementRecords records, LocalDate today)
    {
        var known = Candidates(product, product.Code, records).OrderByDescending(c => c.LastDay).FirstOrDefault();
        var reason = known switch
        {
            { } c when c.LastDay < today => Reason("E3", "contract-ended", c.Number, Iso(c.LastDay)),
            { } c => Reason("E3", "contract-not-begun", c.Number, Iso(c.From)),
            null when product.MaintainedBy.Count > 0 => Reason(
                "E2",
                "needs-maintenance-of",
                product.Code,
                string.Join(", ", product.MaintainedBy)
            ),
            null => Reason("E3", "no-contract", records.Licence!.Serial),
        };
        return Refused(known, reason, Reason("P7", "self-service"));
    }

    private static Verdict ByVersion(Product product, string version, Contract contract, LocalDate today)
    {
        var reason = VersionOf(product, version, today);
        return reason.Code switch
        {
            "version-unknown" => Person(contract, reason),
            "version-too-old" => Refused(contract, reason, Reason("P8", "update-included", contract.Number, Iso(contract.LastDay))),
            _ => new(
                VerdictKind.Entitled,
                contract.Tier,
                [Runs(contract), reason, .. Through(product, contract)],
                null,
                contract.Number,
                contract.LastDay
            ),
        };
    }

    /// <summary>How a version stands, as one reason (spec E1); the same for everybody.</summary>
    public static VerdictReason VersionOf(Product product, string version, LocalDate today) =>
        product.StandingOf(version, today) switch
        {
            VersionStanding.Unknown => Reason("E1", "version-unknown", version, Supported(product, today)),
            VersionStanding.Latest => Reason("E1", "version-latest", product.Code, version),
            VersionStanding.Previous => Reason("E1", "version-previous", product.Code, version),
            VersionStanding.Prolonged => Reason(
                "E1",
                "version-prolonged",
                product.Code,
                version,
                Iso(product.Find(version)!.ProlongedUntil!.Value)
            ),
            _ => Reason("E1", "version-too-old", product.Code, version, Supported(product, today)),
        };

    private static string Supported(Product product, LocalDate today) => string.Join(", ", product.Supported(today));

    private static Verdict Refused(Contract? contract, params VerdictReason[] reasons) =>
        new(VerdictKind.NotEntitled, SupportTier.SelfService, reasons, null, contract?.Number, contract?.LastDay);

    private static IEnumerable<VerdictReason> Through(Product product, Contract contract) =>
        product.MaintainedBy.Count > 0
            ? [Reason("E2", "covered-through", product.Code, contract.Products.First(product.MaintainedBy.Contains))]
            : [];

    /// <summary>
    /// A doubt is no refusal: the case runs on the tier the records suggest, Standard when
    /// there is none, until a person decides (spec E5, Decision in the README).
    /// </summary>
    private static Verdict Person(Contract? contract, VerdictReason reason) =>
        new(VerdictKind.NeedsPerson, contract?.Tier ?? SupportTier.Standard, [reason], null, contract?.Number, contract?.LastDay);

    private static VerdictReason Runs(Contract c) => Reason("E3", "contract-runs", c.Number, c.Tier.ToString(), Iso(c.LastDay));

    private static VerdictReason Reason(string rule, string code, params string[] args) => new(rule, code, args);

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.WithCulture(CultureInfo.InvariantCulture).Format(day);
}
