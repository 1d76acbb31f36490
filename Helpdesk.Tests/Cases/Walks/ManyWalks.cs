using System.Collections.Concurrent;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>Walks by the thousand.</summary>
internal static class ManyWalks
{
    public static async Task<WalkTally> RunAsync(ulong first, int count, CancellationToken cancellation)
    {
        var (cases, done, accepted) = (0, 0, 0);
        ConcurrentBag<string> failures = [];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count).Select(i => first + (ulong)i),
            cancellation,
            async (seed, _) =>
            {
                if (failures.Count > 5)
                    return;
                var walk = RandomWalks.Of(seed);
                var run = new WalkRun(walk, new DomainConsole(walk));
                if (await run.RunAsync() is { } found)
                    failures.Add(await WalkShelf.WriteAsync($"walk-{seed}", walk, found, w => WalkRun.OfAsync(w)));
                Interlocked.Add(ref cases, walk.Cases.Count);
                Interlocked.Add(ref done, run.Done);
                Interlocked.Add(ref accepted, run.Accepted);
            }
        );
        return new(count, cases, done, accepted, [.. failures]);
    }
}

/// <summary>What many walks came to.</summary>
internal sealed record WalkTally(int Walks, int Cases, int Acts, int Accepted, IReadOnlyList<string> Failures)
{
    public override string ToString() =>
        $"{Walks} walks, {Cases} cases, {Acts} acts, {Accepted} of them accepted, {Failures.Count} failures";
}
