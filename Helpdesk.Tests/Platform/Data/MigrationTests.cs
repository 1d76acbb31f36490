using Helpdesk.Domain.Intake;
using Helpdesk.Web.Customers;
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

    [Fact]
    public async Task TextOfOrganisations_BecomesRecords_AndCasesFindTheirs()
    {
        await using var db = new HelpdeskDb(new DbContextOptionsBuilder<HelpdeskDb>().UseSqlite($"Data Source={_file}").Options);
        await db.GetService<IMigrator>().MigrateAsync("Promises", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO Products VALUES ('SPX', 'SPX', 'SPX', '["5.2.9","5.2.10"]', '[]');
            INSERT INTO Contracts (Number, Organisation, Tier, ProductCode, "From", Until) VALUES
                ('M-1', '大和精機', 1, 'SPX', '2026-04-01', '2027-03-31'), ('M-2', 'Nordwind', 2, 'SPX', '2026-04-01', '2027-03-31');
            INSERT INTO Licences (Serial, ProductCode, Kind, ContractNumber, Organisation, ContactName, ContactEmail, ContactPhone, Version)
            VALUES ('S-1', 'SPX', 0, 'M-1', '大和精機', '山本', 'yamamoto@daiwa.example', '03-1', '5.2.9'),
                ('S-2', 'SPX', 0, 'M-1', '大和精機', '山本', 'Yamamoto@daiwa.example', NULL, NULL),
                ('S-3', 'SPX', 0, NULL, NULL, 'Home User', 'home@gmail.com', NULL, NULL);
            """,
            TestContext.Current.CancellationToken
        );

        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);

        var customers = await db.Customers().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        customers
            .Select(c => (c.Name, c.UserKind, c.Language))
            .ShouldBe(
                [("Home User", UserKind.Home, "en"), ("Nordwind", UserKind.Business, "en"), ("大和精機", UserKind.Business, "ja")],
                ignoreOrder: true
            );
        var daiwa = customers.Single(c => c.Name == "大和精機");
        var contract = await db.Contracts().AsNoTracking().SingleAsync(c => c.Number == "m-1", TestContext.Current.CancellationToken);
        (contract.CustomerKey, contract.Products.Single()).ShouldBe((daiwa.Key, "SPX"));
        var contact = await db.Contacts()
            .AsNoTracking()
            .SingleAsync(c => c.CustomerKey == daiwa.Key, TestContext.Current.CancellationToken);
        (contact.Name, contact.Phones.Single()).ShouldBe(("山本", "03-1"));
        (
            await db.Licences()
                .AsNoTracking()
                .Where(l => l.ContactKey == contact.Key)
                .Select(l => l.Serial)
                .ToListAsync(TestContext.Current.CancellationToken)
        ).ShouldBe(["S-1", "S-2"]);
        (await db.ProductVersions().CountAsync(TestContext.Current.CancellationToken)).ShouldBe(2);
        (
            await db
                .Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE name LIKE 'Old%' OR name LIKE 'Moved%'")
                .ToListAsync(TestContext.Current.CancellationToken)
        ).ShouldBeEmpty();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }
}
