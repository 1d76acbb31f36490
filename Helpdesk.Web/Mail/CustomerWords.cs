using Helpdesk.Domain.Cases;

namespace Helpdesk.Web.Mail;

/// <summary>
/// Words that may go to the customer. They can only be taken from an event that the customer may read: a colleague's note has no
/// way into a mail.
/// </summary>
public sealed class CustomerWords
{
    private CustomerWords(string text) => Text = text;

    public string Text { get; }

    /// <summary>The event's words, or null when there are none or they are not for the customer.</summary>
    public static CustomerWords? Of(CaseEvent happened) => happened is { CustomerMayRead: true, Words: { Length: > 0 } words } ? new(words) : null;
}
