using Helpdesk.Domain.Kernel;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using NodaTime.TimeZones;

namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>One event of a calendar file, or why it could not be read.</summary>
/// <param name="Zone">Null when the file names none: the reader's own then.</param>
/// <param name="Trouble">What keeps it from being taken.</param>
public sealed record IcsEvent(
    string Name,
    LocalDateTime Start,
    LocalDateTime End,
    DateTimeZone? Zone,
    bool WholeDays,
    Error? Trouble = null
)
{
    public TimeRange In(DateTimeZone reader) =>
        new(Start.InZoneLeniently(Zone ?? reader).ToInstant(), End.InZoneLeniently(Zone ?? reader).ToInstant());
}

/// <summary>
/// Reads a calendar file (RFC 5545) that somebody chose. What an event repeats is written out between two days; nothing in the file can
/// keep the console busy for long.
/// </summary>
public static class IcsFile
{
    /// <summary>The largest file, in bytes.</summary>
    public const int Largest = 1024 * 1024;

    private const int MostEvents = 400;
    private const int LongestName = 100;
    private static readonly EvaluationOptions s_limits = new() { MaxUnmatchedIncrementsLimit = 1000 };

    /// <summary>
    /// The events that touch the days from <paramref name="first"/> to <paramref name="last"/>; refused with <c>import.not-a-calendar</c>,
    /// <c>import.empty</c>, <c>import.too-many</c>.
    /// </summary>
    public static Result<IReadOnlyList<IcsEvent>> Read(string text, LocalDate first, LocalDate last)
    {
        if (Load(text) is not { } calendar)
            return Result<IReadOnlyList<IcsEvent>>.Refuse("import.not-a-calendar");
        CalendarEvent[] all = [.. calendar.Events.Where(e => e.Start is not null && e.Status != EventStatus.Cancelled)];
        // A changed occurrence of a series stands in the file as an event of its own.
        var changed = all.Where(e => e.RecurrenceIdentifier is not null)
            .Select(e => (e.Uid, e.RecurrenceIdentifier!.StartTime.Value))
            .ToHashSet();
        var read = all.SelectMany(e => Read(e, changed, first, last)).Take(MostEvents + 1).ToList();
        if (read.Count > MostEvents)
            return Result<IReadOnlyList<IcsEvent>>.Refuse("import.too-many", null, MostEvents);
        return read.Count == 0 ? Result<IReadOnlyList<IcsEvent>>.Refuse("import.empty") : read.OrderBy(e => e.Start).ToList();
    }

    private static Calendar? Load(string text)
    {
        try
        {
            return text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) ? Calendar.Load(text) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever the parser stumbles over: the file is not what it says it is.
            return null;
        }
    }

    private static IEnumerable<IcsEvent> Read(CalendarEvent one, HashSet<(string?, DateTime)> changed, LocalDate first, LocalDate last)
    {
        var name = Name(one.Summary);
        if (IsTooOften(one))
            return [Unreadable(name, one, new("import.too-often"))];
        if ((UnknownZone(one.Start) ?? UnknownZone(one.End)) is { } id)
            return [Unreadable(name, one, new("import.zone-unknown", null, id))];
        try
        {
            return
            [
                .. Occurrences(one, first)
                    .TakeWhile(o => DateOf(o.Period.StartTime) <= last)
                    .Take(MostEvents + 1)
                    .Where(o => one.RecurrenceIdentifier is not null || !changed.Contains((one.Uid, o.Period.StartTime.Value)))
                    .Select(o => Of(name, o.Period.StartTime, o.Period.EffectiveEndTime ?? o.Period.StartTime))
                    .Where(e => e.Trouble is not null || e.End.Date >= first),
            ];
        }
        catch (Exception e)
            when (e is ArgumentException or InvalidOperationException or EvaluationException or OverflowException or FormatException)
        {
            return [Unreadable(name, one, new("import.event-unreadable"))];
        }
    }

    // Nobody is away every hour; a rule that asks for seconds asks for our time.
    private static bool IsTooOften(CalendarEvent one) =>
        Rule(one) is { } rule && rule.Frequency is FrequencyType.Secondly or FrequencyType.Minutely or FrequencyType.Hourly;

    private static RecurrenceRule? Rule(CalendarEvent one) => one.RecurrenceRule;

    private static IEnumerable<Occurrence> Occurrences(CalendarEvent one, LocalDate first) =>
        Rule(one) is null
            ? one.GetOccurrences(options: s_limits)
            : one.GetOccurrences(new CalDateTime(first.PlusDays(-31).ToDateOnly()), s_limits);

    private static IcsEvent Of(string name, CalDateTime from, CalDateTime until)
    {
        // A day without an end is that day.
        var end =
            !from.HasTime && until.Value <= from.Value
                ? At(from).PlusDays(1)
                : At(until.TzId == from.TzId || from.TzId is null ? until : until.ToTimeZone(from.TzId));
        return end <= At(from)
            ? new(name, At(from), At(from), null, false, new("import.event-unreadable"))
            : new(
                name,
                At(from),
                end,
                from.IsUtc ? DateTimeZone.Utc
                    : from.TzId is { } zone ? ZoneOf(zone)
                    : null,
                !from.HasTime
            );
    }

    private static IcsEvent Unreadable(string name, CalendarEvent one, Error why) =>
        new(name, At(one.Start!), At(one.Start!), null, false, why);

    private static string? UnknownZone(CalDateTime? at) => at is { IsUtc: false, TzId: { } id } && ZoneOf(id) is null ? id : null;

    private static LocalDate DateOf(CalDateTime at) => LocalDate.FromDateOnly(at.Date);

    private static LocalDateTime At(CalDateTime at) => LocalDateTime.FromDateTime(at.Value);

    // Outlook writes the names that Windows has for zones.
    private static DateTimeZone? ZoneOf(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        ?? (
            TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var mapped)
                ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(mapped)
                : null
        );

    private static string Name(string? summary)
    {
        var name = string.Join(' ', (summary ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length > LongestName ? name[..(LongestName - 1)] + "…" : name;
    }
}
