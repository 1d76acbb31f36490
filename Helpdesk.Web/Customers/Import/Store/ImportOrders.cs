using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>Begins imports, and begins to take them back; the work itself is done behind the screens.</summary>
public sealed class ImportOrders(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    ImportFiles files,
    ImportEnd end,
    ImportSignal signal
)
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

    /// <summary>Stops behind the batch that is being written; refused with <c>import.cannot-pause</c>.</summary>
    public Task<Result> PauseAsync(Guid id) => TurnAsync(id, ImportState.Applying, ImportState.Paused, "import.cannot-pause");

    /// <summary>Goes on where it was stopped; refused with <c>import.not-paused</c>.</summary>
    public async Task<Result> GoOnAsync(Guid id)
    {
        var done = await TurnAsync(id, ImportState.Paused, ImportState.Applying, "import.not-paused");
        if (done.IsOk)
            signal.Ring();
        return done;
    }

    /// <summary>Ends one that was stopped; what it brought stays and can be taken back. Refused with <c>import.not-paused</c>.</summary>
    public async Task<Result> EndAsync(Guid id)
    {
        await using (var db = await databases.CreateDbContextAsync(CancellationToken.None))
        {
            if (!await db.Imports().AnyAsync(i => i.Id == id && i.State == ImportState.Paused, CancellationToken.None))
                return Result.Refuse(ErrorKind.Conflict, "import.not-paused");
        }

        await end.ApplyAsync(id, ImportState.Stopped, null);
        return Result.Ok;
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

    private async Task<Result> TurnAsync(Guid id, ImportState from, ImportState to, string refusal)
    {
        var done = Result.Refuse(ErrorKind.Conflict, refusal);
        await WriteAsync(async db =>
        {
            // Rows that come by call have no file to go on with: whoever sends them stops sending.
            if (await db.Imports().SingleOrDefaultAsync(i => i.Id == id && i.State == from && i.HasFile) is not { } import)
                return;
            (import.State, done) = (to, Result.Ok);
        });
        return done;
    }

    private async Task WriteAsync(Func<HelpdeskDb, Task> change)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await change(db);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
