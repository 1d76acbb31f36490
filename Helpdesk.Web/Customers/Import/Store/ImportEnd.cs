using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>Ends an import: its state, its line in the administrative log that vouches for every row, and its file.</summary>
public sealed class ImportEnd(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, ImportFiles files, IClock clock)
{
    /// <summary>Refused rows or not, what came in is on record.</summary>
    internal async Task ApplyAsync(Guid id, ImportState state, Error? trouble)
    {
        var hash = await HashAsync(id, taken: false);
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var import = await db.Imports().SingleAsync(i => i.Id == id, CancellationToken.None);
            if (import.State is not (ImportState.Applying or ImportState.Paused))
                return;
            (import.State, import.FinishedAt, import.HasFile) = (state, clock.GetCurrentInstant(), false);
            import.TroubleCode = trouble?.Code;
            import.TroubleArgs = trouble is null ? null : ImportBatch.ToRow(id, 0, new(null, null, trouble)).Args;
            var act = Act(AdminActs.ImportApplied, import)
                .With("new", Text(import.New))
                .With("changed", Text(import.Changed))
                .With("unchanged", Text(import.Unchanged))
                .With("refused", Text(import.Refused))
                .With("sha256", hash);
            db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), import.By, act));
            await db.SaveChangesAsync(CancellationToken.None);
        }

        files.Remove(id);
    }

    internal async Task TakeBackAsync(Guid id)
    {
        var hash = await HashAsync(id, taken: true);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var import = await db.Imports().SingleAsync(i => i.Id == id, CancellationToken.None);
        (import.State, import.FinishedAt) = (ImportState.TakenBack, clock.GetCurrentInstant());
        var act = Act(AdminActs.ImportTakenBack, import)
            .With("returned", Text(import.Returned))
            .With("kept", Text(import.Kept))
            .With("sha256", hash);
        db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), import.ReturnedBy, act));
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private static AdminAct Act(string code, RecordImport import) =>
        new AdminAct(code).On(import.Id, import.FileName).With("kind", import.Kind).With("way", import.Way.ToString());

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>SHA-256 over what each of its changes says, in their order: a row that is altered later no longer fits the log.</summary>
    private async Task<string> HashAsync(Guid id, bool taken)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var changes = db.RecordChanges()
            .AsNoTracking()
            .Where(c => c.ImportId == id && (c.Undoes != null) == taken)
            .OrderBy(c => c.Id)
            .AsAsyncEnumerable();
        await foreach (var c in changes)
            hash.AppendData(
                Encoding.UTF8.GetBytes($"{c.Id.ToString(CultureInfo.InvariantCulture)}\n{c.Kind}\n{c.Key}\n{c.Before}\n{c.After}\n")
            );
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
