using System.Diagnostics;
using Helpdesk.Tests.Cases.Walks;

namespace Helpdesk.Tests.Bench;

/// <summary><c>bench walks</c>: random cases over months against the model of the promises, as many as asked for.</summary>
internal sealed class WalksBench : IBench
{
    public string Name => "walks";

    public string About => "Random walks against the model of the promises. --walks 20000 --seed 1";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        var (walks, seed) = (options.Number("walks", 20_000), options.Number("seed", 1));
        var start = Stopwatch.GetTimestamp();
        var tally = await ManyWalks.RunAsync((ulong)seed, walks, CancellationToken.None);
        await report.LineAsync($"{tally} in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s from seed {seed}");
        foreach (var failure in tally.Failures)
            await report.LineAsync(failure);
        await report.AtMostAsync("walks in which console and model differ", tally.Failures.Count, 0, "walks");
    }
}
