using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>
/// Carries pages on: asks the next where nobody has acknowledged in time, pages for what needs somebody when the centre closes or
/// whoever has it does nothing, and writes down whose screen was not there. Everything comes from the tables, so that a console that
/// was killed goes on where it stood.
/// </summary>
public sealed class PageWorker(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    PageWriter writer,
    NightWatch watch,
    OpenPages board,
    PageNews news,
    CaseFeed feed,
    SupportProgramme programme,
    IClock clock,
    ILogger<PageWorker> log
) : IDueWork, IDisposable
{
    /// <summary>How long a screen that is open has to show a page before it counts as not there.</summary>
    public static readonly Duration ScreenPatience = Duration.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _loaded;

    public static string Name => "pages";

    /// <summary>Does everything that is due by now; one run at a time.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!_loaded)
                await LoadAsync(cancellation);
            foreach (var id in await DueAsync(cancellation))
                await StepAsync(id);
            await LookAtClosedAsync(cancellation);
            await WriteDownScreensAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>When there is something to do next: a step, a hold that runs out, or the centre's next closing or opening.</summary>
    public async Task<Instant?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var step = await db.Pages()
            .Where(p => p.NextStepAt != null)
            .OrderBy(p => p.NextStepAt)
            .Select(p => p.NextStepAt)
            .FirstOrDefaultAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        List<Instant?> ahead = [step, business.NextChange(now)];
        foreach (var about in business.IsOpen(now) ? [] : await UnpagedAsync(db, cancellation))
            ahead.Add(await watch.NextAsync(db, about, now));
        return ahead.Min();
    }

    public void Dispose() => _turn.Dispose();

    private async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        board.Load(
            await db.Pages()
                .AsNoTracking()
                .Include(p => p.Case)
                .Include(p => p.Steps)
                    .ThenInclude(s => s.Asks)
                .AsSplitQuery()
                .Where(p => p.EndedAt == null)
                .ToListAsync(cancellation)
        );
        _loaded = true;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Pages().Where(p => p.NextStepAt <= now).OrderBy(p => p.NextStepAt).Select(p => p.Id).ToListAsync(cancellation);
    }

    private async Task StepAsync(Guid id)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetCurrentInstant();
        // Somebody may have taken it while this one waited for its turn.
        if (
            await db.Pages()
                .Include(p => p.Case)
                    .ThenInclude(c => c.Clocks)
                .Include(p => p.Case)
                    .ThenInclude(c => c.Links)
                .Include(p => p.Steps)
                    .ThenInclude(s => s.Asks)
                .AsSplitQuery()
                .SingleOrDefaultAsync(p => p.Id == id && p.NextStepAt <= now)
            is not { } page
        )
            return;
        var written = writer.WriteNext(db, page, now);
        await db.SaveChangesAsync(CancellationToken.None);
        log.LogInformation("Page {Page}: step {Step} asks {Count}", page.Id, page.Steps.Count, page.Steps[^1].Asks.Count);
        feed.AnnounceRecord(page.Case.Number);
        news.Tell(written);
    }

    // Time alone brings it about: the centre closes over a case, a hold runs out, a shift ends, somebody is switched off (spec P10, U3).
    private async Task LookAtClosedAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        if (business.IsOpen(now))
            return;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var about in await UnpagedAsync(db, cancellation))
        {
            var standing = await watch.OfAsync(db, about, now);
            if (PageRules.CauseOf(standing.Need, standing.Hold, business, now) is not null)
                await PageAsync(about.Id);
        }
    }

    private Task<List<Case>> UnpagedAsync(HelpdeskDb db, CancellationToken cancellation) =>
        db.MayNeedSomebody(programme)
            .AsNoTracking()
            .Include(c => c.Clocks)
            .Include(c => c.Links)
            .AsSplitQuery()
            .Where(c => !db.Pages().Any(p => p.CaseId == c.Id && p.EndedAt == null))
            .OrderBy(c => c.Id)
            .ToListAsync(cancellation);

    private async Task PageAsync(long caseId)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var about = await db.Cases.Include(c => c.Clocks).SingleAsync(c => c.Id == caseId, CancellationToken.None);
        if (await db.Pages().AnyAsync(p => p.CaseId == caseId && p.EndedAt == null, CancellationToken.None))
            return;
        var written = await writer.WriteAsync(db, about, clock.GetCurrentInstant());
        if (written.Pages.Count == 0)
            return;
        await db.SaveChangesAsync(CancellationToken.None);
        feed.AnnounceRecord(about.Number);
        news.Tell(written);
    }

    private async Task WriteDownScreensAsync(CancellationToken cancellation)
    {
        var late = clock.GetCurrentInstant() - ScreenPatience;
        await using (var look = await databases.CreateDbContextAsync(cancellation))
        {
            if (!(await UnseenAsync(look)).Any(u => IsAway(u, late)))
                return;
        }

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unseen in (await UnseenAsync(db)).Where(u => IsAway(u, late)))
        {
            (unseen.Ask.Screen, unseen.Ask.ScreenAt) = (PageOutcome.Unavailable, now);
            unseen.Page.Case.Tell(
                new PageTold(unseen.Ask.Number, PageChannel.Screen, unseen.Ask.Person, PageOutcome.Unavailable),
                PageWriter.Rule,
                now
            );
            told.Add(unseen.Page.Case.Number);
        }

        await db.SaveChangesAsync(CancellationToken.None);
        foreach (var number in told)
            feed.AnnounceRecord(number);
    }

    private bool IsAway(Unseen unseen, Instant late) => unseen.At <= late || !board.HasScreen(unseen.Ask.PersonId);

    private static async Task<List<Unseen>> UnseenAsync(HelpdeskDb db)
    {
        var asks = await db.PageAsks().Where(a => a.Screen == null).ToListAsync();
        if (asks.Count == 0)
            return [];
        List<Guid> ids = [.. asks.Select(a => a.PageId).Distinct()];
        var pages = await db.Pages().Include(p => p.Case).Include(p => p.Steps).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return
        [
            .. asks.OrderBy(a => a.Number)
                .Select(a => new Unseen(a, pages[a.PageId], pages[a.PageId].Steps.First(s => s.Number == a.Number).At)),
        ];
    }

    private sealed record Unseen(PageAsk Ask, Page Page, Instant At);
}
