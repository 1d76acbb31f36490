using Helpdesk.Domain.Customers;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Customers.Records;

/// <summary>Gives a customer's cases to another; cases lie above this room.</summary>
public interface ICustomerCases
{
    /// <summary>In the caller's transaction; cases keep their words, times and verdict, only whose they are changes.</summary>
    /// <param name="only">Ids of those that move; null moves all.</param>
    /// <returns>Ids of those that moved.</returns>
    Task<IReadOnlyList<long>> MoveAsync(HelpdeskDb db, Customer from, Customer to, IReadOnlyList<long>? only);

    /// <summary>Tells the screens; after the commit.</summary>
    Task TellAsync(IReadOnlyList<long> moved);
}
