using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Helpdesk.Domain.Queue;
using Helpdesk.Web;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Board;
using Helpdesk.Web.Supervision.Plan;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// <c>bench replan</c>: a thousand cases planned, applied and taken back, and what the supervisors' board costs meanwhile.
/// </summary>
internal sealed class ReplanBench : IBench
{
    private const double PlanMilliseconds = 2000;
    private const double BoardMilliseconds = 20;

    private static readonly ClaimsPrincipal s_supervisor = new(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, DemoPeople.Mori.Id.ToString()),
                new Claim(PersonClaims.DisplayName, DemoPeople.Mori.DisplayName),
                new Claim(ClaimTypes.Role, Roles.Supervisor),
            ],
            "bench"
        )
    );

    public string Name => "replan";

    public string About => "1,000 of 100,000 open cases replanned, applied and undone; the supervisors' board after a change.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        var (open, moved) = (options.Number("open", 100_000), options.Number("cases", 1_000));
        using var folder = new BenchFolder(options);
        // The first console makes the database and ends; the second one opens it filled.
        await using (var first = await StartAsync(folder.Path))
            await first.Services.GetRequiredService<CaseFeed>().Loaded;
        SqliteConnection.ClearAllPools();
        await CopiedCases.FillAsync(folder.Database, open);
        await using (var console = await StartAsync(folder.Path))
            await MeasureAsync(console.Services, moved, report);
        SqliteConnection.ClearAllPools();
    }

    private static async Task<WebApplication> StartAsync(string folder)
    {
        var app = HelpdeskApp.Build(
            [],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?> { ["Data:Directory"] = folder, ["Demo:Enabled"] = "true" }
                );
            }
        );
        await app.Services.PrepareDatabaseAsync(CancellationToken.None);
        return app;
    }

    private static async Task MeasureAsync(IServiceProvider services, int moved, BenchReport report)
    {
        var feed = services.GetRequiredService<CaseFeed>();
        await feed.Loaded;
        await report.LineAsync($"{feed.Count.ToString("N0", CultureInfo.InvariantCulture)} open cases");
        await using var scope = services.CreateAsyncScope();
        var (query, handlers, board) = (
            scope.ServiceProvider.GetRequiredService<ProposePlanQuery>(),
            scope.ServiceProvider.GetRequiredService<PlanHandlers>(),
            services.GetRequiredService<BoardQuery>()
        );
        for (var round = 1; round <= 3; round++)
        {
            string[] numbers = [.. feed.Order(QueueView.Unassigned).Take(moved).Select(key => feed.Find(key.Id)!.Number)];
            var name = round == 1 ? "the first time" : "again";
            var draft = await TimeAsync(
                report,
                $"{numbers.Length:N0} cases replanned, {name}",
                async () =>
                {
                    var made = (await query.RunAsync(new(null, null, null, numbers), null, s_supervisor, CancellationToken.None)).Value;
                    _ = made.Plan;
                    return made;
                }
            );
            var applied = await TimeAsync(
                report,
                $"{draft.Moves.Count:N0} moves applied, {name}",
                async () => (await handlers.HandleAsync(new ApplyPlan(draft.Moves), s_supervisor)).Value
            );
            await TimeAsync(
                report,
                $"{applied.Done.Count():N0} moves taken back, {name}",
                () => handlers.HandleAsync(new UndoPlan(applied.Id), s_supervisor)
            );
            await BoardAsync(board, report);
        }
    }

    private static async Task BoardAsync(BoardQuery board, BenchReport report)
    {
        List<double> times = [];
        for (var i = 0; i < 50; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = board.Make();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await report.AtMostAsync("the board after a change, slowest of 50", times.Max(), BoardMilliseconds, "ms");
    }

    private static async Task<T> TimeAsync<T>(BenchReport report, string what, Func<Task<T>> act)
    {
        var start = Stopwatch.GetTimestamp();
        var done = await act();
        await report.AtMostAsync(what, Stopwatch.GetElapsedTime(start).TotalMilliseconds, PlanMilliseconds, "ms");
        return done;
    }
}
