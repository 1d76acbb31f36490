using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.ServiceLevels.Programme;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Data;

/// <summary>
/// When another at-risk share comes into force: every open clock turns at risk by it from then on. The share is a warning to us and no
/// promise, so it holds for all clocks alike; due times stay.
/// </summary>
public sealed class AtRiskRecount(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    SupportProgramme programme,
    QueueEntries entries,
    CaseFeed feed
) : IProgrammeEffect
{
    // Small enough that nobody who writes meanwhile waits for long.
    private const int AtOnce = 250;

    public async Task ApplyAsync(ProgrammeTargets? before, CancellationToken cancellation)
    {
        if (before?.AtRiskShare.Equals(programme.AtRiskShare) == true)
            return;
        for (long? last = 0; last is { } after; )
            last = await NextAsync(after, cancellation);
    }

    /// <returns>The last case of the batch; null when none is left.</returns>
    private async Task<long?> NextAsync(long after, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var open = await db
            .Cases.Include(c => c.Clocks)
            .Where(c => c.Id > after && c.Status != CaseStatus.Closed && c.Clocks.Any(k => k.EndedAs == null))
            .OrderBy(c => c.Id)
            .Take(AtOnce)
            .ToListAsync(CancellationToken.None);
        var moved = open.FindAll(c => c.CountAnew(programme));
        await db.SaveChangesAsync(CancellationToken.None);
        foreach (var one in moved)
            feed.Announce(entries.Of(one));
        return open.Count == 0 ? null : open[^1].Id;
    }
}
