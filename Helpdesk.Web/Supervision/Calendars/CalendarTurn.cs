using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.ServiceLevels.Calendars;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>
/// Brings a version into force at the instant it is valid from, with the clocks that go over to it: also what fell due while the console
/// was down (spec P14).
/// </summary>
public sealed class CalendarTurn(IDbContextFactory<HelpdeskDb> databases, CalendarWriter writer, IClock clock) : IDueWork
{
    public static string Name => "calendar-versions";

    public async Task RunAsync(CancellationToken cancellation)
    {
        // One after the other: each is a transaction of its own.
        while (await NextAsync(cancellation) is { } next && next <= clock.GetCurrentInstant())
            await writer.RunAsync((_, rows, now) => Task.FromResult(First(rows, now)), Actor.System("P14"));
    }

    public async Task<Instant?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.CalendarVersions()
            .Where(v => v.AppliedAt == null && v.WithdrawnAt == null)
            .MinAsync(v => (Instant?)v.ValidFrom, cancellation);
    }

    private static Result<CalendarChange> First(List<CalendarVersion> rows, Instant now)
    {
        // Withdrawn meanwhile, there is nothing to do.
        if (rows.Where(r => r.IsAhead && r.ValidFrom <= now).OrderBy(r => r.ValidFrom).FirstOrDefault() is not { } due)
            return Result<CalendarChange>.Refuse("calendar.version-unknown");
        due.AppliedAt = now;
        return new CalendarChange(
            CalendarActs.Of(AdminActs.CalendarInForce, due).With("madeBy", due.MadeBy),
            MovesTo: due.MovesRunning ? due : null
        )
        {
            Reason = due.Reason,
        };
    }
}
