using System.Globalization;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>Walks as files: those that are kept and played again, and those that failed.</summary>
internal static class WalkShelf
{
    /// <summary>Walks that are kept with the tests.</summary>
    public static string Kept { get; } = Path.Combine(SourceTree.Root, "Helpdesk.Tests", "Cases", "Walks", "Replays");

    private static string Failed => Path.Combine(AppContext.BaseDirectory, "failed-walks");

    /// <summary>Leaves out every act without which it fails too, and writes what is left.</summary>
    /// <returns>The words for whoever reads the failure.</returns>
    public static async Task<string> WriteAsync(string name, Walk walk, Finding finding, Func<Walk, Task<Finding?>> run)
    {
        var (small, seen) = await SmallestAsync(walk, finding, run);
        Directory.CreateDirectory(Failed);
        var path = Path.Combine(Failed, name + ".jsonl");
        await File.WriteAllTextAsync(path, (small with { Seen = seen.ToString() }).ToLines());
        return string.Create(CultureInfo.InvariantCulture, $"walk {name}, {small.Steps.Count} acts: {seen}\nreplay {path}");
    }

    /// <summary>Writes a walk down to where it failed, as it is.</summary>
    public static async Task<string> KeepAsync(string name, Walk walk, Finding finding)
    {
        Directory.CreateDirectory(Failed);
        var path = Path.Combine(Failed, name + ".jsonl");
        var steps = walk.Steps.Where(s => s.At <= finding.At.At).ToList();
        await File.WriteAllTextAsync(path, (walk with { Steps = steps, Seen = finding.ToString() }).ToLines());
        return $"{finding}\nreplay {path}";
    }

    /// <summary>The same failure with as few acts as can be.</summary>
    public static async Task<(Walk, Finding)> SmallestAsync(Walk walk, Finding finding, Func<Walk, Task<Finding?>> run)
    {
        var at = walk.Steps.ToList().FindLastIndex(s => s.At <= finding.At.At);
        var (small, seen) = (walk with { Steps = [.. walk.Steps.Take(at + 1)] }, finding);
        for (var size = Math.Max(1, small.Steps.Count / 2); size > 0; size /= 2)
        {
            for (var from = small.Steps.Count - size; from >= 0; from -= size)
            {
                var fewer = small with { Steps = [.. small.Steps.Take(from), .. small.Steps.Skip(from + size)] };
                if (await run(fewer) is { } still)
                    (small, seen) = (fewer, still);
                from = Math.Min(from, small.Steps.Count);
            }
        }

        return (small, seen);
    }
}
