using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>Pages and hand-overs: who has a Premium case while the centre is closed (spec U3).</content>
public sealed partial class Case
{
    /// <summary>Adds what the console did by itself; the version stays, so that nobody's open form goes stale by it.</summary>
    public void Tell(OnCallEvent said, Actor by, Instant at) => _timeline.Add(new TimelineEntry(at, by, said, Version));

    /// <summary>Acknowledges a page and takes the case in one (spec U3); whoever owns it already only acknowledges.</summary>
    /// <param name="step">The step of the page that reached them.</param>
    public Result AcknowledgePage(int step, Guid person, string name, CaseContext context)
    {
        if (CaseTransitions.Next(Status, CaseAction.Assign) is null)
            return Result.Refuse(ErrorKind.Conflict, "case.not-allowed", null, CaseAction.Assign, Status);
        return Do(
            CaseAction.Assign,
            context,
            () =>
            {
                Record(context, new PageAcknowledged(step));
                // A pager service speaks for them: they know of it.
                HandedOverAt = null;
                if (OwnerId == person)
                    return;
                Record(context, new CaseAssigned(person, name, OwnerName));
                (OwnerId, OwnerName) = (person, name);
            }
        );
    }

    /// <summary>Passes the case on with the shift; one that somebody outside the shift owns stays theirs (spec U3).</summary>
    /// <param name="text">Where it stands, in one line.</param>
    public Result HandOver(Owner? from, Owner to, string text, CaseContext context) =>
        Do(
            CaseAction.Assign,
            context,
            () =>
            {
                Record(context, new CaseHandedOver(from?.Name, to.Name, text));
                if (OwnerId == to.Id || (OwnerId is { } owner && owner != from?.Id))
                    return;
                Record(context, new CaseAssigned(to.Id, to.Name, OwnerName));
                (OwnerId, OwnerName) = (to.Id, to.Name);
            }
        );
}
