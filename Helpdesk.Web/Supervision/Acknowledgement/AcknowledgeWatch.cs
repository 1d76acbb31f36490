using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Supervision.Acknowledgement;

/// <summary>
/// Puts cases back into the queue that their owners were given and have not touched within the settable working time (spec U2). What
/// counts is the calendar of the case's clock: around the clock for a Premium Emergency, business hours else. Everything is read off
/// the cases, so a restart forgets nothing. The sweep finds what was handed over meanwhile: no working time that makes sense is shorter
/// than half a minute, so each is armed before it is over.
/// </summary>
public sealed class AcknowledgeWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseFeed feed,
    PersonalNotices notices,
    SupportProgramme programme,
    IOptions<AssignmentOptions> options,
    IClock clock,
    ILogger<AcknowledgeWatch> log
) : IDueWork
{
    private static readonly Actor Rule = Actor.System("U2");

    public static string Name => "acknowledge";

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (options.Value.Acknowledge is not { } within)
            return;
        var now = clock.GetCurrentInstant();
        foreach (
            var one in (await WaitingAsync(cancellation)).Where(w => OverAt(feed.Find(w.Id)?.Clock?.CalendarId, w.Since, within) <= now)
        )
        {
            cancellation.ThrowIfCancellationRequested();
            await LapseAsync(one.Id, within);
        }
    }

    /// <summary>When the next case goes back if nobody touches it; null when none waits, or cases are not taken back.</summary>
    public async Task<Instant?> NextAsync(CancellationToken cancellation)
    {
        if (options.Value.Acknowledge is not { } within)
            return null;
        var now = clock.GetCurrentInstant();
        // What is over already was refused just now; asking again at once would ask for ever.
        return (await WaitingAsync(cancellation))
            .Select(w => OverAt(feed.Find(w.Id)?.Clock?.CalendarId, w.Since, within))
            .Where(at => at > now)
            .Min();
    }

    private async Task<List<Waiting>> WaitingAsync(CancellationToken cancellation)
    {
        await feed.Loaded.WaitAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Cases.Where(c => c.HandedOverAt != null && (c.Status == CaseStatus.New || c.Status == CaseStatus.InProgress))
            .Select(c => new Waiting(c.Id, c.HandedOverAt!.Value))
            .ToListAsync(cancellation);
    }

    private Instant? OverAt(string? calendarId, Instant since, Duration within) =>
        programme.Calendar(calendarId ?? SupportProgramme.BusinessCalendarId).Due(since, within);

    private async Task LapseAsync(long id, Duration within)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var target = await db.Cases.Include(c => c.Clocks).SingleAsync(c => c.Id == id);
        var context = new CaseContext(clock.GetCurrentInstant(), Rule, programme);
        // The owner may have looked at it, or somebody else may have it, since the list was read.
        if (
            target is not { OwnerId: { } owner, HandedOverAt: { } since }
            || !(OverAt(target.NextClock?.CalendarId, since, within) <= context.Now)
        )
            return;
        var done = target.Lapse(context);
        if (!done.IsOk)
            return;
        var saved = await saver.SaveAsync(db, target);
        if (saved.IsOk)
            notices.Tell(owner, new(NoticeKind.Lapsed, target.Number, ""));
        else
            log.LogError("The untouched case {Case} could not go back into the queue: {Code}", target.Number, saved.Errors[0].Code);
    }

    private sealed record Waiting(long Id, Instant Since);
}
