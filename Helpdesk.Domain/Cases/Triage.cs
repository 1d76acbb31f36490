using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What intake decides: the verdict, the severity in force, the clocks that start, and whose case it is.</summary>
public sealed record TriageOutcome(Verdict Verdict, Severity Severity, IReadOnlyList<SlaTarget> Clocks, CaseCustomer? Customer = null);

/// <summary>The customer on record that a case belongs to, as its records said when it was opened or corrected.</summary>
/// <param name="Name">As it is shown with the case; it follows the record.</param>
/// <param name="ContactKey">The contact on record who writes, or null.</param>
public sealed record CaseCustomer(string Key, string Name, string? ContactKey, Caller Caller)
{
    /// <summary>
    /// The customer of these records and how whoever writes from <paramref name="address"/> stands to it; null when no record says.
    /// </summary>
    public static CaseCustomer? Of(EntitlementRecords records, string? address, LocalDate today)
    {
        if (records.Customer is not { } customer)
            return null;
        IReadOnlyList<Contact> contacts = records.Contacts ?? [];
        var contact = contacts.Where(c => CallerCheck.Has(c, address)).MinBy(c => c.LeftOn is null ? 0 : 1);
        return new(customer.Key, customer.Name, contact?.Key, CallerCheck.Of(address, customer, contacts, today));
    }
}

/// <summary>Joins case, contract and product into verdict, tier and clocks (spec H1, P, E, S).</summary>
public static class Triage
{
    /// <summary>The clocks that start with a case and again with each reopening (spec P11, C9).</summary>
    public static readonly IReadOnlyList<ClockKind> StartedAtIntake = [ClockKind.FirstResponse, ClockKind.NextUpdate, ClockKind.Resolution];

    public static TriageOutcome Judge(CaseIntake intake, EntitlementRecords records, SupportProgramme programme, Instant now)
    {
        var today = now.InZone(programme.Zone).Date;
        var verdict = EntitlementRules.Judge(intake, records, today);
        var severity = verdict.Limit(intake.Severity);
        var clocks = verdict.Kind == VerdictKind.NotEntitled ? [] : TargetsFor(verdict.Tier, severity, programme);
        return new(verdict, severity, [.. clocks], CaseCustomer.Of(records, intake.Contact.Email, today));
    }

    private static IEnumerable<SlaTarget> TargetsFor(SupportTier tier, Severity severity, SupportProgramme programme) =>
        StartedAtIntake.Select(kind => programme.Target(tier, severity, kind)).OfType<SlaTarget>();
}
