using System.Text;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Customers.Import.Ways;

/// <summary>
/// Takes what is dropped into the watched folder, one file after the other, and moves it to <c>done</c> or, where anything was refused,
/// to <c>refused</c>, with a report beside it.
/// </summary>
public sealed class ImportFolder(
    ImportDesk desk,
    ImportOrders orders,
    ImportWait wait,
    ImportsQuery imports,
    ImportReport report,
    IOptions<ImportOptions> options,
    IClock clock,
    TimeProvider time,
    ILogger<ImportFolder> log
) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly string[] Endings = [".csv", ".tsv", ".txt", ".xlsx"];
    private static readonly LocalDateTimePattern Stamp = LocalDateTimePattern.CreateWithInvariantCulture("yyyyMMdd'-'HHmmss");

    private readonly Dictionary<string, (long Length, DateTime Written)> _met = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.WatchedFolder.Length == 0)
            return;
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.LogError(e, "The watched folder {Folder} cannot be worked on", options.Value.WatchedFolder);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks once; a file is taken when it has not grown since the look before.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        var files = new DirectoryInfo(options.Value.WatchedFolder).GetFiles();
        foreach (var file in files.Where(f => Endings.Contains(f.Extension.ToLowerInvariant())).OrderBy(f => f.LastWriteTimeUtc))
        {
            var now = (file.Length, file.LastWriteTimeUtc);
            var settled = _met.TryGetValue(file.FullName, out var before) && before == now;
            _met[file.FullName] = now;
            if (!settled)
                continue;
            _met.Remove(file.FullName);
            await TakeAsync(file, cancellation);
        }
    }

    private async Task TakeAsync(FileInfo file, CancellationToken cancellation)
    {
        var words = new StringBuilder();
        var whole = false;
        Result<ReceivedFile> received;
        await using (var content = file.OpenRead())
            received = await desk.ReceiveAsync(content, file.Name, null, ImportWay.Folder, ImportActs.Console, cancellation);
        if (received.IsOk)
            whole = await ApplyAsync(received.Value, words, cancellation);
        else
            words.AppendLine(report.Why(received.Errors[0]));
        Move(file, whole ? "done" : "refused", words.ToString());
    }

    private async Task<bool> ApplyAsync(ReceivedFile file, StringBuilder words, CancellationToken cancellation)
    {
        var started = await orders.StartAsync(file.Id, stopAtFirstRefusal: false);
        if (!started.IsOk)
        {
            await orders.DiscardAsync(file.Id);
            words.AppendLine(report.Why(started.Errors[0]));
            return false;
        }

        var done = await wait.UntilDoneAsync(file.Id, cancellation);
        words.AppendLine(report.Counts(done.Kind, done.Counts));
        if (done.Trouble is { } trouble)
            words.AppendLine(report.Why(trouble));
        foreach (var line in await imports.ReadAsync(file.Id, 0, ImportBatch.MostRefusals, cancellation))
            words.AppendLine(report.Refusal(done.Kind, line.Row, line.Column, line.Value, line.Error));
        return done.State == ImportState.Applied && done.Counts.Refused == 0;
    }

    private void Move(FileInfo file, string into, string words)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Value.WatchedFolder, into)).FullName;
        var stamp = Stamp.Format(clock.GetCurrentInstant().InUtc().LocalDateTime);
        var target = Path.Combine(folder, stamp + "-" + file.Name);
        for (var i = 2; File.Exists(target); i++)
            target = Path.Combine(folder, $"{stamp}-{i}-{file.Name}");
        File.Move(file.FullName, target);
        File.WriteAllText(target + ".report.txt", words, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        log.LogInformation("{File} was imported from the watched folder: {Where}", file.Name, into);
    }
}
