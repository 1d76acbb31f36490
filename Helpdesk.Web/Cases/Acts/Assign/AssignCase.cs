using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <summary>Gives a case to somebody; taking it is giving it to oneself (spec H1).</summary>
public sealed record AssignCase(Guid OwnerId, string OwnerName) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.Assign(OwnerId, OwnerName, context);
}

/// <summary>Puts a case back into the queue.</summary>
public sealed record UnassignCase : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.Unassign(context);
}
