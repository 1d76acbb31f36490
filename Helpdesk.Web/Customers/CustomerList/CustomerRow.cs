using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Web.Customers.CustomerList;

/// <summary>What is to be seen of the customers.</summary>
/// <param name="Search">Counts from two letters on; also finds by contacts, contracts and serials.</param>
/// <param name="ServedBy">Key of a partner.</param>
public sealed record CustomerFilter(string? Search, CustomerState? State, SupportTier? Tier, string? ServedBy);

/// <summary>Which customers, by their contracts.</summary>
public enum CustomerState
{
    /// <summary>A contract runs today.</summary>
    Running = 0,

    /// <summary>Customers without a contract that runs.</summary>
    Without = 1,

    /// <summary>No customer any more, or joined with another.</summary>
    Ended = 2,
}

/// <summary>What the list is sorted by.</summary>
public enum CustomerOrder
{
    Name = 0,
    Reading = 1,
    NextEnd = 2,
}

/// <summary>A customer as the list shows it.</summary>
/// <param name="Tiers">Of the contracts that run today.</param>
/// <param name="NextEnd">The nearest last day of a contract that no other follows.</param>
public sealed record CustomerRow(
    string Key,
    string Name,
    string? NameLatin,
    string? Reading,
    LocalDate? EndedOn,
    IReadOnlyList<SupportTier> Tiers,
    LocalDate? NextEnd,
    int Licences,
    int OpenCases
);

/// <summary>One page of the list.</summary>
public sealed record CustomerRows(IReadOnlyList<CustomerRow> Rows, int Total);
