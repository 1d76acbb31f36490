using System.Text.Json.Serialization;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Cases;

/// <summary>The receiving server took a mail of this case.</summary>
/// <param name="About">The entry that the mail tells of; null in records of older versions, as in the two below.</param>
public sealed record MailSent(MailKind Kind, string To, long? About = null) : CaseEvent
{
    public override CaseEvent WithoutPersonalData() => this with { To = "" };
}

/// <summary>A mail of this case will not arrive: refused, bounced, or tried for too long.</summary>
/// <param name="Cause">What the server said, or what stood in the way; for colleagues, not for the customer.</param>
/// <param name="Reason">What that means, as far as the report tells; null in records of older versions.</param>
public sealed record MailFailed(MailKind Kind, string To, string Cause, long? About = null, BounceReason? Reason = null) : CaseEvent
{
    // Servers like to say the address again.
    public override CaseEvent WithoutPersonalData() => this with { To = "", Cause = "" };
}

/// <summary>Somebody decided that a mail in trouble is not sent any more.</summary>
public sealed record MailGivenUp(MailKind Kind, string To, long? About = null) : CaseEvent
{
    public override CaseEvent WithoutPersonalData() => this with { To = "" };
}

/// <summary>Whoever takes part in a closed case wrote nothing but thanks: on record, and it stays closed (spec C9).</summary>
public sealed record ThanksCame([property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;

    public override Voice Voice => Voice.Customer;
}

/// <summary>
/// The customer's mail program answered by itself, such as out of office. It is on record and moves nothing: no word of the customer,
/// so that neither the ball nor the silence changes (spec C8, RFC 3834).
/// </summary>
public sealed record AutoReplyCame([property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;

    public override Voice Voice => Voice.Customer;
}
