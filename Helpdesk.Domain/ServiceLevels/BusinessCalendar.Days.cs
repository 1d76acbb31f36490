using Helpdesk.Domain.Kernel;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Helpdesk.Domain.ServiceLevels;

/// <content>What kind of day it is, for the ledger and for the administrator.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>How long before the last known holiday the administrator is told.</summary>
    public static readonly Duration HolidayNotice = Duration.FromDays(90);

    // Later of two midnights, so that stepping from day to day always moves on.
    private static readonly ZoneLocalMappingResolver s_startOfDay = Resolvers.CreateMappingResolver(
        Resolvers.ReturnLater,
        Resolvers.ReturnStartOfIntervalAfter
    );

    /// <summary>The last holiday the list names; null for a calendar that keeps none.</summary>
    public LocalDate? HolidaysKnownUntil => _holidays.Count == 0 ? null : _holidays.Keys.Max();

    /// <summary>Why it is closed at the instant; null when it is open.</summary>
    public ClosedReason? ClosedReason(Instant at) => IsOpen(at) ? null : ReasonOn(at.InZone(Zone).Date);

    /// <summary>What a local date is: its openings, or why there are none.</summary>
    public CalendarDay Day(LocalDate date) =>
        ReasonOn(date) is { Reason: not LedgerReason.Night } why
            ? new(date, [], why)
            : new(date, [.. Definition.OpeningsOn(date.DayOfWeek).OrderBy(o => o.StartSecond)], null);

    /// <summary>
    /// What to tell the administrator: <c>calendar.never-opens</c>, <c>calendar.holidays-run-out</c>; empty when all is well.
    /// </summary>
    public IReadOnlyList<Error> Validate(Instant now)
    {
        List<Error> findings = [];
        if (NeverOpens)
            findings.Add(new("calendar.never-opens", "openings", Id, "at least one opening"));
        if (HolidaysKnownUntil is { } last && last < (now + HolidayNotice).InZone(Zone).Date)
            findings.Add(
                new(
                    "calendar.holidays-run-out",
                    "holidays",
                    LocalDatePattern.Iso.Format(last),
                    "a holiday list that reaches further than 90 days ahead; import the coming years"
                )
            );
        return findings;
    }

    /// <summary>Where the next local date begins, even in a zone that skips or repeats midnight.</summary>
    internal Instant StartOfNextDay(Instant at) =>
        Zone.ResolveLocal(at.InZone(Zone).Date.PlusDays(1).AtMidnight(), s_startOfDay).ToInstant();

    /// <summary>
    /// A closure names its whole range, weekends and holidays inside it included; a holiday on a day that never opens is just the weekend.
    /// </summary>
    internal ClosedReason ReasonOn(LocalDate date)
    {
        foreach (var closure in Definition.Closures)
        {
            if (closure.Covers(date))
                return new(LedgerReason.Closure, closure.NameJa, closure.NameEn);
        }

        if (Definition.OpeningsOn(date.DayOfWeek).Count == 0)
            return new(LedgerReason.Weekend, null, null);
        return _holidays.TryGetValue(date, out var holiday)
            ? new(LedgerReason.Holiday, holiday.NameJa, holiday.NameEn)
            : new(LedgerReason.Night, null, null);
    }
}

/// <summary>A local date of a calendar.</summary>
/// <param name="Openings">In their order; empty when it is closed.</param>
/// <param name="Why">Why it is closed; null when it opens.</param>
public sealed record CalendarDay(LocalDate Date, IReadOnlyList<Opening> Openings, ClosedReason? Why);
