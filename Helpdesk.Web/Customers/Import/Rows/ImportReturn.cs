using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Customers.Import.Rows;

/// <summary>Takes changes of an import back.</summary>
internal interface IImportReturn
{
    /// <summary>Brings the records back in this order; the caller has the write gate and saves.</summary>
    /// <returns>The changes that this made, and each change that stays with the code of why.</returns>
    Task<ReturnedRows> TakeBackAsync(HelpdeskDb db, IReadOnlyList<RecordChange> changes, RecordAct act, CancellationToken cancellation);
}

/// <summary>What was taken back, and what stays.</summary>
internal sealed record ReturnedRows(IReadOnlyList<RecordChange> Changes, IReadOnlyList<(RecordChange Change, string Why)> Kept);

/// <summary>Why a change stays.</summary>
internal static class ImportReturn
{
    public const string InUse = "record.in-use";
    public const string ChangedSince = "import.changed-since";
}

internal sealed class ImportReturn<T>(RecordTable<T> table) : IImportReturn
    where T : class
{
    public async Task<ReturnedRows> TakeBackAsync(
        HelpdeskDb db,
        IReadOnlyList<RecordChange> changes,
        RecordAct act,
        CancellationToken cancellation
    )
    {
        var batch = new RecordBatch<T>(db, table, act);
        await batch.LoadAsync([.. changes.Select(c => c.Key)], cancellation);
        var used = await RecordUse.UsedAsync(
            db,
            table.Kind.Name,
            [.. changes.Where(c => c.Before is null).Select(c => c.Key)],
            cancellation
        );
        List<(RecordChange, string)> kept = [];
        foreach (var change in changes)
        {
            // Erasing a person empties their history, and there is nothing left to bring back.
            if (change.After is null)
                kept.Add((change, ImportReturn.ChangedSince));
            else if (batch.Find(change.Key) is not { Before: not null } stored || stored.ChangeId != change.Id)
                kept.Add((change, ImportReturn.ChangedSince));
            else if (RecordJson.Read<T>(change.Before) is { } before)
                await batch.PutAsync(before, cancellation, change.Id);
            else if (used.Contains(change.Key))
                kept.Add((change, ImportReturn.InUse));
            else
                await batch.RemoveAsync(change.Key, cancellation, change.Id);
        }

        return new(batch.Changes, kept);
    }
}
