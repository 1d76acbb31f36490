using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.ServiceLevels.Calendars;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>A calendar with its history.</summary>
/// <param name="Calendar">As it is in force.</param>
/// <param name="Versions">The newest first.</param>
/// <param name="Running">How many open clocks count on each version.</param>
public sealed record CalendarRow(
    BusinessCalendar Calendar,
    int Number,
    IReadOnlyList<CalendarVersion> Versions,
    IReadOnlyDictionary<int, int> Running
)
{
    /// <summary>What waits for its day, or null.</summary>
    public CalendarVersion? Ahead => Versions.FirstOrDefault(v => v.IsAhead);

    /// <summary>The newest number, by which a change knows what it was made of.</summary>
    public int Newest => Versions[0].Number;

    /// <summary>How many open clocks count on an older version.</summary>
    public int OnOlder => Running.Where(r => r.Key != Number).Sum(r => r.Value);

    /// <summary>The settings say otherwise, and are not followed.</summary>
    public bool DiffersFromSettings { get; init; }

    /// <summary>It can be taken away: nothing counts on it that starts, and no setting names it.</summary>
    public bool MayGo { get; init; }
}

/// <summary>The calendars that are offered, by id; for supervisors and administrators (spec P14).</summary>
public sealed class CalendarsQuery(IDbContextFactory<HelpdeskDb> databases, SupportProgramme programme, CalendarBook book)
{
    public async Task<Result<IReadOnlyList<CalendarRow>>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.Supervise, who))
            return Result<IReadOnlyList<CalendarRow>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var versions = await db.CalendarVersions().AsNoTracking().OrderByDescending(v => v.Number).ToListAsync(cancellation);
        var running = await db
            .Cases.Where(c => c.Status != CaseStatus.Closed)
            .SelectMany(c => c.Clocks)
            .Where(k => k.EndedAs == null)
            .GroupBy(k => new { k.CalendarId, k.CalendarVersion })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellation);
        return Result<IReadOnlyList<CalendarRow>>.Of([
            .. programme.Calendars.Select(c => new CalendarRow(
                c,
                programme.CalendarVersionOf(c.Id),
                versions.FindAll(v => v.CalendarId == c.Id),
                running.Where(r => r.Key.CalendarId == c.Id).ToDictionary(r => r.Key.CalendarVersion, r => r.Count)
            )
            {
                DiffersFromSettings = book.Differing.Contains(c.Id),
                MayGo = !book.IsInSettings(c.Id) && !programme.Uses(c.Id),
            }),
        ]);
    }
}
