using Helpdesk.Domain.Cases;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>
/// Posts the web hooks that are due and marks each once the receiver has it. A crash in between posts that one again under the same id:
/// at least once, and a receiver that heeds the id takes it once. Apart from the steps, which no slow receiver may hold up.
/// </summary>
public sealed class HookWorker(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IHookSender sender,
    CaseFeed feed,
    IClock clock,
    ILogger<HookWorker> log
) : IDueWork, IDisposable
{
    // Several pages at a time: one receiver that is slow must not hold up the next page for its whole patience.
    private const int AtATime = 8;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public static string Name => "page-hooks";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var due = await DueAsync(cancellation);
            await Parallel.ForEachAsync(
                due.GroupBy(h => h.PageId),
                new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation },
                SendInOrderAsync
            );
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<Instant?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.PageHooks()
            .Where(h => h.State == OutboxState.Waiting)
            .OrderBy(h => h.NextAttemptAt)
            .Select(h => (Instant?)h.NextAttemptAt)
            .FirstOrDefaultAsync(cancellation);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<List<PageHook>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.PageHooks()
            .AsNoTracking()
            .Where(h => h.State == OutboxState.Waiting && h.NextAttemptAt <= now)
            .OrderBy(h => h.NextAttemptAt)
            .ThenBy(h => h.Number)
            .ToListAsync(cancellation);
    }

    private async ValueTask SendInOrderAsync(IGrouping<Guid, PageHook> ofOnePage, CancellationToken cancellation)
    {
        foreach (var hook in ofOnePage)
            await MarkAsync(hook.Id, await sender.SendAsync(hook, cancellation));
    }

    private async Task MarkAsync(string id, string? cause)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var hook = await db.PageHooks().Include(h => h.Page).ThenInclude(p => p.Case).SingleAsync(h => h.Id == id);
        var now = clock.GetCurrentInstant();
        if (cause is null)
            hook.MarkSent(now);
        else if (hook.State == OutboxState.Waiting)
            hook.Postpone(cause, now);
        if (cause is not null)
            log.LogWarning("Web hook {Id} was not taken at try {Attempts}: {Cause}", hook.Id, hook.Attempts, cause);
        // The first try that failed is said at once, as somebody may not have been woken; then only the outcome.
        if (hook.Number > 0 && (cause is null || hook.Attempts == 1 || hook.State == OutboxState.Failed))
            hook.Page.Case.Tell(
                new PageTold(hook.Number, PageChannel.WebHook, null, cause is null ? PageOutcome.Delivered : PageOutcome.Failed, cause),
                PageWriter.Rule,
                now
            );
        await db.SaveChangesAsync();
        feed.AnnounceRecord(hook.Page.Case.Number);
    }
}
