using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.CustomerSilence;

/// <summary>Starts what an older version never started, or ended with a duplicate, from now on (spec P3, H5, I5).</summary>
/// <param name="MergedFrom">The case that was merged into this one, where its promise ended with it; else null.</param>
public sealed record RestorePromise(string? MergedFrom = null) : ICaseCommand
{
    public bool NeedsLinks => MergedFrom is not null;

    public Result Apply(Case target, CaseContext context) => target.RestorePromise(MergedFrom, context);
}
