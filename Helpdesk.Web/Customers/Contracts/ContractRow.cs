using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Web.Customers.Contracts;

/// <summary>Which contracts, by their last day.</summary>
public enum ContractSpan
{
    /// <summary>Ends within 30 days, and none follows.</summary>
    In30 = 0,
    In60 = 1,
    In90 = 2,
    Ended = 3,

    /// <summary>All, also those that have ended.</summary>
    All = 4,
}

/// <summary>What is to be seen of the contracts.</summary>
/// <param name="Product">Its code.</param>
public sealed record ContractFilter(string? Search, ContractSpan Span, SupportTier? Tier, string? Product);

/// <summary>What the list is sorted by.</summary>
public enum ContractOrder
{
    Last = 0,
    Number = 1,
    CustomerName = 2,
}

/// <summary>A contract as the list shows it.</summary>
/// <param name="Version">The version it was seen in.</param>
/// <param name="Notices">How its end was told, oldest first; of an earlier last day nothing.</param>
public sealed record ContractRow(Contract Contract, int Version, string CustomerName, IReadOnlyList<ContractNotice> Notices)
{
    public string Number => Contract.Number;

    public LocalDate Last => Contract.LastDay;
}

/// <summary>One page of the list.</summary>
public sealed record ContractRows(IReadOnlyList<ContractRow> Rows, int Total);
