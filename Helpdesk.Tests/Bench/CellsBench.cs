using Helpdesk.Tests.Cases.Walks;

namespace Helpdesk.Tests.Bench;

/// <summary><c>bench cells</c>: each cell of the table of promises is made wrong in turn; the walk has to see it.</summary>
internal sealed class CellsBench : IBench
{
    public string Name => "cells";

    public string About => "Each cell of the table of promises made wrong in turn: does the walk see it? --walks 1000";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        var walks = options.Number("walks", 1000);
        var (found, idle, unseen) = (0, 0, 0);
        foreach (var (action, promise, wrong) in CellFaults.All)
        {
            if (CellFaults.Idle(action, promise) is not null)
            {
                idle++;
                continue;
            }

            var first = CellFaults.FirstWalk(action, promise, wrong, walks);
            if (first > 0)
            {
                found++;
                continue;
            }

            unseen++;
            await report.LineAsync($"not seen in {walks} walks: {action}, {promise} as {wrong}");
        }

        await report.LineAsync($"{found} cells found, {idle} say nothing that anything hangs on");
        await report.AtMostAsync("wrong cells that the walk does not see", unseen, 0, "cells");
    }
}
