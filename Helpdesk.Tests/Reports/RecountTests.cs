using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Reports;

/// <summary>Every report but the attainment against a naive recount of the same SQLite file, cell by cell (spec U2).</summary>
public sealed class RecountTests(RecountHost recount) : IClassFixture<RecountHost>
{
    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];

    private static readonly ClaimsPrincipal Mori = new(
        new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new Claim(ClaimTypes.Role, Roles.Supervisor)],
            "test"
        )
    );

    private static readonly ReportPeriod Period = new(PeriodKind.Custom, new LocalDate(2027, 5, 10), new LocalDate(2027, 6, 9), Tokyo);

    private readonly MailHost _host = recount.Host;

    private readonly List<Case> _cases = recount.Cases;

    [Fact]
    public async Task Backlog_BySeverityAndAge()
    {
        var table = (await AskAsync(ReportName.Backlog, ReportDimension.Severity)).Tables[0];
        var open = _cases.Where(c => c.Status is not (CaseStatus.Resolved or CaseStatus.Closed)).ToList();
        Duration[] edges =
        [
            Duration.Zero,
            Duration.FromDays(1),
            Duration.FromDays(3),
            Duration.FromDays(7),
            Duration.FromDays(14),
            Duration.FromDays(28),
            Duration.FromDays(10_000),
        ];
        foreach (var severity in Enum.GetValues<Severity>())
        {
            var row = table.Rows.Single(r => r.Key == severity.ToString());
            row.Cells.Select(c => (int)c.Value!.Value)
                .ShouldBe([
                    open.Count(c => c.Severity == severity),
                    .. Enumerable
                        .Range(0, 6)
                        .Select(i =>
                            open.Count(c =>
                                c.Severity == severity && _host.Now - c.OpenedAt >= edges[i] && _host.Now - c.OpenedAt < edges[i + 1]
                            )
                        ),
                ]);
        }

        open.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task ClosingReasons_ByProductAndVersion()
    {
        var table = (await AskAsync(ReportName.ClosingReasons, ReportDimension.Version)).Tables[0];
        var lines = (await _host.ReadAsync(db => db.Timeline.AsNoTracking().OrderBy(e => e.Id).ToListAsync())).ToLookup(e => e.CaseId);
        List<(string Product, ClosingReason? Reason)> closed =
        [
            .. _cases.SelectMany(c =>
                ClosingsOf(c, lines[c.Id]).Where(x => In(x.At)).Select(x => (c.ProductCode + " " + c.ProductVersion, x.Reason))
            ),
        ];
        closed.Count.ShouldBeGreaterThan(_cases.Count(c => In(c.ClosedAt)), "some came back since");
        table
            .Rows.Select(r => r.Key)
            .Order(StringComparer.Ordinal)
            .ShouldBe(closed.Select(c => c.Product).Distinct().Order(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            var mine = closed.Where(c => c.Product == row.Key).ToList();
            foreach (var (i, column) in table.Columns.Index())
                ((int)row.Cells[i].Value!.Value).ShouldBe(
                    i == 0 ? mine.Count : mine.Count(c => c.Reason.ToString() == column.Key),
                    $"{row.Key} {column.Key}"
                );
        }
    }

    // The one that stands, and before it each that a reopening ended.
    private static IEnumerable<(Instant? At, ClosingReason? Reason)> ClosingsOf(Case c, IEnumerable<TimelineEntry> lines)
    {
        List<TimelineEntry> steps = [.. lines.Where(e => e.Event is CaseClosed or CloseUndone or CaseReopened)];
        return
        [
            (c.ClosedAt, c.ClosingReason),
            .. steps
                .Zip(steps.Skip(1))
                .Where(two => two is { First.Event: CaseClosed, Second.Event: CaseReopened })
                .Select(two => ((Instant?)two.First.At, (ClosingReason?)((CaseClosed)two.First.Event).Reason)),
        ];
    }

    [Fact]
    public async Task Load_ByWeekdayAndHour()
    {
        var table = (await AskAsync(ReportName.Load, ReportDimension.Weekday)).Tables[0];
        var opened = _cases.Where(c => In(c.OpenedAt)).Select(c => c.OpenedAt.InZone(Tokyo)).ToList();
        foreach (var row in table.Rows)
        {
            for (var hour = 0; hour < 24; hour++)
                ((int)row.Cells[hour + 1].Value!.Value).ShouldBe(
                    opened.Count(o => o.DayOfWeek.ToString() == row.Key && o.Hour == hour),
                    $"{row.Key} {hour}"
                );
        }

        ((int)table.Total!.Cells[0].Value!.Value).ShouldBe(opened.Count);
    }

    [Fact]
    public async Task ResponseTimes_MedianAndNinetyPercent()
    {
        var row = (await AskAsync(ReportName.ResponseTimes, ReportDimension.Clock))
            .Tables[0]
            .Rows.Single(r => r.Key == nameof(ClockKind.FirstResponse));
        var programme = _host.Services.GetRequiredService<SupportProgramme>();
        var took = _cases
            .SelectMany(c => c.Clocks)
            .Where(k => k.Kind == ClockKind.FirstResponse && k.EndedAs == ClockEnd.Met && In(k.EndedAt))
            .Select(k => k.CalendarIn(programme).Elapsed(k.StartedAt, k.EndedAt!.Value).TotalSeconds)
            .Order()
            .ToList();
        took.ShouldNotBeEmpty();
        row.Cells[0].Value.ShouldBe(took.Count);
        row.Cells[1].Value.ShouldBe(took[(int)Math.Ceiling(took.Count * 0.5) - 1]);
        row.Cells[2].Value.ShouldBe(took[(int)Math.Ceiling(took.Count * 0.9) - 1]);
    }

    [Fact]
    public async Task Reopens_ByProduct()
    {
        var table = (await AskAsync(ReportName.Reopens, ReportDimension.Product)).Tables[0];
        var ended = _cases
            .Where(c => In(c.OpenedAt) && (c.ReopenCount > 0 || c.Status is CaseStatus.Resolved or CaseStatus.Closed))
            .ToList();
        foreach (var row in table.Rows)
        {
            var mine = ended.Where(c => c.ProductCode == row.Key).ToList();
            int Of(string key) => (int)row.Cells[table.Columns.Index().Single(c => c.Item.Key == key).Index].Value!.Value;
            (Of("ended"), Of("reopened"), Of("reopenedAgain")).ShouldBe(
                (mine.Count, mine.Count(c => c.ReopenCount > 0), mine.Count(c => c.ReopenCount > 1))
            );
        }

        table.Rows.Count.ShouldBe(ended.Select(c => c.ProductCode).Distinct().Count());
    }

    [Fact]
    public async Task Attainment_ByCustomerTierTeamAndEngineer_SumsToTheWhole()
    {
        var whole = (await AskAsync(ReportName.Attainment, ReportDimension.Clock)).Figures.Single(f => f.Key == "Met").Cell.Value;
        foreach (var by in ReportQuestion.Ways(ReportName.Attainment))
        {
            var table = (await AskAsync(ReportName.Attainment, by)).Tables[0];
            table.Rows.Sum(r => r.Cells[2].Value).ShouldBe(whole, by.ToString());
        }
    }

    private bool In(Instant? at) => at is { } instant && Period.Time.Contains(instant);

    private async Task<ReportAnswer> AskAsync(ReportName name, ReportDimension by)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<ReportsQuery>()
                .RunAsync(new ReportQuestion(name, Period, by, ReportFilter.None), Mori, TestContext.Current.CancellationToken)
        ).Value;
    }
}

/// <summary>One console with six weeks to look back on, and all its cases as they are stored.</summary>
public sealed class RecountHost : IAsyncLifetime
{
    public MailHost Host { get; } = new() { HistoryWeeks = 6 };

    public List<Case> Cases { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        Cases = await Host.ReadAsync(db => db.Cases.Include(c => c.Clocks).AsNoTracking().ToListAsync());
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
