using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Intake.OldCases.Reading;
using Helpdesk.Web.Intake.OldCases.Writing;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Intake.OldCases.Command;

/// <summary>What a run is told.</summary>
/// <param name="Folder">Where paths of files begin.</param>
/// <param name="Product">Of cases that name none.</param>
/// <param name="Say">Takes a line of the account.</param>
/// <param name="Progress">Told after each batch.</param>
internal sealed record OldCaseOrder(
    OldCaseFile File,
    string Folder,
    string? Product,
    Actor By,
    Func<string, Task> Say,
    Func<OldCaseAccount, Task> Progress
)
{
    public OldCaseAccount Account { get; } = new();

    /// <summary>The systems that cases came from.</summary>
    public HashSet<string> Systems { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// Moves the cases of a file in, batch by batch. Running it again goes on where it stopped: what is there is passed over, by its old
/// number.
/// </summary>
internal sealed class OldCaseRun(
    IDbContextFactory<HelpdeskDb> databases,
    OldCasePreparing preparing,
    OldCaseFiles files,
    OldCaseWriter writer,
    OldCaseWords words
)
{
    /// <summary>Cases of one transaction.</summary>
    public const int AtATime = 200;

    // What a batch may weigh in memory, whatever its cases are like.
    private const long MostCharacters = 8_000_000;

    public async Task RunAsync(OldCaseOrder order, CancellationToken cancellation)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            await preparing.LoadOwnersAsync(db, cancellation);
        foreach (var batch in Batches(order.File.Read()))
        {
            await TakeAsync(batch, order, cancellation);
            await order.Progress(order.Account);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static IEnumerable<List<OldCaseRead>> Batches(IEnumerable<OldCaseRead> reads)
    {
        var (batch, characters) = (new List<OldCaseRead>(AtATime), 0L);
        foreach (var read in reads)
        {
            batch.Add(read);
            characters += read.Case?.Messages.Sum(m => (long)(m.Text?.Length ?? 0)) ?? 0;
            if (batch.Count < AtATime && characters < MostCharacters)
                continue;
            yield return batch;
            (batch, characters) = (new(AtATime), 0);
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private async Task TakeAsync(List<OldCaseRead> batch, OldCaseOrder order, CancellationToken cancellation)
    {
        order.Account.Read += batch.Count;
        List<(string From, string OldNumber)> numbers = [.. batch.Select(KeyOf).OfType<(string From, string OldNumber)>()];
        var known = new Dictionary<(string From, string OldNumber), string>(
            await writer.KnownAsync(numbers, cancellation),
            OldNumbers.Same
        );
        var prepared = new List<PreparedCase>();
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            foreach (var read in batch)
            {
                if (await JudgeAsync(db, read, known, order, cancellation) is not { } good)
                    continue;
                prepared.Add(good);
                known[(good.Case.From, good.Case.OldNumber)] = "";
                order.Systems.Add(good.Case.From);
            }
        }

        if (prepared.Count > 0)
            await WriteAsync(prepared, order, cancellation);
    }

    /// <summary>Null when it is not taken; then the account has it already.</summary>
    private async Task<PreparedCase?> JudgeAsync(
        HelpdeskDb db,
        OldCaseRead read,
        Dictionary<(string From, string OldNumber), string> known,
        OldCaseOrder order,
        CancellationToken cancellation
    )
    {
        if (read.Skipped)
        {
            order.Account.Deleted++;
            await order.Say(words["deleted", read.Line, read.OldNumber ?? "–"]);
            return null;
        }

        if (KeyOf(read) is { } key && known.TryGetValue(key, out var number))
        {
            order.Account.Known++;
            // Moved in by an earlier run they are no news; twice in one file they may be a mistake.
            if (number.Length == 0)
                await order.Say(words["twice", read.Line, key.OldNumber]);
            return null;
        }

        var prepared = await preparing.PrepareAsync(db, read, order.Product, cancellation);
        if (prepared.IsOk)
            return prepared.Value;
        order.Account.Refused++;
        foreach (var error in prepared.Errors)
            await order.Say(words.Refusal(read.Line, read.OldNumber, error));
        return null;
    }

    private async Task WriteAsync(List<PreparedCase> prepared, OldCaseOrder order, CancellationToken cancellation)
    {
        var batch = new List<(PreparedCase Case, StagedFiles Files)>(prepared.Count);
        try
        {
            foreach (var one in prepared)
                batch.Add((one, await files.StageAsync(one, order.Folder, cancellation)));
            foreach (var written in await writer.WriteAsync(batch, order.By, cancellation))
                await CountAsync(written, order);
            order.Account.Messages += prepared.Sum(p => p.Case.Messages.Count);
        }
        finally
        {
            // Kept files are at their place by now; what is left belongs to nobody.
            batch.ForEach(b => OldCaseFiles.Discard(b.Files));
        }
    }

    private async Task CountAsync(WrittenCase written, OldCaseOrder order)
    {
        if (written.IsClosed)
            order.Account.Closed++;
        else
            order.Account.Open++;
        order.Account.Files += written.Files;
        order.Account.FilesLeftOut += written.LeftOut.Count;
        foreach (var left in written.LeftOut)
            await order.Say(words["file", written.Line, written.OldNumber, left.Path, words.Why(left.Why)]);
    }

    private static (string From, string OldNumber)? KeyOf(OldCaseRead read) =>
        read.Case is { From: { } from, OldNumber: { } number } ? (from.Trim(), number.Trim()) : null;
}
