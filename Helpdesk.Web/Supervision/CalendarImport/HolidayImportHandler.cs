using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.ServiceLevels;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>What an import would do.</summary>
/// <param name="DueTimesMoved">How many open cases would have another due time.</param>
public sealed record HolidayPreview(IReadOnlyList<PlannedHoliday> Days, int DueTimesMoved);

/// <summary>The holidays of one import.</summary>
/// <param name="TakenBack">They count no more, and can be put back.</param>
public sealed record HolidayImport(Guid Id, string CalendarId, IReadOnlyList<Holiday> Days, string MadeBy, Instant MadeAt, bool TakenBack);

/// <summary>
/// Brings holidays of coming years into a calendar: for administrators (spec P14, U4). Open clocks that count its hours are counted anew
/// in the same transaction, so that what the screens show is what the calendar says.
/// </summary>
public sealed class HolidayImportHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    HolidayBook book,
    SupportProgramme programme,
    QueueEntries entries,
    CaseFeed feed,
    CalendarWatch watch,
    IValidator<ImportHolidays> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    private const int DaysAhead = 366 * 6;

    /// <summary>Refused with <c>auth.forbidden</c>, <c>holiday.calendar-unknown</c>, and what <see cref="IcsFile.Read"/> refuses.</summary>
    public async Task<Result<HolidayPreview>> PreviewAsync(string text, string calendarId, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<HolidayPreview>.Forbid();
        if (programme.FindCalendar(calendarId) is not { } calendar)
            return Result<HolidayPreview>.Refuse("holiday.calendar-unknown", "calendarId", calendarId);
        var now = clock.GetCurrentInstant();
        var today = now.InZone(calendar.Zone).Date;
        var read = IcsFile.Read(text, today.PlusDays(-1), today.PlusDays(DaysAhead));
        if (!read.IsOk)
            return Result<HolidayPreview>.Refuse(read.Errors);
        var days = ImportPlan.OfHolidays(read.Value, calendar, now);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var planned = await CompileAsync(
            db,
            calendarId,
            days.Where(d => d.State == PlannedState.New).Select(d => new Holiday(d.Date, d.Name, d.Name)),
            null
        );
        return new HolidayPreview(days, (await CountAnewAsync(db, planned)).Count);
    }

    /// <returns>Under which id it can be taken back. Refusals: <c>auth.forbidden</c>,
    /// <c>holiday.days</c>, and those of the rules.</returns>
    public async Task<Result<Guid>> HandleAsync(ImportHolidays command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<Guid>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<Guid>.Refuse(wrong.ToErrors());
        var import = Guid.CreateVersion7();
        var done = await RunAsync(
            who,
            async (db, now) =>
            {
                var calendar = programme.Calendar(command.CalendarId);
                var known = calendar.Definition.Holidays.Select(h => h.Date).ToHashSet();
                // What has been was open; a day that is known already has a name.
                if (command.Days.Any(d => d.Date <= now.InZone(calendar.Zone).Date || known.Contains(d.Date)))
                    return Result<(BusinessCalendar, AdminAct)>.Refuse("holiday.days");
                var rows = command
                    .Days.Select(d => new CalendarHoliday
                    {
                        Id = Guid.CreateVersion7(),
                        CalendarId = command.CalendarId,
                        Date = d.Date,
                        NameJa = d.Name.Trim(),
                        NameEn = d.Name.Trim(),
                        ImportId = import,
                        MadeAt = now,
                        MadeBy = who.DisplayName(),
                    })
                    .ToList();
                db.CalendarHolidays().AddRange(rows);
                return (
                    await CompileAsync(db, command.CalendarId, rows.Select(r => r.ToHoliday()), null),
                    Act(AdminActs.HolidaysImported, rows)
                );
            }
        );
        return done.IsOk ? import : Result<Guid>.Refuse(done.Errors);
    }

    /// <summary>Refused with <c>auth.forbidden</c>, <c>holiday.import-unknown</c>.</summary>
    public Task<Result> HandleAsync(TakeBackHolidays command, ClaimsPrincipal who) =>
        RunAsync(
            who,
            async (db, now) =>
            {
                var rows = await db.CalendarHolidays().Where(h => h.ImportId == command.ImportId).ToListAsync();
                // Days that are over stay as they were.
                rows.RemoveAll(r =>
                    programme.FindCalendar(r.CalendarId) is not { } calendar
                    || r.Date <= now.InZone(calendar.Zone).Date
                    || r.RemovedAt is null == command.Restore
                );
                if (rows.Count == 0)
                    return Result<(BusinessCalendar, AdminAct)>.Refuse("holiday.import-unknown");
                foreach (var row in rows)
                    row.RemovedAt = command.Restore ? null : now;
                var calendarId = rows[0].CalendarId;
                var calendar = await CompileAsync(
                    db,
                    calendarId,
                    command.Restore ? rows.Select(r => r.ToHoliday()) : [],
                    [.. rows.Select(r => r.Id)]
                );
                return (calendar, Act(command.Restore ? AdminActs.HolidaysRestored : AdminActs.HolidaysTakenBack, rows));
            }
        );

    /// <summary>Imports with days to come, the latest first; refused with <c>auth.forbidden</c>.</summary>
    public async Task<Result<IReadOnlyList<HolidayImport>>> ListAsync(ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<IReadOnlyList<HolidayImport>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var rows = await db.CalendarHolidays().AsNoTracking().OrderBy(h => h.Date).ToListAsync();
        var today = clock.GetCurrentInstant().InZone(programme.Zone).Date;
        return rows.GroupBy(r => r.ImportId)
            .Where(i => i.Any(r => r.Date > today))
            .Select(i => new HolidayImport(
                i.Key,
                i.First().CalendarId,
                [.. i.Select(r => r.ToHoliday())],
                i.First().MadeBy,
                i.First().MadeAt,
                i.All(r => r.RemovedAt is not null)
            ))
            .OrderByDescending(i => i.MadeAt)
            .ToList();
    }

    private async Task<Result> RunAsync(
        ClaimsPrincipal who,
        Func<HelpdeskDb, Instant, Task<Result<(BusinessCalendar Calendar, AdminAct Act)>>> change
    )
    {
        if (!await MayAsync(who))
            return Result.Forbid();
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var now = clock.GetCurrentInstant();
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var done = await change(db, now);
            if (!done.IsOk)
                return Result.Refuse(done.Errors);
            var moved = await CountAnewAsync(db, done.Value.Calendar);
            db.AdminLog()
                .Add(
                    new AdminLogEntry(
                        now,
                        who.ToActor(),
                        done.Value.Act.With("dueTimesMoved", moved.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
                    )
                );
            await db.SaveChangesAsync();
            programme.Adopt(done.Value.Calendar);
            foreach (var one in moved)
                feed.Announce(entries.Of(one));
        }

        // A list that reaches further settles its alarm now, not with the next round.
        await watch.RunAsync(CancellationToken.None);
        return Result.Ok;
    }

    /// <summary>The calendar with what is stored, without <paramref name="without"/>, and with what is added.</summary>
    private async Task<BusinessCalendar> CompileAsync(
        HelpdeskDb db,
        string calendarId,
        IEnumerable<Holiday> added,
        IReadOnlyList<Guid>? without
    )
    {
        var stored = await db.CalendarHolidays().AsNoTracking().Where(h => h.CalendarId == calendarId && h.RemovedAt == null).ToListAsync();
        return book.Compile(calendarId, stored.Where(h => without?.Contains(h.Id) != true).Select(h => h.ToHoliday()).Concat(added));
    }

    // Unsaved: the cases whose due times are others by the calendar.
    private async Task<List<Case>> CountAnewAsync(HelpdeskDb db, BusinessCalendar calendar)
    {
        var planned = programme.With(calendar);
        var open = await db
            .Cases.Include(c => c.Clocks)
            .Where(c =>
                c.Status != CaseStatus.Closed && c.Clocks.Any(k => k.CalendarId == calendar.Id && k.EndedAs == null && k.DueAt != null)
            )
            .ToListAsync();
        return open.FindAll(c => c.CountAnew(planned));
    }

    private static AdminAct Act(string code, List<CalendarHoliday> rows) =>
        new AdminAct(code)
            .On(rows[0].ImportId, rows[0].CalendarId)
            .With("holidays", rows.ConvertAll(r => LocalDatePattern.Iso.Format(r.Date) + " " + r.NameEn));

    private async Task<bool> MayAsync(ClaimsPrincipal who) => (await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded;
}
