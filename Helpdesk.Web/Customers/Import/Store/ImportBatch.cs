using System.Text.Json;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>Writes one batch of an import: rows, history, refusals and how far it is, in one transaction behind the gate.</summary>
public sealed class ImportBatch(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, RecordEffects effects, IClock clock)
{
    /// <summary>Refusals that are kept of one import; all are counted.</summary>
    public const int MostRefusals = 10_000;

    internal async Task<IReadOnlyList<JudgedRow>> WriteAsync(
        Guid id,
        IImportPass pass,
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        using var turn = await gate.EnterAsync(cancellation);
        // Once begun, a batch is written to its end.
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var import = await db.Imports().SingleAsync(i => i.Id == id, CancellationToken.None);
        var act = new RecordAct(import.By, clock.GetCurrentInstant(), id);
        var (judged, changes) = await pass.ApplyAsync(db, rows, act, import.StopAtFirstRefusal, CancellationToken.None);
        foreach (
            var (row, refusal) in judged
                .SelectMany(j => j.Refusals.Select(r => (j.Row, r)))
                .Take(Math.Max(0, MostRefusals - import.Refused))
        )
            db.Add(ToRow(id, row, refusal));
        var counts = ImportCounts.Of(judged);
        import.RowsDone += judged.Count;
        import.New += counts.New;
        import.Changed += counts.Changed;
        import.Unchanged += counts.Unchanged;
        import.Refused += counts.Refused;
        await db.SaveChangesAsync(CancellationToken.None);
        var after = await effects.BeforeCommitAsync(db, changes, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        await after();
        return judged;
    }

    internal static ImportRefusal ToRow(Guid import, int row, RowRefusal refusal) =>
        new()
        {
            ImportId = import,
            Row = row,
            Column = refusal.Column,
            Value = Short(refusal.Value),
            Code = refusal.Error.Code,
            Args = JsonSerializer.Serialize(refusal.Error.Args.Select(a => Short(a?.ToString())), StoredJson.Options),
        };

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..199] + "…" : text;
}
