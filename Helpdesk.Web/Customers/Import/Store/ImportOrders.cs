using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>Begins imports, and begins to take them back; the work itself is done behind the screens.</summary>
public sealed class ImportOrders(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, ImportFiles files, ImportSignal signal)
{
    /// <summary>Begins; refused with <c>import.file-gone</c> and <c>import.kind-unclear</c>.</summary>
    public async Task<Result> StartAsync(Guid id, bool stopAtFirstRefusal)
    {
        var refused = Result.Refuse(ErrorKind.Conflict, "import.file-gone", null, id);
        await WriteAsync(async db =>
        {
            var import = await db.Imports().SingleOrDefaultAsync(i => i.Id == id);
            if (import is not { State: ImportState.Previewed, HasFile: true })
                return;
            if (import.Kind.Length == 0)
            {
                refused = Result.Refuse("import.kind-unclear");
                return;
            }

            (import.State, import.StopAtFirstRefusal, refused) = (ImportState.Applying, stopAtFirstRefusal, Result.Ok);
        });
        if (refused.IsOk)
            signal.Ring();
        return refused;
    }

    /// <summary>Begins to take an import back; refused with <c>import.cannot-return</c>.</summary>
    public async Task<Result> ReturnAsync(Guid id, Actor by)
    {
        var refused = Result.Refuse(ErrorKind.Conflict, "import.cannot-return");
        await WriteAsync(async db =>
        {
            var import = await db.Imports().SingleOrDefaultAsync(i => i.Id == id);
            if (import is not { State: ImportState.Applied or ImportState.Stopped or ImportState.Failed })
                return;
            (import.State, import.ReturnedByKind, import.ReturnedById, import.ReturnedByName, refused) = (
                ImportState.TakingBack,
                by.Kind,
                by.Id,
                by.Name,
                Result.Ok
            );
        });
        if (refused.IsOk)
            signal.Ring();
        return refused;
    }

    /// <summary>Forgets a file that was not applied.</summary>
    public async Task DiscardAsync(Guid id)
    {
        await WriteAsync(async db =>
            await db.Imports().Where(i => i.Id == id && i.State == ImportState.Previewed).ExecuteDeleteAsync(CancellationToken.None)
        );
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (!await db.Imports().AnyAsync(i => i.Id == id, CancellationToken.None))
            files.Remove(id);
    }

    private async Task WriteAsync(Func<HelpdeskDb, Task> change)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await change(db);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
