using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using NodaTime;

namespace Helpdesk.Web.Cases.CustomerSilence;

/// <summary>Starts what an older version never started, or ended with a duplicate, from now on (spec P3, H5, I5).</summary>
/// <param name="MergedFrom">The case that was merged into this one, where its promise ended with it; else null.</param>
/// <param name="Missing">What the record says is missing; null is what the case itself shows.</param>
/// <param name="PromisedFor">The time of the call that was promised and that nothing watches.</param>
public sealed record RestorePromise(string? MergedFrom = null, PromiseGap? Missing = null, Instant? PromisedFor = null) : ICaseCommand
{
    public bool NeedsLinks => MergedFrom is not null;

    public Result Apply(Case target, CaseContext context) =>
        MergedFrom is { } merged ? target.RestoreMerged(merged, context)
        : PromisedFor is { } promised ? target.RestoreCall(promised, context)
        : target.RestorePromise(Missing, context);
}
