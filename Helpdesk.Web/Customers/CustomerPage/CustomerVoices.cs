using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>How a customer rated one closing.</summary>
/// <param name="Score">From 1, the worst, to 5.</param>
public sealed record RatingLook(string Number, string Subject, int Score, Instant At);

/// <summary>How a customer rated the closings of a time.</summary>
/// <param name="Mean">Null without ratings.</param>
/// <param name="Latest">Newest first.</param>
public sealed record RatingsLook(int Count, double? Mean, IReadOnlyList<RatingLook> Latest)
{
    public static readonly RatingsLook None = new(0, null, []);
}

/// <summary>A mail from a customer's address that waits for a person.</summary>
public sealed record HeldMailLook(long Id, string From, string Subject, Instant ReceivedAt);

/// <summary>Tells a customer's page how it rated us; the ratings lie with the customers' own pages, above this room.</summary>
public interface ICustomerRatings
{
    Task<RatingsLook> OfAsync(HelpdeskDb db, string customerKey, Instant since, CancellationToken cancellation);
}

/// <summary>Tells a customer's page which of its mails are held; mail that comes in lies above this room.</summary>
public interface ICustomerHeldMails
{
    /// <param name="addresses">Whole addresses, and domains with an @ in front.</param>
    Task<IReadOnlyList<HeldMailLook>> FromAsync(HelpdeskDb db, IReadOnlyCollection<string> addresses, CancellationToken cancellation);
}
