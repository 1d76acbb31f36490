using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Files;

/// <summary>
/// Looks after the files that lie there: scans what waits, looks into what nobody has looked into, clears away what nobody wants.
/// </summary>
public sealed class FileKeeping(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    AttachmentStore store,
    IEnumerable<IStoredFiles> others,
    ClamdScanner scanner,
    CaseFeed feed,
    IOptions<FilesOptions> options,
    IClock clock,
    ILogger<FileKeeping> log
)
{
    /// <summary>How long bytes without a row lie untouched before they are taken for an orphan; rows follow within seconds.</summary>
    public static readonly TimeSpan OrphanAge = TimeSpan.FromHours(1);

    private const int AtATime = 100;

    /// <summary>Settles what is open about files of cases and of drafts; a scanner that is still away leaves them as they are.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (
            var file in await db.Attachments()
                .AsNoTracking()
                .Where(a => a.Scan == ScanState.Waiting || a.Kind == FileKind.Unchecked)
                .OrderBy(a => a.Id)
                .Take(AtATime)
                .ToListAsync(cancellation)
        )
            await SettleAsync(file, cancellation);
        foreach (
            var file in await db.PendingFiles()
                .AsNoTracking()
                .Where(p => p.Scan == ScanState.Waiting)
                .OrderBy(p => p.Id)
                .Take(AtATime)
                .ToListAsync(cancellation)
        )
        {
            if (await ScanAsync(file.Checksum, cancellation) is not { State: not ScanState.Waiting } outcome)
                continue;
            using var turn = await gate.EnterAsync(cancellation);
            await db.PendingFiles()
                .Where(p => p.Id == file.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(p => p.Scan, outcome.State).SetProperty(p => p.Finding, outcome.Finding),
                    cancellation
                );
        }

        foreach (var other in others)
            await SettleAsync(db, other, cancellation);
    }

    /// <summary>Forgets files of drafts that were given up, then removes bytes that no row names.</summary>
    /// <returns>How many files went from the disk.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var before = clock.GetCurrentInstant() - Duration.FromDays(options.Value.DraftDays);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        using (await gate.EnterAsync(cancellation))
            await db.PendingFiles().Where(p => p.AddedAt < before).ExecuteDeleteAsync(cancellation);
        var removed = 0;
        foreach (var some in store.UntouchedFor(OrphanAge).Chunk(AtATime))
        {
            var named = await db.Attachments()
                .Where(a => some.Contains(a.Checksum))
                .Select(a => a.Checksum)
                .Union(db.PendingFiles().Where(p => some.Contains(p.Checksum)).Select(p => p.Checksum))
                .ToListAsync(cancellation);
            foreach (var other in others)
                named.AddRange(await other.Named(db, some).ToListAsync(cancellation));
            removed += some.Except(named, StringComparer.Ordinal).Count(checksum => store.RemoveOrphan(checksum, OrphanAge));
        }

        if (removed > 0)
            log.LogInformation("Removed {Count} files that belong to no case and no draft", removed);
        return removed;
    }

    private async Task SettleAsync(HelpdeskDb db, IStoredFiles other, CancellationToken cancellation)
    {
        if (other.Waiting(db) is not { } waiting)
            return;
        foreach (var checksum in await waiting.Take(AtATime).ToListAsync(cancellation))
        {
            if (await ScanAsync(checksum, cancellation) is not { State: not ScanState.Waiting } outcome)
                continue;
            using var turn = await gate.EnterAsync(cancellation);
            await other.SettleAsync(db, checksum, outcome, cancellation);
        }
    }

    private async Task SettleAsync(Attachment file, CancellationToken cancellation)
    {
        if (store.Open(file.Checksum) is not { } bytes)
            return;
        Sniffed content;
        await using (bytes)
            content =
                file.Kind == FileKind.Unchecked
                    ? await AttachmentStore.SniffAsync(bytes, file.FileName, cancellation)
                    : new(file.Kind, file.Pixels);
        var outcome = file.Scan == ScanState.Waiting ? await ScanAsync(file.Checksum, cancellation) : null;
        if (outcome is null or { State: ScanState.Waiting })
            outcome = new(file.Scan, file.Finding);
        if (outcome.State == file.Scan && content.Kind == file.Kind)
            return;
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Attachments()
            .Where(a => a.Id == file.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.Scan, outcome.State)
                        .SetProperty(a => a.Finding, outcome.Finding)
                        .SetProperty(a => a.Kind, content.Kind)
                        .SetProperty(a => a.Pixels, content.Pixels),
                cancellation
            );
        feed.AnnounceRecord(await db.Cases.Where(c => c.Id == file.CaseId).Select(c => c.Number).SingleAsync(cancellation));
    }

    // A scanner that was switched off since has nothing to hold back for.
    private async Task<ScanOutcome?> ScanAsync(string checksum, CancellationToken cancellation)
    {
        if (store.Open(checksum) is not { } bytes)
            return null;
        await using (bytes)
            return await scanner.ScanAsync(bytes, cancellation);
    }
}

/// <summary>Every minute; nearly always there is nothing to settle, and an index says so.</summary>
[DisallowConcurrentExecution]
public sealed class SettleFilesJob(FileKeeping files) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await files.SettleAsync(cancellationToken);
}

/// <summary>Every hour.</summary>
[DisallowConcurrentExecution]
public sealed class SweepFilesJob(FileKeeping files) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await files.SweepAsync(cancellationToken);
}
