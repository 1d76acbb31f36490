using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.Supervision.CalendarImport;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>A change of calendars on its way into the database.</summary>
/// <param name="Act">What the log says of it.</param>
/// <param name="Added">A new version, or null.</param>
/// <param name="MovesTo">The version that running clocks go over to now, and why; null leaves them.</param>
public sealed record CalendarChange(AdminAct Act, CalendarVersion? Added = null, CalendarVersion? MovesTo = null)
{
    /// <summary>Why, as the record of each case says it.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>What came of a change.</summary>
/// <param name="DueTimesMoved">How many clocks fall due at another instant.</param>
public sealed record CalendarChanged(int? Number, int DueTimesMoved);

/// <summary>
/// Writes versions, moves clocks and logs it in one transaction, and only then puts the version into force: whoever is killed in
/// between finds all of it or nothing (spec P14).
/// </summary>
public sealed class CalendarWriter(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CalendarBook book,
    SupportProgramme programme,
    QueueEntries entries,
    CaseFeed feed,
    CalendarWatch watch,
    AgentProfileCache agents,
    IClock clock
)
{
    /// <param name="plan">Given all versions, says what to do, or refuses.</param>
    /// <param name="who">Who is named in the log.</param>
    public async Task<Result<CalendarChanged>> RunAsync(
        Func<HelpdeskDb, List<CalendarVersion>, Instant, Task<Result<CalendarChange>>> plan,
        Actor who
    )
    {
        CalendarChanged changed;
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var now = clock.GetCurrentInstant();
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var rows = await db.CalendarVersions().OrderBy(v => v.Id).ToListAsync();
            var planned = await plan(db, rows, now);
            if (!planned.IsOk)
                return Result<CalendarChanged>.Refuse(planned.Errors);
            changed = await ApplyAsync(db, rows, planned.Value, who, now);
        }

        // Whose hours are the business hours, and whether a list of holidays runs out.
        await agents.ReloadAsync(CancellationToken.None);
        await watch.RunAsync(CancellationToken.None);
        return changed;
    }

    private async Task<CalendarChanged> ApplyAsync(HelpdeskDb db, List<CalendarVersion> rows, CalendarChange change, Actor who, Instant now)
    {
        if (change.Added is { } added)
        {
            db.CalendarVersions().Add(added);
            rows.Add(added);
        }

        var versions = book.VersionsOf(rows, now);
        var (cases, dueTimes) = change.MovesTo is { } to
            ? await CalendarMoves.MoveAsync(db, (to.CalendarId, to.Number), programme.With(versions), (who.Name, change.Reason), now)
            : ([], 0);
        if (change.MovesTo is not null)
            change.Act.With("dueTimesMoved", dueTimes.ToString(CultureInfo.InvariantCulture));
        db.AdminLog().Add(new AdminLogEntry(now, who, change.Act));
        await db.SaveChangesAsync();
        programme.Adopt(versions);
        foreach (var one in cases)
            feed.Announce(entries.Of(one));
        return new(change.Added?.Number, dueTimes);
    }
}
