using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Reports;
using Helpdesk.Web.Reports.Facts;
using Helpdesk.Web.Supervision.Attention;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Reports;

/// <summary>Reports over the demo's cases in a real database: numbers, the lists behind them, and who may ask (spec U2).</summary>
public sealed class ReportsQueryTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Mori = new(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
                new Claim(PersonClaims.DisplayName, "Mori Hana"),
                new Claim(ClaimTypes.Role, Roles.Supervisor),
            ],
            "test"
        )
    );

    private readonly MailHost _host = new();

    private ReportFactsStore Store => _host.Services.GetRequiredService<ReportFactsStore>();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(PeriodKind.LastWeek)]
    [InlineData(PeriodKind.LastMonth)]
    [InlineData(PeriodKind.ThisYear)]
    public async Task Attainment_IsWhatTheCasesSay_CountedByHand(PeriodKind kind)
    {
        var period = ReportPeriod.Of(kind, new LocalDate(2027, 6, 9), Tokyo).Value;
        var clocks = await _host.ReadAsync(db => db.Clocks.AsNoTracking().ToListAsync());
        bool In(Instant? at) => at is { } instant && period.Time.Contains(instant);
        var verdicts = clocks
            .Select(c => (Clock: c, Verdict: c.Verdict(_host.Now)))
            .Where(v =>
                In(
                    v.Verdict is ClockVerdict.Met or ClockVerdict.Superseded or ClockVerdict.CalledOff ? v.Clock.EndedAt
                    : v.Verdict == ClockVerdict.Running ? null
                    : v.Clock.DueAt
                )
            )
            .ToList();

        var answer = await AskAsync(new(ReportName.Attainment, period, ReportDimension.Clock, ReportFilter.None));

        answer.Figures.Single(f => f.Key == "Met").Cell.Value.ShouldBe(verdicts.Count(v => v.Verdict == ClockVerdict.Met));
        answer
            .Figures.Single(f => f.Key == "Missed")
            .Cell.Value.ShouldBe(verdicts.Count(v => v.Verdict is ClockVerdict.Missed or ClockVerdict.RunningLate));
        answer.Figures.Single(f => f.Key == "Superseded").Cell.Value.ShouldBe(verdicts.Count(v => v.Verdict == ClockVerdict.Superseded));
        var row = answer.Tables[0].Rows.Single(r => r.Key == "FirstResponse");
        row.Cells[1].Value.ShouldBe(verdicts.Count(v => v.Clock.Kind == ClockKind.FirstResponse && v.Verdict.Counts()));
    }

    [Fact]
    public async Task EveryNumber_OpensAListOfThatManyCases()
    {
        var period = ReportPeriod.Of(PeriodKind.ThisMonth, new LocalDate(2027, 6, 9), Tokyo).Value;
        var opened = 0;
        foreach (var name in Enum.GetValues<ReportName>())
        {
            foreach (var by in ReportQuestion.Ways(name))
            {
                var answer = await AskAsync(new(name, period, by, ReportFilter.None));
                foreach (
                    var cell in answer
                        .Tables.SelectMany(t => t.Rows.SelectMany(r => r.Cells.Select((c, i) => (Cell: c, t.Columns[i].Unit))))
                        .Concat(answer.Figures.Select(f => (f.Cell, f.Unit)))
                        .Where(c => c.Unit == ReportUnit.Count && c.Cell is { List: not null, Value: not null })
                        .Select(c => c.Cell)
                        .DistinctBy(c => c.List)
                )
                {
                    opened++;
                    (await ListAsync(cell.List!)).All.ShouldBe((int)cell.Value!.Value, cell.List);
                }
            }
        }

        opened.ShouldBeGreaterThan(300, "the demo has something to count");
    }

    [Fact]
    public async Task Facts_KeptUpToDateBitByBit_AreThoseReadAnew()
    {
        (await Store.ReadAsync(f => f.CaseCount, Token)).ShouldBe(await _host.ReadAsync(db => db.Cases.CountAsync()));
        var fresh = await _host.OpenAsync(r => r with { Severity = Severity.Emergency });
        _host.Time.Advance(TimeSpan.FromHours(3));
        await _host.DoAsync(fresh, new ReplyToCustomer("Here we are."));
        var others = await _host.ReadAsync(db =>
            db.Cases.AsNoTracking().Where(c => c.Status < CaseStatus.Resolved).OrderBy(c => c.Id).Take(30).ToListAsync()
        );
        foreach (var one in others)
            await RunAsync(one, new AssignCase(DemoPeople.Sato.Id, DemoPeople.Sato.DisplayName));

        var today = ReportPeriod.Of(PeriodKind.ThisWeek, new LocalDate(2027, 6, 9), Tokyo).Value;
        var missed = await ListAsync(ReportAddress.Of(new ListQuestion(ReportCount.Missed, today, ReportFilter.None)));
        missed.Lines.ShouldContain(l => l.Number == fresh.Number && l.Verdict == ClockVerdict.Missed, "two hours were promised (P2)");
        missed.Lines.Single(l => l.Number == fresh.Number).LateBy.ShouldBe(Duration.FromHours(1));
        (await Store.CheckAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Facts_ThatDrifted_AreFoundAndReadAnew()
    {
        await Store.ReadAsync(f => f.CaseCount, Token);
        // Past every command: nothing in the record says that this case changed.
        await _host.ReadAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE Cases SET Severity = 3 - Severity WHERE Id = 7"));
        (await Store.CheckAsync(Token)).ShouldBe([7L]);
        (await Store.CheckAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Facts_NobodyAsksFor_AreLetGo()
    {
        await Store.ReadAsync(f => f.CaseCount, Token);
        _host.Time.Advance(ReportFactsStore.Idle - TimeSpan.FromSeconds(1));
        await Store.LetGoAsync(Token);
        Store.IsLoaded.ShouldBeTrue();
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        await Store.LetGoAsync(Token);
        Store.IsLoaded.ShouldBeFalse();
    }

    [Theory]
    [InlineData(ReportFactsSql.AllCases, "IX_Cases_Reports")]
    [InlineData(ReportFactsSql.AllClocks, "IX_CaseClocks_Reports")]
    public async Task Reading_TouchesTheIndexesAlone(string sql, string index)
    {
        var plan = await _host.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync(Token);
            await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
#pragma warning disable CA2100 // The console's own constants.
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
            List<string> steps = [];
            await using var rows = await command.ExecuteReaderAsync(Token);
            while (await rows.ReadAsync(Token))
                steps.Add(rows.GetString(3));
            return steps;
        });
        plan.ShouldHaveSingleItem().ShouldContain("USING COVERING INDEX " + index);
    }

    [Fact]
    public async Task Excused_LeavesTheAttainment_AndIsCountedApart()
    {
        var late = await _host.OpenAsync(r => r with { Severity = Severity.Emergency });
        _host.Time.Advance(TimeSpan.FromHours(3));
        var question = new ReportQuestion(
            ReportName.Attainment,
            ReportPeriod.Of(PeriodKind.ThisWeek, new LocalDate(2027, 6, 9), Tokyo).Value,
            ReportDimension.Day,
            ReportFilter.None
        );
        var before = await AskAsync(question);
        await RunAsync(late, new ExcuseBreach(ClockKind.FirstResponse, "Storm."));
        var after = await AskAsync(question);
        double Of(ReportAnswer answer, string key) => answer.Figures.Single(f => f.Key == key).Cell.Value!.Value;
        (Of(after, "Missed"), Of(after, "Excused"), Of(after, "Met")).ShouldBe(
            (Of(before, "Missed") - 1, Of(before, "Excused") + 1, Of(before, "Met"))
        );
        Of(after, "attainment").ShouldBeGreaterThan(Of(before, "attainment"));
    }

    [Fact]
    public async Task Engineer_IsRefused()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var query = scope.ServiceProvider.GetRequiredService<ReportsQuery>();
        var period = ReportPeriod.Of(PeriodKind.LastWeek, new LocalDate(2027, 6, 9), Tokyo).Value;
        (
            await query.RunAsync(
                new ReportQuestion(ReportName.Attainment, period, ReportDimension.Clock, ReportFilter.None),
                IntakeHost.Agent,
                Token
            )
        )
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await query.RunAsync(new ListQuestion(ReportCount.Missed, period, ReportFilter.None), 10, IntakeHost.Agent, Token))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await query.ChoicesAsync(IntakeHost.Agent, Token)).Products.ShouldBeEmpty();
    }

    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<ReportAnswer> AskAsync(ReportQuestion question)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ReportsQuery>().RunAsync(question, Mori, Token)).Value;
    }

    // By its address, as a person would: what the link says is what is counted.
    private async Task<ListAnswer> ListAsync(string address)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var query = scope.ServiceProvider.GetRequiredService<ReportsQuery>();
        var question = ReportAddress.ReadList(QueryHelpers.ParseQuery(new Uri("https://x" + address).Query), query.Today, query.Zone);
        return (await query.RunAsync(question.Value, 1000, Mori, Token)).Value;
    }

    private async Task RunAsync<TCommand>(Case on, TCommand command)
        where TCommand : ICaseCommand
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CaseCommandRunner>().RunAsync(on.Number, null, command, Mori, Token);
    }
}
