using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Customers.Import;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Intake.OldCases.Command;
using Helpdesk.Web.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Intake.OldCases;

/// <summary>What the command answered.</summary>
internal sealed record Moved(int ExitCode, string Said, string Errors);

/// <summary>Moves files in on a host and looks at what is there then.</summary>
internal static class OldCasesSteps
{
    public static string Samples { get; } = Path.Combine(SourceTree.Root, "docs", "samples", "moving-in");

    public static Task<Moved> MoveSampleAsync(this ImportHost host, string name, params string[] more) =>
        host.MoveAsync([Path.Combine(Samples, name), .. more]);

    /// <summary>Writes the lines to a file of their own and moves it in.</summary>
    public static Task<Moved> MoveLinesAsync(this ImportHost host, IEnumerable<string> lines, params string[] more) =>
        host.MoveTextAsync(string.Join('\n', lines) + "\n", more);

    public static async Task<Moved> MoveTextAsync(this ImportHost host, string text, params string[] more)
    {
        var file = Path.Combine(host.Folder, Guid.NewGuid().ToString("N") + ".ndjson");
        await File.WriteAllTextAsync(file, text);
        return await host.MoveAsync([file, .. more]);
    }

    public static async Task<Moved> MoveAsync(this ImportHost host, params string[] arguments)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        try
        {
            var (said, errors) = (new StringWriter(), new StringWriter());
            var what = ImportCasesArguments.Parse(arguments).ShouldNotBeNull();
            var code = await host.Get<ImportCasesCommand>().RunAsync(what, said, errors, CancellationToken.None);
            return new(code, said.ToString(), errors.ToString());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    public static async Task<Case> FindOldAsync(this ImportHost host, string from, string oldNumber) =>
        await host.ReadAsync(db =>
            db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.MovedFrom == from && c.OldNumber == oldNumber)
        );

    public static Task<List<TimelineEntry>> TimelineAsync(this ImportHost host, Case of) =>
        host.ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == of.Id).OrderBy(e => e.Id).ToListAsync());

    /// <summary>Exit code of <c>verify-audit</c> over the host's database.</summary>
    public static int Verify(this ImportHost host) =>
        VerifyAudit.Run(["--Data:Directory=" + host.Folder], TextWriter.Null, TextWriter.Null);

    /// <summary>A line of the own form; <paramref name="change"/> replaces texts in it.</summary>
    public static string Line(string oldNumber, string state = "closed", params (string From, string To)[] change)
    {
        var closed = state == "closed" ? "\"closedAt\":\"2024-03-04T06:30:00Z\"," : "";
        var line = $$"""
            {"oldNumber":"{{oldNumber}}","from":"Desk","state":"{{state}}","openedAt":"2024-03-01T00:12:00Z",{{closed}}
            "subject":"S {{oldNumber}}","product":"VSS","contact":{"name":"Anna","email":"anna@c1.example"},
            "messages":[{"at":"2024-03-01T00:12:00Z","by":"customer","author":"Anna","text":"first"},
            {"at":"2024-03-01T01:00:00Z","by":"support","author":"Ken","text":"second"}]}
            """;
        return change.Aggregate(line.ReplaceLineEndings(""), (l, c) => l.Replace(c.From, c.To, StringComparison.Ordinal));
    }
}
