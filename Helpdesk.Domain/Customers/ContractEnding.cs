using NodaTime;

namespace Helpdesk.Domain.Customers;

/// <summary>When the end of a contract is told ahead: at two stages, each once.</summary>
public static class ContractEnding
{
    /// <summary>
    /// The stage that <paramref name="contract"/> is in, as days ahead, or null when nobody needs to be told: its end is further away, it
    /// is over, it was ended by hand, or another contract takes its place.
    /// </summary>
    /// <param name="today">In the programme's zone (spec E3).</param>
    /// <param name="first">Days ahead of the first stage.</param>
    /// <param name="second">Days ahead of the second; smaller than <paramref name="first"/>.</param>
    public static int? StageOf(Contract contract, LocalDate today, int first, int second)
    {
        if (contract.Successor is not null || contract.EndedOn is not null)
            return null;
        var days = Period.DaysBetween(today, contract.LastDay);
        return days < 0 || days > first ? null
            : days <= second ? second
            : first;
    }
}
