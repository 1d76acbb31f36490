using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Administration.GetReady;

/// <summary>With the demo on, anybody who has read the manual can sign in.</summary>
public sealed class DemoCheck(DemoGate demo) : IReadinessCheck
{
    public string Key => "demo";

    public Task<Readiness> CheckAsync(CancellationToken cancellation) =>
        Task.FromResult(demo.IsOpen ? Readiness.Missing("on") : Readiness.Ready("off"));
}
