using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases;
using Helpdesk.Tests.ServiceLevels;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Platform.Audit;

/// <summary>A migrated database in a folder of its own, with a chain that this process keeps, and a hand that can tamper.</summary>
internal sealed class ChainFixture : IDisposable
{
    private static readonly Lazy<byte[]> s_empty = new(Migrated);
    private readonly RecordChain _chain = new();
    private int _opened;

    public ChainFixture()
    {
        Folder = Directory.CreateTempSubdirectory("helpdesk-audit-").FullName;
        System.IO.File.WriteAllBytes(File, s_empty.Value);
    }

    public string Folder { get; }

    public string File => Path.Combine(Folder, "helpdesk.db");

    /// <param name="chain">Another process's chain; null is this one's.</param>
    public HelpdeskDb Open(RecordChain? chain = null) => Open(File, chain ?? _chain);

    public Case NewCase(string description = "Fails every night.", string? note = null)
    {
        var intake = CaseFixture.Intake(Severity.High) with { Description = description };
        var triage = Triage.Judge(intake, CaseFixture.Records(SupportTier.Standard), SampleProgramme.Programme, CaseFixture.Opened);
        return Case.Open($"C-20261116-{++_opened:D4}", intake, triage, Context, note);
    }

    public static CaseContext Context => new(CaseFixture.Opened, CaseFixture.Agent, SampleProgramme.Programme);

    public async Task SaveAsync(params IEnumerable<Case> cases)
    {
        await using var db = Open();
        db.Cases.AddRange(cases);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async Task ActAsync(string number, Action<Case> act)
    {
        await using var db = Open();
        var found = await db.Cases.Include(c => c.Clocks).SingleAsync(c => c.Number == number, TestContext.Current.CancellationToken);
        act(found);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async Task AdministerAsync(string code)
    {
        await using var db = Open();
        db.AdminLog()
            .Add(
                new AdminLogEntry(
                    CaseFixture.Opened,
                    CaseFixture.Agent,
                    new AdminAct(code).On(CaseFixture.Sato, "佐藤 麻衣").With("roles", new[] { "Engineer" })
                )
            );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ChainPicture Timeline() => Check()[0];

    public ChainPicture AdminLog() => Check()[1];

    public long Number(string sql) => Convert.ToInt64(Scalar(sql), System.Globalization.CultureInfo.InvariantCulture);

    public object? Scalar(string sql)
    {
        using var db = Raw();
        return Command(db, sql).ExecuteScalar();
    }

    /// <summary>Does what somebody with the file in hand can do: the triggers are gone, keys are not checked.</summary>
    public void Tamper(string sql)
    {
        using var db = Raw();
        Command(db, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF").ExecuteNonQuery();
        var triggers = new List<string>();
        using (var rows = Command(db, "SELECT name FROM sqlite_master WHERE type = 'trigger'").ExecuteReader())
        {
            while (rows.Read())
                triggers.Add(rows.GetString(0));
        }

        if (triggers.Count > 0)
            Command(db, string.Concat(triggers.Select(trigger => $"DROP TRIGGER {trigger}; "))).ExecuteNonQuery();
        Command(db, sql).ExecuteNonQuery().ShouldBeGreaterThan(0, "the tampering touched something: " + sql);
    }

    /// <summary>The same record to tamper with once more.</summary>
    public ChainFixture Copy()
    {
        var copy = new ChainFixture();
        System.IO.File.Delete(copy.File);
        using var db = Raw();
        Command(db, $"VACUUM INTO '{copy.File}'").ExecuteNonQuery();
        return copy;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private IReadOnlyList<ChainPicture> Check()
    {
        using var db = Raw();
        return RecordCheck.Run(db);
    }

    private SqliteConnection Raw()
    {
        var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        db.Open();
        return db;
    }

    private static SqliteCommand Command(SqliteConnection db, string sql)
    {
        var command = db.CreateCommand();
#pragma warning disable CA2100 // The test's own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static HelpdeskDb Open(string file, RecordChain chain) =>
        new(
            new DbContextOptionsBuilder<HelpdeskDb>()
                .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString())
                .AddInterceptors(new SqlitePragmas(), chain)
                .Options
        );

    private static byte[] Migrated()
    {
        var file = Path.Combine(Path.GetTempPath(), "helpdesk-audit-" + Guid.NewGuid().ToString("N") + ".db");
        try
        {
            using (var db = Open(file, new RecordChain()))
                db.Database.Migrate();
            return System.IO.File.ReadAllBytes(file);
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }
}
