using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.CustomerSilence;

/// <summary>Starts what an older version never started, from now on (spec P3, H5).</summary>
public sealed record RestorePromise : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.RestorePromise(context);
}
