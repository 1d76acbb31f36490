using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <summary>Gives a case to somebody; to oneself it is taking it (spec H1).</summary>
/// <param name="Seen">Whose it was when that was decided; null gives it whoever has it now, but takes it from nobody.</param>
public sealed record AssignCase(Guid OwnerId, string OwnerName, OwnerSeen? Seen = null) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) =>
        context.Actor.Id == OwnerId ? target.Take(Seen ?? OwnerSeen.Nobody, context) : target.Assign(OwnerId, OwnerName, context, Seen);
}

/// <summary>Whoever acts takes the case, if it still belongs to whom they saw; by itself, if nobody has it (spec H1).</summary>
public sealed record TakeCase(OwnerSeen Seen = default) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.Take(Seen, context);
}

/// <summary>Puts a case back into the queue.</summary>
/// <param name="Seen">Whose it was when that was decided; null puts it back whoever has it now.</param>
public sealed record UnassignCase(OwnerSeen? Seen = null) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.Unassign(context, Seen);
}
