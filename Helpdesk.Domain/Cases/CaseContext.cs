using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What every command knows: the instant, who acts, and the programme in force.</summary>
public sealed record CaseContext(Instant Now, Actor Actor, SupportProgramme Programme)
{
    /// <summary>Whether somebody is not there to take a case that comes back (spec C9).</summary>
    public Func<Guid, bool> IsAway { get; init; } = static _ => false;

    /// <summary>When what is written down happened, where that was earlier: a call that took a while, a mail that was held.</summary>
    public Instant? HappenedAt { get; init; }

    /// <summary>False for a call about something else than the one that was promised.</summary>
    public bool IsPromisedCall { get; init; } = true;

    /// <summary>The promised call that the customer releases us from; null where there is only one.</summary>
    public Instant? Released { get; init; }

    /// <summary>The instant from which clocks count, and by which they are judged.</summary>
    internal Instant CountsAt => HappenedAt ?? Now;

    /// <summary>Whom the mails of this command go to; null is the contact and everybody who takes part (spec I5).</summary>
    public MailRecipients? MailTo { get; init; }

    /// <summary>Who is there instead of somebody away, or null when nobody is (spec U2, C9).</summary>
    public Func<Guid, Owner?> StandIn { get; init; } = static _ => null;
}

/// <summary>Somebody a case belongs to.</summary>
public sealed record Owner(Guid Id, string Name);
