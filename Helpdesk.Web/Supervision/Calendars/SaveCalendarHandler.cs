using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.ServiceLevels.Calendars;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>Changes calendars: for administrators (spec P14, U4). What it does to due times is shown before.</summary>
public sealed class SaveCalendarHandler(
    IDbContextFactory<HelpdeskDb> databases,
    CalendarWriter writer,
    CalendarBook book,
    SupportProgramme programme,
    IValidator<SaveCalendar> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    private static readonly ReasonRules s_reason = new();

    /// <summary>
    /// The running clocks that a content would move, as if it came into force now; refused with <c>auth.forbidden</c> and what
    /// <see cref="CalendarRules"/> refuses.
    /// </summary>
    public async Task<Result<IReadOnlyList<MovedCase>>> PreviewAsync(string calendarId, CalendarText content, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<IReadOnlyList<MovedCase>>.Forbid();
        var read = Read(calendarId, content);
        if (!read.IsOk)
            return Result<IReadOnlyList<MovedCase>>.Refuse(read.Errors);
        // A number that no clock has: a plan is no version.
        const int planned = int.MaxValue;
        var versions = programme.CalendarVersions.With(read.Value, planned);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return Result<IReadOnlyList<MovedCase>>.Of(
            await CalendarMoves.PreviewAsync(db, (calendarId, planned), programme.With(versions), clock.GetCurrentInstant())
        );
    }

    /// <summary>The running clocks that would go over to the version in force; refused with <c>auth.forbidden</c>.</summary>
    public async Task<Result<IReadOnlyList<MovedCase>>> PreviewMoveAsync(string calendarId, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<IReadOnlyList<MovedCase>>.Forbid();
        if (programme.FindCalendar(calendarId) is null)
            return Result<IReadOnlyList<MovedCase>>.Refuse("calendar.unknown", "calendarId", calendarId);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return Result<IReadOnlyList<MovedCase>>.Of(
            await CalendarMoves.PreviewAsync(
                db,
                (calendarId, programme.CalendarVersionOf(calendarId)),
                programme,
                clock.GetCurrentInstant()
            )
        );
    }

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, those of the rules, <c>calendar.changed-meanwhile</c>, <c>calendar.ahead</c>,
    /// <c>calendar.id-taken</c>, <c>calendar.same</c>, and what <see cref="CalendarRules"/> refuses.
    /// </summary>
    public async Task<Result<CalendarChanged>> HandleAsync(SaveCalendar command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<CalendarChanged>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<CalendarChanged>.Refuse(wrong.ToErrors());
        var read = Read(command.CalendarId, command.Content);
        if (!read.IsOk)
            return Result<CalendarChanged>.Refuse(read.Errors);
        return await writer.RunAsync(
            (_, rows, now) => Task.FromResult(Plan(command, read.Value.Definition, rows, now, who.DisplayName())),
            who.ToActor()
        );
    }

    /// <summary>Refused with <c>auth.forbidden</c>, <c>calendar.reason</c>, <c>calendar.not-ahead</c>.</summary>
    public Task<Result<CalendarChanged>> HandleAsync(WithdrawCalendar command, ClaimsPrincipal who) =>
        RunAsync(
            command.Reason,
            who,
            (rows, now) =>
            {
                var version = rows.Find(r => r.CalendarId == command.CalendarId && r.Number == command.Number);
                if (version is not { IsAhead: true } || version.ValidFrom <= now)
                    return Result<CalendarChange>.Refuse("calendar.not-ahead", "number", command.Number);
                version.WithdrawnAt = now;
                return new CalendarChange(CalendarActs.Of(AdminActs.CalendarWithdrawn, version).With("why", command.Reason));
            }
        );

    /// <summary>Refused with <c>auth.forbidden</c>, <c>calendar.reason</c>, <c>calendar.changed-meanwhile</c>.</summary>
    public Task<Result<CalendarChanged>> HandleAsync(MoveRunningClocks command, ClaimsPrincipal who) =>
        RunAsync(
            command.Reason,
            who,
            (rows, now) =>
                CalendarBook.InForce(rows.Where(r => r.CalendarId == command.CalendarId), now) is { } version
                && version.Number == command.Number
                    ? new CalendarChange(CalendarActs.Of(AdminActs.ClocksMoved, version).With("why", command.Reason), MovesTo: version)
                    {
                        Reason = command.Reason,
                    }
                    : Result<CalendarChange>.Refuse("calendar.changed-meanwhile", "number", command.Number)
        );

    /// <summary>
    /// Refused with <c>auth.forbidden</c>, <c>calendar.reason</c>, <c>calendar.unknown</c>, <c>calendar.in-settings</c>,
    /// <c>calendar.in-use</c>, <c>calendar.ahead</c>.
    /// </summary>
    public Task<Result<CalendarChanged>> HandleAsync(TakeAwayCalendar command, ClaimsPrincipal who) =>
        RunAsync(
            command.Reason,
            who,
            (rows, now) =>
            {
                var mine = rows.FindAll(r => r.CalendarId == command.CalendarId);
                if (CalendarBook.InForce(mine, now) is not { TakesAway: false } before)
                    return Result<CalendarChange>.Refuse("calendar.unknown", "calendarId", command.CalendarId);
                if (book.IsInSettings(command.CalendarId))
                    return Result<CalendarChange>.Refuse("calendar.in-settings", "calendarId", command.CalendarId);
                if (programme.Uses(command.CalendarId))
                    return Result<CalendarChange>.Refuse("calendar.in-use", "calendarId", command.CalendarId);
                if (mine.Exists(r => r.IsAhead))
                    return Result<CalendarChange>.Refuse("calendar.ahead", "calendarId", command.CalendarId);
                var gone = Version(mine, before.ToDefinition(), now, null, false, command.Reason, who.DisplayName(), takesAway: true);
                return new CalendarChange(CalendarActs.Of(AdminActs.CalendarTakenAway, gone), gone);
            }
        );

    private async Task<Result<CalendarChanged>> RunAsync(
        string reason,
        ClaimsPrincipal who,
        Func<List<CalendarVersion>, Instant, Result<CalendarChange>> plan
    )
    {
        if (!await MayAsync(who))
            return Result<CalendarChanged>.Forbid();
        if (await s_reason.ValidateAsync(reason) is { IsValid: false } wrong)
            return Result<CalendarChanged>.Refuse(wrong.ToErrors());
        return await writer.RunAsync((_, rows, now) => Task.FromResult(plan(rows, now)), who.ToActor());
    }

    private Result<CalendarChange> Plan(
        SaveCalendar command,
        CalendarDefinition definition,
        List<CalendarVersion> rows,
        Instant now,
        string by
    )
    {
        var mine = rows.FindAll(r => r.CalendarId == command.CalendarId);
        var newest = mine.Count == 0 ? (int?)null : mine.Max(r => r.Number);
        var before = CalendarBook.InForce(mine, now);
        if (command.Seen is null && before is { TakesAway: false })
            return Result<CalendarChange>.Refuse("calendar.id-taken", "calendarId", command.CalendarId);
        if (command.Seen is { } seen && seen != newest)
            return Result<CalendarChange>.Refuse("calendar.changed-meanwhile", "number", newest ?? 0);
        if (mine.Exists(r => r.IsAhead))
            return Result<CalendarChange>.Refuse("calendar.ahead", "calendarId", command.CalendarId);
        if (before is { TakesAway: false } && before.Content == CalendarVersion.JsonOf(definition))
            return Result<CalendarChange>.Refuse("calendar.same", "content", before.Number);
        // A further calendar has no version yet that could hold until then.
        var from = before is null ? null : command.ValidFrom;
        var added = Version(mine, definition, now, from, command.MovesRunning == true, command.Reason, by);
        return new CalendarChange(
            CalendarActs.Changed(before is null ? AdminActs.CalendarAdded : AdminActs.CalendarChanged, before, added),
            added,
            added.MovesRunning && from is null ? added : null
        )
        {
            Reason = command.Reason.Trim(),
        };
    }

    private static CalendarVersion Version(
        List<CalendarVersion> before,
        CalendarDefinition definition,
        Instant now,
        Instant? validFrom,
        bool movesRunning,
        string reason,
        string by,
        bool takesAway = false
    ) =>
        new()
        {
            CalendarId = definition.Id,
            Number = before.Count == 0 ? Helpdesk.Domain.ServiceLevels.CalendarVersions.First : before.Max(r => r.Number) + 1,
            Content = CalendarVersion.JsonOf(definition),
            Source = VersionSource.Screen,
            ValidFrom = validFrom ?? now,
            MovesRunning = movesRunning,
            MadeAt = now,
            MadeBy = by,
            Reason = reason.Trim(),
            AppliedAt = validFrom is null ? now : null,
            TakesAway = takesAway,
        };

    /// <summary>The calendar, or everything that is wrong with it; one that never opens has no due times to give.</summary>
    private static Result<BusinessCalendar> Read(string calendarId, CalendarText content)
    {
        var definition = content.ToDefinition(calendarId);
        if (!definition.IsOk)
            return Result<BusinessCalendar>.Refuse(definition.Errors);
        var compiled = BusinessCalendar.Compile(definition.Value);
        if (compiled.IsOk && compiled.Value.NeverOpens)
            return Result<BusinessCalendar>.Refuse("calendar.never-opens", "openings", calendarId);
        // Who is asked at night, and calls at a named time, count on it.
        if (compiled.IsOk && calendarId == SupportProgramme.AlwaysCalendar && !compiled.Value.IsAlwaysOpen)
            return Result<BusinessCalendar>.Refuse("calendar.always-open", "openings", calendarId);
        return compiled;
    }

    private async Task<bool> MayAsync(ClaimsPrincipal who) => (await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded;
}
