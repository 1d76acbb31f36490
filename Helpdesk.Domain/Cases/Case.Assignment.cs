using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Cases;

/// <content>Whose it is: assigned, given back, lapsed, and passed on from somebody who is away.</content>
public sealed partial class Case
{
    /// <summary>Whoever acts takes the case, if it still belongs to whom they saw (spec H1).</summary>
    public Result Take(OwnerSeen seen, CaseContext context) =>
        context.Actor is { Kind: ActorKind.Person, Id: { } taker }
            ? Assign(taker, context.Actor.Name, context, seen)
            : Result.Refuse("owner.machine", "owner");

    /// <param name="seen">Whose it was when that was decided; null gives it whoever has it now.</param>
    public Result Assign(Guid ownerId, string ownerName, CaseContext context, OwnerSeen? seen = null)
    {
        if (OwnerId == ownerId && CaseTransitions.Next(Status, CaseAction.Assign) is not null)
            return Result.Refuse(ErrorKind.Conflict, "case.already-owner", "owner", ownerName);
        if (MovedSince(seen, CaseAction.Assign) is { } moved)
            return moved;
        // Whoever is away may still take a case by their own hand; nobody else lays one on their desk.
        if (context.Actor.Id != ownerId && context.IsAway(ownerId))
            return context.StandIn(ownerId) is { } present
                ? Result.Refuse("owner.away", "owner", ownerName, present.Name)
                : Result.Refuse("owner.away-alone", "owner", ownerName);
        return Do(
            CaseAction.Assign,
            context,
            () =>
            {
                Record(context, new CaseAssigned(ownerId, ownerName, OwnerName));
                (OwnerId, OwnerName, HandedOverAt) = (ownerId, ownerName, context.Now);
            }
        );
    }

    /// <param name="seen">Whose it was when that was decided; null puts it back whoever has it now.</param>
    public Result Unassign(CaseContext context, OwnerSeen? seen = null) =>
        OwnerId is null ? Result.Refuse(ErrorKind.Conflict, "case.no-owner")
        : MovedSince(seen, CaseAction.Unassign) is { } moved ? moved
        : Do(
            CaseAction.Unassign,
            context,
            () =>
            {
                Record(context, new CaseUnassigned(OwnerName ?? ""));
                BelongToNobody();
            }
        );

    /// <summary>
    /// Puts a case back into the queue whose owner got it from somebody else and has not touched it (spec U2); how long that may take,
    /// whoever calls this knows.
    /// </summary>
    public Result Lapse(CaseContext context) =>
        OwnerId is null || HandedOverAt is not { } since || Ball != Ball.Us
            ? Result.Refuse("assignment.touched")
            : Do(
                CaseAction.Unassign,
                context,
                () =>
                {
                    Record(context, new AssignmentLapsed(OwnerName ?? "", since));
                    BelongToNobody();
                }
            );

    /// <summary>How it stands before its owner changes with the next version, for whoever undoes that.</summary>
    public OwnerBefore OwnerNow => new(OwnerId is { } id ? new Owner(id, OwnerName ?? "") : null, Status, HandedOverAt, Version + 1);

    /// <summary>Takes an assignment back: the case goes to whoever had it before, away or not, or into the queue (spec U2).</summary>
    /// <param name="seen">Whom it was given to; null takes it from whoever has it now.</param>
    public Result UndoAssignment(OwnerBefore before, CaseContext context, OwnerSeen? seen = null)
    {
        var to = before.Owner;
        var action = to is null ? CaseAction.Unassign : CaseAction.Assign;
        if (OwnerId == to?.Id)
            return to is null
                ? Result.Refuse(ErrorKind.Conflict, "case.no-owner")
                : Result.Refuse(ErrorKind.Conflict, "case.already-owner", "owner", to.Name);
        if (MovedSince(seen, action) is { } moved)
            return moved;
        var isLast = Version == before.InVersion;
        return Do(
            action,
            context,
            () =>
            {
                Record(context, new AssignmentUndone(to?.Id, to?.Name, OwnerName));
                // They had it before: nothing new to acknowledge, and what was still to be acknowledged is so since it was given to them.
                (OwnerId, OwnerName, HandedOverAt) = (to?.Id, to?.Name, to is null ? null : before.HandedOverAt);
                if (isLast && before.Status is { } status && CaseTransitions.BallIn(status) == Ball)
                    Status = status;
            }
        );
    }

    // An owner who is not there would not see it: whoever stands in does, else the queue (spec C9, P3). At work after all, they keep it.
    private void PassOnIfAway(CaseContext context)
    {
        if (OwnerId is not { } owner || context.Actor.Id == owner || !context.IsAway(owner))
            return;
        var present = context.StandIn(owner);
        Record(context, present is null ? new CaseUnassigned(OwnerName ?? "") : new CaseAssigned(present.Id, present.Name, OwnerName));
        (OwnerId, OwnerName, HandedOverAt) = (present?.Id, present?.Name, present is null ? null : context.Now);
    }

    // What cannot be done at all is said by the move itself, whoever has it.
    private Result? MovedSince(OwnerSeen? seen, CaseAction action) =>
        seen is not { } expected || expected.Is(OwnerId) || CaseTransitions.Next(Status, action) is null ? null
        : OwnerName is { } name ? Result.Refuse(ErrorKind.Conflict, "case.taken-meanwhile", "owner", name)
        : Result.Refuse(ErrorKind.Conflict, "case.given-back-meanwhile", "owner");

    private void BelongToNobody() => (OwnerId, OwnerName, HandedOverAt) = (null, null, null);
}
