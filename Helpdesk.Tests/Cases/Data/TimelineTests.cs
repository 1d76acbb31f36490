using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Cases.Data;

/// <summary>The database itself keeps the record, and what is stored is what the events say.</summary>
[Collection(ApiTests.Name)]
public sealed class TimelineTests(ApiServer server)
{
    [Theory]
    [InlineData("UPDATE Timeline SET ActorName = 'nobody'")]
    [InlineData("DELETE FROM Timeline")]
    [InlineData("DELETE FROM Timeline WHERE Id = (SELECT MIN(Id) FROM Timeline)")]
    [InlineData("DELETE FROM Cases")]
    public async Task TimeLine_ChangedByHand_IsRefusedByTheDatabase(string sql)
    {
        var stored = await server.StoredAsync();
        await using var db = await OpenAsync();
        var refused = await Should.ThrowAsync<SqliteException>(() =>
            db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken)
        );
        refused.Message.ShouldContain("append-only");
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task Clocks_AsStored_AreWhatTheirEventsSay() =>
        (
            await server.Console.Services.GetRequiredService<ClockSelfCheck>().RunAsync(TestContext.Current.CancellationToken)
        ).ShouldBeEmpty();

    [Fact]
    public async Task SelfCheck_ClockMovedByHand_IsFound()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        await using var db = await OpenAsync();
        var sql = "UPDATE CaseClocks SET DueAt = DueAt + {1} WHERE CaseId = (SELECT Id FROM Cases WHERE Number = {0})";
        await db.Database.ExecuteSqlRawAsync(sql, [number, 10_000_000L], TestContext.Current.CancellationToken);
        try
        {
            (await server.Console.Services.GetRequiredService<ClockSelfCheck>().RunAsync(TestContext.Current.CancellationToken))
                .ShouldHaveSingleItem()
                .CaseNumber.ShouldBe(number);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync(sql, [number, -10_000_000L], TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("PRAGMA journal_mode", "wal")]
    [InlineData("PRAGMA synchronous", "2")]
    [InlineData("PRAGMA foreign_keys", "1")]
    public async Task EveryConnection_HasItsPragmas(string pragma, string value)
    {
        await using var db = await OpenAsync();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma;
        Convert
            .ToString(
                await command.ExecuteScalarAsync(TestContext.Current.CancellationToken),
                System.Globalization.CultureInfo.InvariantCulture
            )
            .ShouldBe(value);
    }

    [Fact]
    public async Task Model_HasNoChangeWithoutAMigration()
    {
        await using var db = await OpenAsync();
        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    private Task<HelpdeskDb> OpenAsync() =>
        server
            .Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
}
