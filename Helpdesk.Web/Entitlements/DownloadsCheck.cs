using Helpdesk.Web.Administration.GetReady;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Entitlements;

/// <summary>Whether customers are told where to get the newer versions that they are asked to upgrade to (spec E1, P8).</summary>
public sealed class DownloadsCheck(IOptions<UpdateOptions> updates) : IReadinessCheck
{
    public string Key => "downloads";

    public Task<Readiness> CheckAsync(CancellationToken cancellation) =>
        Task.FromResult(
            updates.Value.DownloadAddress is { Length: > 0 } address ? Readiness.Ready("set", address) : Readiness.CanWait("none")
        );
}
