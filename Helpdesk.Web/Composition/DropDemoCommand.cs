using System.Globalization;
using Helpdesk.Web.Demo.Drop;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Composition;

/// <summary>
/// <c>drop-demo</c>: takes what the demo invented out of a data directory that is to be used in earnest; what people made since stays.
/// Says what would go; does it with <c>--yes</c>, after a copy of the database. Ends with 0 when done or nothing is to do, 1 when
/// only said, 2 when it cannot.
/// </summary>
public static class DropDemoCommand
{
    public const string Command = "drop-demo";
    private const string Yes = "--yes";
    private const int JustSaid = 1;
    private const int NotDone = 2;

    /// <param name="arguments">Settings as the console takes them, and <c>--yes</c>.</param>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        await using var app = HelpdeskApp.Build([.. arguments.Except([Yes])], builder => builder.Logging.ClearProviders());
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var data = app.Services.GetRequiredService<IOptions<DataOptions>>().Value;
        var wrong =
            app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled
                ? "Demo:Enabled is true: the next start would make the demo anew. Set it to false first."
            : new FileInfo(data.DatabaseFile) is not { Exists: true, Length: > 0 }
                ? $"There is no database at {data.DatabaseFile}. Set Data:Directory to the console's data folder."
            : IsInUse(data) ? "A console is running on this database. Stop it first."
            : await CheckCommand.IsOtherReleaseAsync(app.Services)
                ? "The database is that of another release. Start the console once, then drop the demo."
            : null;
        if (wrong is null)
            return await DropAsync(app.Services, data, arguments.Contains(Yes), output, errors);
        await errors.WriteLineAsync(wrong);
        return NotDone;
    }

    private static async Task<int> DropAsync(
        IServiceProvider services,
        DataOptions data,
        bool isMeant,
        TextWriter output,
        TextWriter errors
    )
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        await DemoMarks.MakeAsync(db, CancellationToken.None);
        var what = await DemoMarks.CountAsync(db, CancellationToken.None);
        if (what.IsEmpty)
        {
            await output.WriteLineAsync("Nothing here is the demo's.");
            return 0;
        }

        await output.WriteLineAsync(Sentence(what));
        if (what.WithDemoPeople is [_, ..] theirs)
        {
            await errors.WriteLineAsync($"Own cases that lie with people of the demo: {string.Join(", ", theirs)}. Assign them first.");
            return NotDone;
        }

        if (!isMeant)
        {
            await output.WriteLineAsync($"Nothing was changed. To do it, after a copy of the database: {Command} {Yes}");
            return JustSaid;
        }

        var now = services.GetRequiredService<IClock>().GetCurrentInstant();
        await output.WriteLineAsync($"The database as it was: {await CopyAsync(db, data, now)}");
        await DemoRemoval.RunAsync(db, what, now, CancellationToken.None);
        await output.WriteLineAsync("Dropped. The search index is made anew at the next start.");
        return 0;
    }

    private static string Sentence(DemoRemains what) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The demo's: {what.Cases:N0} cases with {what.Entries:N0} entries, {what.Products:N0} products, {what.Customers:N0} customers "
                + $"with {what.Contacts:N0} contacts, {what.Contracts:N0} contracts, {what.Licences:N0} licences, "
                + $"{what.Articles:N0} articles, {what.People:N0} people.{Environment.NewLine}"
                + $"Yours, which stay: {what.OwnCases:N0} cases; all that was made or changed by hand or import."
        );

    private static async Task<string> CopyAsync(HelpdeskDb db, DataOptions data, Instant now)
    {
        var stamp = InstantPattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss'Z'").Format(now);
        var file = Path.Combine(data.FullPath, $"helpdesk.before-drop-{stamp}.db");
        await db.Database.ExecuteSqlRawAsync("VACUUM INTO {0}", file);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    // A console keeps its connections open; only who has the file alone can leave the write-ahead log.
    private static bool IsInUse(DataOptions data)
    {
        try
        {
            using var db = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = data.DatabaseFile,
                    Mode = SqliteOpenMode.ReadWrite,
                    Pooling = false,
                    DefaultTimeout = 1,
                }.ToString()
            );
            db.Open();
            using var command = db.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL;";
            command.ExecuteNonQuery();
            return false;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            return true;
        }
    }
}
