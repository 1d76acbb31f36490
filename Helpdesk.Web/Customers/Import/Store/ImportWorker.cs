using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>Tells the worker that there is something to do.</summary>
public sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0);

    public void Ring() => _bell.Release();

    /// <summary>Returns when it rings, or after a while: another process may have left work.</summary>
    internal Task WaitAsync(TimeSpan most, CancellationToken cancellation) => _bell.WaitAsync(most, cancellation);

    public void Dispose() => _bell.Dispose();
}

/// <summary>
/// Does what imports ask for, one after the other, oldest first; goes on with what a restart cut off. While it runs, a lock in the data
/// directory tells the command line that the console is there to do it.
/// </summary>
public sealed class ImportWorker(
    IDbContextFactory<HelpdeskDb> databases,
    ImportRun run,
    ImportUndo undo,
    ImportEnd end,
    ImportFiles files,
    ImportSignal signal,
    IClock clock,
    ILogger<ImportWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly Duration KeptUnapplied = Duration.FromDays(7);

    // What could not be done is tried again after a restart, not every two seconds.
    private readonly HashSet<Guid> _givenUp = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TidyAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var here = ImportLock.Take(files);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunOneAsync(stoppingToken))
                    await signal.WaitAsync(Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Does the oldest piece of work; false when there is none.</summary>
    internal async Task<bool> RunOneAsync(CancellationToken cancellation)
    {
        if (await NextAsync(cancellation) is not { } next)
            return false;
        try
        {
            if (next.State == ImportState.Applying)
                await run.ApplyAsync(next.Id, cancellation);
            else
                await undo.RunAsync(next.Id, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Import {Id} of {File} broke off; it is tried again after a restart", next.Id, next.FileName);
            _givenUp.Add(next.Id);
        }

        return true;
    }

    private async Task<RecordImport?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var waiting = await db.Imports()
            .AsNoTracking()
            .Where(i => (i.State == ImportState.Applying && i.HasFile) || i.State == ImportState.TakingBack)
            .OrderBy(i => i.At)
            .ToListAsync(cancellation);
        return waiting.Find(i => !_givenUp.Contains(i.Id));
    }

    // Rows that came by call ended with the process that took them; a file that nobody applied tells about people and goes.
    private async Task TidyAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var cut = await db.Imports().Where(i => i.State == ImportState.Applying && !i.HasFile).Select(i => i.Id).ToListAsync(cancellation);
        foreach (var id in cut)
            await end.ApplyAsync(id, ImportState.Stopped, null);
        var limit = clock.GetCurrentInstant() - KeptUnapplied;
        var old = await db.Imports().Where(i => i.State == ImportState.Previewed && i.At < limit).ToListAsync(cancellation);
        foreach (var one in old)
            files.Remove(one.Id);
        db.RemoveRange(old);
        await db.SaveChangesAsync(cancellation);
    }
}

/// <summary>A file that a running console holds open.</summary>
internal static class ImportLock
{
    /// <summary>Null when another process holds it.</summary>
    public static IDisposable? Take(ImportFiles files)
    {
        files.MakeFolder();
        try
        {
            return new FileStream(Path.Combine(files.Folder, ".console"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
