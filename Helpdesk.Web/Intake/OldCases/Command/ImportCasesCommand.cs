using System.Diagnostics;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Intake.OldCases.Reading;
using Helpdesk.Web.Intake.OldCases.Writing;
using Helpdesk.Web.Search;

namespace Helpdesk.Web.Intake.OldCases.Command;

/// <summary>
/// <c>import-cases FILE</c>: moves the cases of another help desk in, while the console stands still. Ends with 0 when every case is in, 1
/// when some were refused, 2 when it could not run or stopped on the way; then the same command goes on.
/// </summary>
public sealed class ImportCasesCommand
{
    public const string Name = "import-cases";

    private const int Whole = 0;
    private const int SomeRefused = 1;
    private const int NotDone = 2;

    private readonly OldCaseRun _run;
    private readonly OldCaseRunEnd _end;
    private readonly OldCaseWords _words;
    private readonly ImportFiles _files;
    private readonly SearchUpkeep _search;

    internal ImportCasesCommand(OldCaseRun run, OldCaseRunEnd end, OldCaseWords words, ImportFiles files, SearchUpkeep search) =>
        (_run, _end, _words, _files, _search) = (run, end, words, files, search);

    /// <summary>Runs it on a prepared database.</summary>
    public async Task<int> RunAsync(ImportCasesArguments what, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        // A running console keeps the end of the chain, the queue and the catalogue in memory: nobody writes cases beside it.
        using var here = ImportLock.Take(_files);
        if (here is null)
            return await RefuseAsync(errors, new Error("old-case.console-runs"));
        if (((string[])[what.File, .. what.People]).FirstOrDefault(f => !File.Exists(f)) is { } gone)
            return await RefuseAsync(errors, new Error("old-case.no-file", null, gone));
        var file = new OldCaseFile(what.File, what.Cases);
        foreach (var people in what.People)
        {
            if (file.LearnPeople(people) is { IsOk: false } bad)
                return await RefuseAsync(errors, bad.Errors[0]);
        }

        if (what.Form is { } form && file.Take(form) is { IsOk: false } unknown)
            return await RefuseAsync(errors, unknown.Errors[0]);
        return await MoveAsync(what, file, output, errors, cancellation);
    }

    private async Task<int> MoveAsync(
        ImportCasesArguments what,
        OldCaseFile file,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellation
    )
    {
        var start = Stopwatch.GetTimestamp();
        var order = new OldCaseOrder(
            file,
            Path.GetDirectoryName(Path.GetFullPath(what.File))!,
            what.Cases.Product,
            // The command line knows nobody who signed in; who may run it has the data directory anyway.
            new Actor(ActorKind.System, null, $"{Name} ({Environment.UserName})"),
            output.WriteLineAsync,
            account => ProgressAsync(account, start, errors)
        );
        Error? trouble = null;
        try
        {
            await _run.RunAsync(order, cancellation);
        }
        catch (Exception e) when (e is IOException or Microsoft.EntityFrameworkCore.DbUpdateException or System.Data.Common.DbException)
        {
            trouble = new Error("old-case.broke-off", null, e.InnerException?.Message ?? e.Message);
        }

        var emergencies = await _end.EndAsync(Path.GetFileName(what.File), order.Systems, order.Account, order.By);
        await SayAsync(order.Account, start, emergencies, output);
        await SearchAsync(output, cancellation);
        return trouble is not null ? await RefuseAsync(errors, trouble)
            : order.Account.Read == 0 ? await RefuseAsync(errors, new Error("old-case.empty"))
            : file.Shape is null ? NotDone
            : order.Account.Refused > 0 ? SomeRefused
            : Whole;
    }

    private Task ProgressAsync(OldCaseAccount account, long start, TextWriter errors) =>
        errors.WriteLineAsync(
            _words["progress", account.Read, account.Taken, account.Known, account.Refused, Stopwatch.GetElapsedTime(start).TotalSeconds]
        );

    private async Task SayAsync(OldCaseAccount account, long start, int emergencies, TextWriter output)
    {
        await output.WriteLineAsync(
            _words[
                "account",
                account.Read,
                account.Taken,
                account.Closed,
                account.Open,
                account.Known,
                account.Deleted,
                account.Refused,
                account.Messages,
                Stopwatch.GetElapsedTime(start).TotalSeconds
            ]
        );
        await output.WriteLineAsync(_words["account.files", account.Files, account.FilesLeftOut]);
        if (emergencies > 0)
            await output.WriteLineAsync(_words["account.emergencies", emergencies]);
    }

    private async Task SearchAsync(TextWriter output, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        await _search.CatchUpAsync(cancellation);
        await output.WriteLineAsync(_words["account.search", Stopwatch.GetElapsedTime(start).TotalSeconds]);
    }

    private async Task<int> RefuseAsync(TextWriter errors, Error error)
    {
        await errors.WriteLineAsync(_words.Why(error));
        return NotDone;
    }
}
