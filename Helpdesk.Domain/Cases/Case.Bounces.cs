using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>Mail that did not arrive was no contact: nobody is silent who heard nothing (spec C8).</content>
public sealed partial class Case
{
    /// <summary>Whether an entry of the record is a contact that silence counts, when the customer has the ball.</summary>
    public static bool IsContact(CaseEvent happened) =>
        happened
            is ReplySent
                or SolutionOffered
                or MoreRequested
                or ScopeMarked
                or EscalationDeclined
                or ConfirmationAsked
                or SilenceReminderSent
                or CallLogged { Direction: CallDirection.Outgoing, Reached: false };

    /// <summary>
    /// Takes a contact of this wait back that did not arrive. With none left the wait begins anew: the next reminder is a week away, so
    /// that a dead address gets no mail after mail, and the case is not closed. The version stays: nobody's form goes stale by it.
    /// </summary>
    /// <param name="at">When it was.</param>
    /// <param name="next">The next one of this wait that arrived, as far as is known.</param>
    /// <returns>False when it did not count.</returns>
    public bool ContactFailed(Instant at, Instant? next, Instant now, SupportProgramme programme)
    {
        if (SilentWait is not { Contacts: > 0 } || at < BallSince)
            return false;
        UnansweredContacts--;
        if (UnansweredContacts == 0)
            (FirstUnansweredAt, SilentSince) = (null, now);
        else if (at <= FirstUnansweredAt)
            FirstUnansweredAt = next ?? now;
        PlanSilenceAnew(programme);
        return true;
    }
}
