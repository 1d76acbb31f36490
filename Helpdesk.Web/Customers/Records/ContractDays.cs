using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.Customers.Records;

/// <summary>A contract with the last day it really runs, as SQL can compare it.</summary>
internal sealed class ContractDay
{
    public required string Number { get; init; }

    public required string CustomerKey { get; init; }

    public required SupportTier Tier { get; init; }

    public required LocalDate From { get; init; }

    public required LocalDate? Last { get; init; }

    /// <summary>True when another contract takes its place: then its end is no news.</summary>
    public required bool IsFollowed { get; init; }
}

/// <summary>Contracts by their days.</summary>
internal static class ContractDays
{
    public static IQueryable<ContractDay> Of(HelpdeskDb db) =>
        db.Contracts()
            .Select(c => new ContractDay
            {
                Number = c.Number,
                CustomerKey = c.CustomerKey,
                Tier = c.Tier,
                From = c.From,
                Last = c.EndedOn != null && c.EndedOn < c.Until ? c.EndedOn : (LocalDate?)c.Until,
                IsFollowed = c.Successor != null,
            });
}
