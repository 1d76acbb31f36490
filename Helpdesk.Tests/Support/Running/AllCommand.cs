using Helpdesk.Tests.Browser.Support;

namespace Helpdesk.Tests.Support.Running;

/// <summary>
/// <c>all</c>: gets a browser, runs every test, and ends with <c>N passed, N failed, N skipped</c> alone on the last line.
/// Further arguments go to the test platform.
/// </summary>
internal static class AllCommand
{
    private const int Failure = 1;
    private const int SlowestShown = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        if (!await BrowserSetup.EnsureAsync(Console.Out))
            return Failure;
        BrowserPresence.IsRequired = true;

        var tally = new TestTally();
        var exitCode = await TestPlatform.RunAsync(args, tally);
        await Console.Out.WriteLineAsync("Slowest tests:");
        foreach (var slow in tally.Slowest(SlowestShown))
            await Console.Out.WriteLineAsync(slow);
        await Console.Out.WriteLineAsync($"Slowest classes ({tally.Sums()}):");
        foreach (var slow in tally.SlowestClasses(SlowestShown))
            await Console.Out.WriteLineAsync(slow);
        // Said again at the end: of a long log, often only the end is kept.
        foreach (var failure in tally.Failures)
            await Console.Out.WriteLineAsync("FAILED " + failure);
        // Their names once more, a line each: where the log is cut in the middle, all of them are still told.
        foreach (var name in tally.FailedNames)
            await Console.Out.WriteLineAsync("failed: " + name);
        var verdict = Verdict(tally, exitCode);
        foreach (var complaint in verdict)
            await Console.Out.WriteLineAsync(complaint);
        await Console.Out.WriteLineAsync($"{tally.Passed} passed, {tally.Failed} failed, {tally.Skipped} skipped");
        await Console.Out.FlushAsync();
        return verdict.Count > 0 ? Failure : exitCode;
    }

    /// <summary>What is wrong with a run beyond its failed tests; empty when nothing is.</summary>
    internal static IReadOnlyList<string> Verdict(TestTally tally, int exitCode)
    {
        List<string> complaints = [];
        if (tally.Passed + tally.Failed == 0)
            complaints.Add("No test ran.");
        if (tally.Failed > 0 && exitCode == 0)
            complaints.Add("Tests failed, yet the test platform reported success.");
        complaints.AddRange(tally.SkippedBrowserTests.Select(name => "Browser test skipped although a browser is there: " + name));
        return complaints;
    }
}
