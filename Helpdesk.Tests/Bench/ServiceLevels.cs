using System.Reflection;

namespace Helpdesk.Tests.Bench;

/// <summary>Puts <c>ServiceLevelBench.Run</c> into the list of measurements.</summary>
internal sealed class ServiceLevels : IBench
{
    public string Name => "service-levels";

    public string About => "Due times, elapsed times and ledgers of the service-level clocks.";

    public Task RunAsync(BenchOptions options, TextWriter output)
    {
        var run = typeof(ServiceLevels).Assembly.GetTypes()
            .SingleOrDefault(type => type.Name == "ServiceLevelBench")
            ?.GetMethod("Run", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(TextWriter)]);
        if (run is null)
            return output.WriteLineAsync("ServiceLevelBench is not in this build.");
        run.Invoke(null, [output]);
        return Task.CompletedTask;
    }
}
