using System.Runtime.CompilerServices;
using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Ways;

/// <summary>Takes rows as they arrive and answers batch by batch; together they are one import, which can be taken back.</summary>
public sealed class ImportStream(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    ImportBatch batches,
    ImportEnd end,
    IClock clock,
    IdSource ids
)
{
    /// <summary>Refusal: <c>auth.forbidden</c>; else the answers, batch by batch, as somebody reads them.</summary>
    internal Result<IAsyncEnumerable<IReadOnlyList<JudgedRow>>> Take(
        IImportKind kind,
        IAsyncEnumerable<ImportRow> rows,
        bool dryRun,
        ClaimsPrincipal who,
        CancellationToken cancellation
    ) =>
        PolicyRoles.Allow(Policies.ManageRecords, who)
            ? Result<IAsyncEnumerable<IReadOnlyList<JudgedRow>>>.Of(TakeAsync(kind, rows, dryRun, who.ToActor(), cancellation))
            : Result<IAsyncEnumerable<IReadOnlyList<JudgedRow>>>.Forbid();

    private async IAsyncEnumerable<IReadOnlyList<JudgedRow>> TakeAsync(
        IImportKind kind,
        IAsyncEnumerable<ImportRow> rows,
        bool dryRun,
        Actor by,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var pass = kind.Begin();
        var id = dryRun ? Guid.Empty : await BeginAsync(kind, by, cancellation);
        var whole = false;
        try
        {
            await foreach (var batch in rows.Chunk(ImportReading.BatchSize).WithCancellation(cancellation))
                yield return dryRun ? await LookAsync(pass, batch, cancellation) : await batches.WriteAsync(id, pass, batch, cancellation);
            whole = true;
        }
        finally
        {
            // Whoever went away in between has brought what was answered, and it stays.
            if (!dryRun)
                await end.ApplyAsync(id, whole ? ImportState.Applied : ImportState.Stopped, null);
        }
    }

    private async Task<IReadOnlyList<JudgedRow>> LookAsync(IImportPass pass, IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await pass.JudgeAsync(db, rows, cancellation);
    }

    private async Task<Guid> BeginAsync(IImportKind kind, Actor by, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var import = new RecordImport
        {
            Id = ids.New(),
            Kind = kind.Name,
            FileName = "POST /api/v1/import/" + kind.Name,
            Way = ImportWay.Api,
            ActorKind = by.Kind,
            ActorId = by.Id,
            ActorName = by.Name,
            At = clock.GetCurrentInstant(),
            State = ImportState.Applying,
        };
        db.Add(import);
        await db.SaveChangesAsync(CancellationToken.None);
        return import.Id;
    }
}
