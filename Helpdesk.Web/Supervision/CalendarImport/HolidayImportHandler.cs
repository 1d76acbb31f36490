using System.Globalization;
using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.Supervision.Calendars;
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
/// Brings holidays of coming years into a calendar: for administrators (spec P14, U4). The calendar gets its next version by it, and the
/// clocks that run go over to that one in the same transaction: a ledger never says otherwise than the due time above it.
/// </summary>
public sealed class HolidayImportHandler(
    IDbContextFactory<HelpdeskDb> databases,
    CalendarWriter writer,
    SupportProgramme programme,
    IValidator<ImportHolidays> rules,
    IAuthorizationService authorisation,
    IClock clock,
    IdSource ids
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
        var definition = With(
            calendar.Definition,
            days.Where(d => d.State == PlannedState.New).Select(d => new Holiday(d.Date, d.Name, d.Name))
        );
        const int planned = int.MaxValue;
        var versions = programme.CalendarVersions.With(BusinessCalendar.Compile(definition).Value, planned);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var moves = await CalendarMoves.PreviewAsync(db, (calendarId, planned), programme.With(versions), now);
        return new HolidayPreview(days, moves.Where(m => m.Move.Moves).Select(m => m.Number).Distinct().Count());
    }

    /// <returns>Under which id it can be taken back. Refusals: <c>auth.forbidden</c>,
    /// <c>holiday.days</c>, <c>calendar.ahead</c>, and those of the rules.</returns>
    public async Task<Result<Guid>> HandleAsync(ImportHolidays command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<Guid>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<Guid>.Refuse(wrong.ToErrors());
        var import = ids.New();
        var done = await writer.RunAsync(
            (db, versions, now) =>
            {
                var calendar = programme.Calendar(command.CalendarId);
                var known = calendar.Definition.Holidays.Select(h => h.Date).ToHashSet();
                // What has been was open; a day that is known already has a name.
                if (command.Days.Any(d => d.Date <= now.InZone(calendar.Zone).Date || known.Contains(d.Date)))
                    return Task.FromResult(Result<CalendarChange>.Refuse("holiday.days"));
                var rows = command
                    .Days.Select(d => new CalendarHoliday
                    {
                        Id = ids.New(),
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
                var definition = With(calendar.Definition, rows.Select(r => r.ToHoliday()));
                return Task.FromResult(Change(versions, definition, Act(AdminActs.HolidaysImported, rows), who, now));
            },
            who.ToActor()
        );
        return done.IsOk ? import : Result<Guid>.Refuse(done.Errors);
    }

    /// <summary>Refused with <c>auth.forbidden</c>, <c>holiday.import-unknown</c>, <c>calendar.ahead</c>.</summary>
    public async Task<Result> HandleAsync(TakeBackHolidays command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result.Forbid();
        var done = await writer.RunAsync(
            async (db, versions, now) =>
            {
                var rows = await db.CalendarHolidays().Where(h => h.ImportId == command.ImportId).ToListAsync();
                // Days that are over stay as they were.
                rows.RemoveAll(r =>
                    programme.FindCalendar(r.CalendarId) is not { } calendar
                    || r.Date <= now.InZone(calendar.Zone).Date
                    || r.RemovedAt is null == command.Restore
                );
                if (rows.Count == 0)
                    return Result<CalendarChange>.Refuse("holiday.import-unknown");
                foreach (var row in rows)
                    row.RemovedAt = command.Restore ? null : now;
                var before = programme.Calendar(rows[0].CalendarId).Definition;
                var definition = command.Restore
                    ? With(before, rows.Select(r => r.ToHoliday()))
                    : before with
                    {
                        Holidays = [.. before.Holidays.Where(h => !rows.Exists(r => r.ToHoliday() == h))],
                    };
                return Change(
                    versions,
                    definition,
                    Act(command.Restore ? AdminActs.HolidaysRestored : AdminActs.HolidaysTakenBack, rows),
                    who,
                    now
                );
            },
            who.ToActor()
        );
        return done.IsOk ? Result.Ok : Result.Refuse(done.Errors);
    }

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

    // Running clocks go over: a holiday that is known now is one for every promise that is open.
    private static Result<CalendarChange> Change(
        List<CalendarVersion> versions,
        CalendarDefinition definition,
        AdminAct act,
        ClaimsPrincipal who,
        Instant now
    )
    {
        var mine = versions.FindAll(v => v.CalendarId == definition.Id);
        // What is to come was written without these days.
        if (mine.Exists(v => v.IsAhead))
            return Result<CalendarChange>.Refuse("calendar.ahead", "calendarId", definition.Id);
        var added = new CalendarVersion
        {
            CalendarId = definition.Id,
            Number = mine.Max(v => v.Number) + 1,
            Content = CalendarVersion.JsonOf(definition),
            Source = VersionSource.Import,
            ValidFrom = now,
            MovesRunning = true,
            MadeAt = now,
            MadeBy = who.DisplayName(),
            Reason = "",
            AppliedAt = now,
        };
        return new CalendarChange(act.With("version", added.Number.ToString(CultureInfo.InvariantCulture)), added, added);
    }

    private static CalendarDefinition With(CalendarDefinition definition, IEnumerable<Holiday> added) =>
        definition with
        {
            Holidays = [.. definition.Holidays.Concat(added).DistinctBy(h => h.Date)],
        };

    private static AdminAct Act(string code, List<CalendarHoliday> rows) =>
        new AdminAct(code)
            .On(rows[0].ImportId, rows[0].CalendarId)
            .With("holidays", rows.ConvertAll(r => LocalDatePattern.Iso.Format(r.Date) + " " + r.NameEn));

    private async Task<bool> MayAsync(ClaimsPrincipal who) => (await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded;
}
