using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Web.Search;

/// <summary>
/// <c>rebuild-search</c>: has the search index made anew, by the running console within half a minute, else by the next one that starts.
/// </summary>
public static class RebuildSearch
{
    public const string Command = "rebuild-search";

    /// <param name="arguments">Settings as the console takes them, e.g. <c>--Data:Directory=…</c>.</param>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        var data = new DataOptions();
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(arguments)
            .Build()
            .GetSection(DataOptions.Section)
            .Bind(data);
        if (string.IsNullOrWhiteSpace(data.Directory) || !File.Exists(data.DatabaseFile))
        {
            errors.WriteLine(
                "There is no database. Set Data:Directory to the console's data folder, e.g. --Data:Directory=data; "
                    + "a relative one counts from the current directory."
            );
            return 2;
        }

        try
        {
            using var db = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = data.DatabaseFile,
                    Mode = SqliteOpenMode.ReadWrite,
                    Pooling = false,
                    DefaultTimeout = 30,
                }.ToString()
            );
            db.Open();
            using var ask = db.CreateCommand();
            ask.CommandText = $"UPDATE SearchProgress SET Done = {SearchProgress.Anew}";
            ask.ExecuteNonQuery();
        }
        catch (SqliteException wrong)
        {
            errors.WriteLine($"{data.DatabaseFile} cannot be written: {wrong.Message} Is it the database of this version of the console?");
            return 2;
        }

        output.WriteLine(
            "The search index will be made anew: by the running console within 30 seconds, else at the next start. "
                + "Searches find less until it is done."
        );
        return 0;
    }
}
