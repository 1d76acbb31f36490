using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <summary>An act that changes whose case it is, and remembers what it changed.</summary>
public interface IChangesOwner : ICaseCommand
{
    /// <summary>How it stood before, once it was done; what an undo brings back.</summary>
    OwnerBefore? Before { get; }
}

/// <summary>Gives a case to somebody; to oneself it is taking it (spec H1).</summary>
/// <param name="Seen">Whose it was when that was decided; null gives it whoever has it now, but takes it from nobody.</param>
public sealed record AssignCase(Guid OwnerId, string OwnerName, OwnerSeen? Seen = null) : IChangesOwner
{
    public OwnerBefore? Before { get; private set; }

    public Result Apply(Case target, CaseContext context)
    {
        var before = target.OwnerNow;
        var done =
            context.Actor.Id == OwnerId ? target.Take(Seen ?? OwnerSeen.Nobody, context) : target.Assign(OwnerId, OwnerName, context, Seen);
        Before = done.IsOk ? before : null;
        return done;
    }
}

/// <summary>Whoever acts takes the case, if it still belongs to whom they saw; by itself, if nobody has it (spec H1).</summary>
public sealed record TakeCase(OwnerSeen Seen = default) : IChangesOwner
{
    public OwnerBefore? Before { get; private set; }

    public Result Apply(Case target, CaseContext context)
    {
        var before = target.OwnerNow;
        var done = target.Take(Seen, context);
        Before = done.IsOk ? before : null;
        return done;
    }
}

/// <summary>Puts a case back into the queue.</summary>
/// <param name="Seen">Whose it was when that was decided; null puts it back whoever has it now.</param>
public sealed record UnassignCase(OwnerSeen? Seen = null) : IChangesOwner
{
    public OwnerBefore? Before { get; private set; }

    public Result Apply(Case target, CaseContext context)
    {
        var before = target.OwnerNow;
        var done = target.Unassign(context, Seen);
        Before = done.IsOk ? before : null;
        return done;
    }
}

/// <summary>Takes one of these back: it belongs to whom it belonged, as they had it (spec U2).</summary>
/// <param name="Seen">Whom it was given to: what somebody did since is theirs.</param>
public sealed record UndoOwnerChange(OwnerBefore To, OwnerSeen Seen) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.UndoAssignment(To, context, Seen);
}
