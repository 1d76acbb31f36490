using Helpdesk.Web.Administration.GetReady;

namespace Helpdesk.Web.Cases.CustomerSilence;

/// <summary>Whether no case was left by an older version without what its customer waits for (spec P3, H5).</summary>
public sealed class PromisesCheck(PromiseWatch watch) : IReadinessCheck
{
    public string Key => "promises";

    public async Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        var missing = await watch.FindAsync(cancellation);
        return missing.Count == 0
            ? Readiness.Ready("kept")
            : Readiness.Missing("gap", "/attention", missing.Count, missing.Keys.Order(StringComparer.Ordinal).First());
    }
}
