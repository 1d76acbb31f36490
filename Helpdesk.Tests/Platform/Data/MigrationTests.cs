using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Helpdesk.Tests.Platform.Data;

/// <summary>A database of an earlier release is brought up to date with everything that is in it.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), "helpdesk-migrate-" + Guid.NewGuid().ToString("N") + ".db");

    [Fact]
    public async Task Files_OfTheFirstRelease_AreKept_AndSeenByTheCustomerAsBefore()
    {
        await using var db = new HelpdeskDb(new DbContextOptionsBuilder<HelpdeskDb>().UseSqlite($"Data Source={_file}").Options);
        await db.GetService<IMigrator>().MigrateAsync("Initial", TestContext.Current.CancellationToken);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        // A whole case is not the point here; the row stands for itself.
        await db.Database.ExecuteSqlRawAsync(
            "PRAGMA foreign_keys=OFF; INSERT INTO Attachments (CaseId, FileName, ContentType, Size, Checksum, AddedAt, AddedBy) "
                + "VALUES (7, '障害 ログ.txt', 'text/plain', 3, 'abc', 1, 'Kato Kenta')",
            TestContext.Current.CancellationToken
        );
        await db.Database.CloseConnectionAsync();

        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        var kept = await db.Attachments().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        (kept.CaseId, kept.FileName, kept.Size, kept.Checksum, kept.AddedBy, kept.CustomerMaySee, kept.EntryId).ShouldBe(
            (7, "障害 ログ.txt", 3, "abc", "Kato Kenta", true, null)
        );
        (await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (
            await db
                .Database.SqlQuery<string>($"""SELECT "table" AS Value FROM pragma_foreign_key_list('Attachments') ORDER BY 1""")
                .ToListAsync(TestContext.Current.CancellationToken)
        ).ShouldBe(["Cases", "Timeline"]);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }
}
