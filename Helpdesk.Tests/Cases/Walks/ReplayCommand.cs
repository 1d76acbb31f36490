using Helpdesk.Domain.Cases;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary><c>replay FILE…</c>: plays walks again, act by act, and says where console and model differ.</summary>
internal static class ReplayCommand
{
    private const int Failure = 1;

    public static async Task<int> RunAsync(IReadOnlyList<string> files, TextWriter output)
    {
        if (files.Count == 0)
        {
            await output.WriteLineAsync("replay FILE…: a walk as the tests write it, Helpdesk.Tests/Cases/Walks/Replays has some");
            return Failure;
        }

        var failed = 0;
        foreach (var file in files)
        {
            var walk = Walk.Parse(await File.ReadAllTextAsync(file));
            await output.WriteLineAsync($"== {Path.GetFileName(file)}, {walk.Steps.Count} acts on {walk.Cases.Count} cases in {walk.Zone}");
            foreach (var step in walk.Steps)
                await output.WriteLineAsync("  " + step);
            var found = await HostWalk.RunAsync(walk);
            await output.WriteLineAsync(found is null ? "console and model say the same" : $"DIFFERS at {found}");
            failed += found is null ? 0 : 1;
        }

        return failed == 0 ? 0 : Failure;
    }
}
