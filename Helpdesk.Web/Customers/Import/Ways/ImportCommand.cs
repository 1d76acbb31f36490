using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;

namespace Helpdesk.Web.Customers.Import.Ways;

/// <summary>
/// <c>import FILE [--kind KIND] [--dry-run]</c>: beside a running console, which then does the work, or without one. Ends with 0 when
/// every row was taken, 1 when some were refused, 2 when the file cannot be read.
/// </summary>
public sealed class ImportCommand(
    ImportDesk desk,
    ImportOrders orders,
    ImportRun run,
    ImportWait wait,
    ImportsQuery imports,
    ImportKinds kinds,
    ImportFiles files,
    ImportReport report
)
{
    public const string Name = "import";

    private const int Whole = 0;
    private const int SomeRefused = 1;
    private const int Unreadable = 2;

    /// <summary>Parts what the command takes from what the console takes; null when no file is named.</summary>
    public static ImportArguments? Parse(IReadOnlyList<string> arguments)
    {
        var (file, kind, dryRun, settings) = ((string?)null, (string?)null, false, new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--dry-run")
                dryRun = true;
            else if (arguments[i] == "--kind" && i + 1 < arguments.Count)
                kind = arguments[++i];
            else if (arguments[i].StartsWith("--kind=", StringComparison.Ordinal))
                kind = arguments[i]["--kind=".Length..];
            else if (arguments[i].StartsWith("--", StringComparison.Ordinal) || file is not null)
                settings.Add(arguments[i]);
            else
                file = arguments[i];
        }

        return file is null ? null : new(file, kind, dryRun, [.. settings]);
    }

    /// <summary>Runs it on a prepared database.</summary>
    public async Task<int> RunAsync(ImportArguments what, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (!File.Exists(what.File))
            return await RefuseAsync(errors, new Error("import.file-gone", null, what.File));
        if (what.Kind is not null && kinds.Find(what.Kind) is null)
            return await RefuseAsync(
                errors,
                new Error("import.kind-unknown", null, what.Kind, string.Join(", ", kinds.All.Select(k => k.Name)))
            );
        Result<ReceivedFile> received;
        await using (var content = File.OpenRead(what.File))
            received = await desk.ReceiveAsync(
                content,
                Path.GetFileName(what.File),
                what.Kind,
                ImportWay.CommandLine,
                ImportActs.Console,
                cancellation
            );
        if (!received.IsOk)
            return await RefuseAsync(errors, received.Errors[0]);
        return what.DryRun
            ? await LookAsync(received.Value, output, errors, cancellation)
            : await ApplyAsync(received.Value, output, errors, cancellation);
    }

    private async Task<int> LookAsync(ReceivedFile file, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            if (file.Kind is not { } kind)
                return await RefuseAsync(errors, new Error("import.kind-unclear"));
            var preview = await desk.PreviewAsync(file.Id, kind, file.Matching, null, cancellation);
            if (!preview.IsOk)
                return await RefuseAsync(errors, preview.Errors[0]);
            await output.WriteLineAsync(report.Counts(kind.Name, preview.Value.Counts));
            foreach (var row in preview.Value.Rows)
            {
                foreach (var refusal in row.Refusals)
                    await output.WriteLineAsync(report.Refusal(kind.Name, row.Row, refusal.Column, refusal.Value, refusal.Error));
            }

            return preview.Value.Counts.Refused > 0 ? SomeRefused : Whole;
        }
        finally
        {
            await orders.DiscardAsync(file.Id);
        }
    }

    private async Task<int> ApplyAsync(ReceivedFile file, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (await orders.StartAsync(file.Id, stopAtFirstRefusal: false) is { IsOk: false } refused)
        {
            await orders.DiscardAsync(file.Id);
            return await RefuseAsync(errors, refused.Errors[0]);
        }

        // A running console keeps products in memory and the end of its log: it does the work itself.
        using (var here = ImportLock.Take(files))
        {
            if (here is not null)
                await run.ApplyAsync(file.Id, cancellation);
        }

        var done = await wait.UntilDoneAsync(file.Id, cancellation);
        await output.WriteLineAsync(report.Counts(done.Kind, done.Counts));
        foreach (var line in await imports.ReadAsync(file.Id, 0, ImportBatch.MostRefusals, cancellation))
            await output.WriteLineAsync(report.Refusal(done.Kind, line.Row, line.Column, line.Value, line.Error));
        return done.Trouble is { } trouble ? await RefuseAsync(errors, trouble)
            : done.Counts.Refused > 0 ? SomeRefused
            : Whole;
    }

    private async Task<int> RefuseAsync(TextWriter errors, Error error)
    {
        await errors.WriteLineAsync(report.Why(error));
        return Unreadable;
    }
}

/// <summary>What the command line asks for.</summary>
/// <param name="Settings">What is left for the console, e.g. <c>--Data:Directory=…</c>.</param>
public sealed record ImportArguments(string File, string? Kind, bool DryRun, string[] Settings);
