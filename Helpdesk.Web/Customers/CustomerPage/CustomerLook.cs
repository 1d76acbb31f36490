using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>A record with the version it was seen in.</summary>
public sealed record Seen<T>(T Record, int Version);

/// <summary>A licence with how its version stands.</summary>
/// <param name="LeavesOn">The first day on which the version is out of support, where that is known.</param>
public sealed record LicenceLook(Licence Licence, int Version, VersionStanding? Standing, LocalDate? LeavesOn);

/// <summary>A case as the customer's page shows it.</summary>
public sealed record CaseLook(
    string Number,
    string Subject,
    Severity Severity,
    CaseStatus Status,
    Instant OpenedAt,
    Instant? ClosedAt,
    string? Owner
);

/// <summary>First responses of the last year that have ended, and how many of them were in time or excused.</summary>
public sealed record ResponsesKept(int Ended, int InTime);

/// <summary>All that one look at a customer shows.</summary>
/// <param name="Partner">Name of the partner who serves it.</param>
/// <param name="JoinedInto">Name of the customer it was joined with.</param>
/// <param name="Closed">The latest ones.</param>
public sealed record CustomerLook(
    Seen<Customer> Customer,
    string? Partner,
    string? JoinedInto,
    IReadOnlyList<Seen<Contact>> Contacts,
    IReadOnlyList<Seen<Contract>> Contracts,
    IReadOnlyList<LicenceLook> Licences,
    IReadOnlyList<CaseLook> Open,
    IReadOnlyList<CaseLook> Closed,
    ResponsesKept Responses
)
{
    /// <summary>Of closings in the last year.</summary>
    public RatingsLook Ratings { get; init; } = RatingsLook.None;

    /// <summary>Mails from its addresses and domains that wait for a person, newest first.</summary>
    public IReadOnlyList<HeldMailLook> HeldMails { get; init; } = [];
}
