using System.Diagnostics;
using Helpdesk.Tests.Cases.Walks;
using Helpdesk.Tests.OnCall.Nights;
using Helpdesk.Tests.OnCall.Paging;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// <c>bench nights</c>: a year of nights on a clock that only the bench moves, on a real database, with people who sleep, forget and
/// hand on, and a console that dies now and then (spec U3, P13). Quartz runs it, on that clock, mails lie in the folder, and a pager
/// service takes the hooks over HTTP; with <c>--quartz 0</c> the same work is run without it, and the console dies in the midst of
/// sending, too.
/// </summary>
internal sealed class NightsBench : IBench
{
    public string Name => "nights";

    public string About => "A year of nights: pages asked, answered, handed on, forgotten. --days 365 --seed 1 --walks 120 --quartz 1";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        var (days, seed) = (options.Number("days", 365), options.Number("seed", 1));
        var whole = options.Number("quartz", 1) == 1;
        await using var host = new OnCallHost { RunsQuartz = whole, PostsHooks = whole };
        await host.InitializeAsync();
        var start = Stopwatch.GetTimestamp();
        var nights = new NightSimulation(host, seed, days);
        await nights.RunAsync();
        var tally = await nights.ProveAsync();
        await report.LineAsync(
            $"{days} days from seed {seed} in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, {tally.Deaths} deaths of the console"
        );
        await report.LineAsync(
            $"{tally.Cases} cases, {tally.Pages} pages in {tally.Steps} steps asked {tally.Asks} times, {tally.InHand} answered, "
                + $"{tally.HandedOn} handed on, {tally.StillOpen} still open, longest {tally.LongestSteps} steps"
        );
        if (host.RunsQuartz)
            await report.LineAsync(
                $"{host.MailsInFolder} mails to colleagues in the folder, {host.Receiver!.Taken.Count} hooks over HTTP of which "
                    + $"{host.Receiver.Refused} at a further try, {host.Sweeps} times something waited for a sweep"
            );
        await report.LineAsync($"{tally.Looks} looks at a case in need, {tally.Acting} of them with somebody at it");
        foreach (var forgotten in nights.Forgotten.Take(20))
            await report.LineAsync(forgotten);
        await report.AtMostAsync("cases in need that had nobody", nights.Forgotten.Count, 0, "cases");
        // A sweep is the most that somebody waits for whom nothing was armed, as after a restart.
        await report.AtMostAsync("longest time that a case in need had nobody", nights.LongestAlone.TotalSeconds, 30, "s");
        await WalksAsync(options, report);
    }

    // Shorter ones, in which far more is done, beside the model.
    private static async Task WalksAsync(BenchOptions options, BenchReport report)
    {
        var (walks, first) = (options.Number("walks", 120), options.Number("seed", 1));
        var differ = 0;
        NightFigures all = new(0, 0, 0, 0, 0);
        foreach (var row in Enumerable.Range(first, walks).GroupBy(n => (n - 1) / NightWalks.InARow))
        {
            await using var host = new OnCallHost();
            await host.InitializeAsync();
            foreach (var number in row)
            {
                var record = await NightRun.OfAsync(host, NightWalks.Of(number));
                all += record.Figures;
                if (record.Found is not { } found)
                    continue;
                differ++;
                await report.LineAsync(await WalkShelf.KeepAsync($"night-{number}", record.Walk, found));
            }
        }

        await report.LineAsync($"{walks} walks: {all}");
        await report.AtMostAsync("walks through nights in which console and model differ", differ, 0, "walks");
    }
}
