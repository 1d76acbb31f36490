namespace Helpdesk.Tests.Bench;

/// <summary>Puts <see cref="ServiceLevelBench"/> into the list of measurements.</summary>
internal sealed class ServiceLevels : IBench
{
    public string Name => "service-levels";

    public string About => "Due times, elapsed times and ledgers of the service-level clocks.";

    public Task RunAsync(BenchOptions options, TextWriter output)
    {
        ServiceLevelBench.Run(output);
        return Task.CompletedTask;
    }
}
