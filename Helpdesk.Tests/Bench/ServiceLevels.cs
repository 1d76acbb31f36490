namespace Helpdesk.Tests.Bench;

/// <summary><c>bench service-levels</c>.</summary>
internal sealed class ServiceLevels : IBench
{
    public string Name => "service-levels";

    public string About => "Due times, elapsed times and ledgers of the service-level clocks.";

    public Task RunAsync(BenchOptions options, BenchReport report) => ServiceLevelBench.RunAsync(report);
}
