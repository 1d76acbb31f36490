using System.Globalization;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>
/// <c>verify-audit</c>: proves that nobody has changed the record, beside a running console or without one. Ends with 0 when the
/// chains hold, 1 when one is broken, 2 when there is nothing to verify.
/// </summary>
public static class VerifyAudit
{
    public const string Command = "verify-audit";

    /// <param name="arguments">Settings as the console takes them, e.g. <c>--Data:Directory=…</c>.</param>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        var data = new DataOptions();
        Settings(arguments).GetSection(DataOptions.Section).Bind(data);
        if (string.IsNullOrWhiteSpace(data.Directory) || !File.Exists(data.DatabaseFile))
        {
            errors.WriteLine(
                string.IsNullOrWhiteSpace(data.Directory)
                    ? "Data:Directory is missing: name the folder the database lies in, e.g. --Data:Directory=data."
                    : $"There is no database at {data.DatabaseFile}. Set Data:Directory to the console's data folder; "
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
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                    DefaultTimeout = 30,
                }.ToString()
            );
            db.Open();
            return Tell(RecordCheck.Run(db), output);
        }
        catch (SqliteException wrong)
        {
            errors.WriteLine($"{data.DatabaseFile} cannot be verified: {wrong.Message} Is it the database of this version of the console?");
            return 2;
        }
    }

    private static IConfiguration Settings(string[] arguments) =>
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(arguments)
            .Build();

    private static int Tell(IReadOnlyList<ChainPicture> chains, TextWriter output)
    {
        foreach (var chain in chains)
        {
            var words =
                chain.Table == "Timeline"
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $" of {chain.Cases:N0} cases, {chain.Erased:N0} of them with their words erased"
                    )
                    : "";
            output.WriteLine(
                chain.Broken is { } broken
                    ? $"{chain.Table}: BROKEN at {Place(broken)}: {Sentence(broken.What)}"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{chain.Table}: whole. {chain.Entries:N0} entries{words}; last hash {chain.Head}"
                    )
            );
        }

        return chains.All(c => c.Broken is null) ? 0 : 1;
    }

    private static string Place(BrokenLink broken) =>
        string.Join(
            ", ",
            new[]
            {
                "entry " + broken.Id.ToString(CultureInfo.InvariantCulture),
                broken.CaseNumber is { } number ? "case " + number : null,
                broken.At is { } at ? InstantPattern.ExtendedIso.Format(at) : null,
            }.OfType<string>()
        );

    private static string Sentence(Misfit what) =>
        what switch
        {
            Misfit.Gap => "gap. An entry is missing here, or one was put in.",
            Misfit.Previous => "previous. It does not go on from the entry before it: that one, or this one's link to it, was changed.",
            Misfit.Hash => "hash. Its fields are not the ones that were written.",
            Misfit.Words => "words. Its words were changed, added or moved.",
            Misfit.Tombstone => "tombstone. It was emptied, but the administrative log tells of no such erasure.",
            _ => "case. It lies with another case than the one it names.",
        };
}
