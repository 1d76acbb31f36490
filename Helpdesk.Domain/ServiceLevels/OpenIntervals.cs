using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Turns a definition into ascending, disjoint, never touching open intervals in ticks since the Unix epoch.</summary>
/// <remarks>
/// Local openings are intersected with each zone interval (constant offset), so that local time a zone skips never counts and local time it
/// repeats counts twice. Mapping start and end through the zone instead would count an opening half inside a gap or an overlap wrongly.
/// </remarks>
internal sealed class OpenIntervals
{
    private const long Day = NodaConstants.TicksPerDay;

    private readonly List<long> _starts = [];
    private readonly List<long> _ends = [];
    private readonly Opening[][] _week;
    private readonly bool[] _closed;
    private readonly long _firstDay;

    private OpenIntervals(CalendarDefinition definition, long from, long until)
    {
        _week = [.. Enumerable.Range(1, 7).Select(day => definition.OpeningsOn((IsoDayOfWeek)day).OrderBy(o => o.StartSecond).ToArray())];
        // Local days may lie a day beside the UTC days of the range.
        _firstDay = FloorDay(from) - 2;
        _closed = new bool[FloorDay(until) + 2 - _firstDay + 1];
        Close(definition, from, until);
    }

    public static (List<long> Starts, List<long> Ends) Of(CalendarDefinition definition, DateTimeZone zone, long from, long until)
    {
        var intervals = new OpenIntervals(definition, from, until);
        foreach (var stretch in zone.GetZoneIntervals(Instant.FromUnixTimeTicks(from), Instant.FromUnixTimeTicks(until)))
        {
            var start = stretch.HasStart ? Math.Max(from, stretch.Start.ToUnixTimeTicks()) : from;
            var end = stretch.HasEnd ? Math.Min(until, stretch.End.ToUnixTimeTicks()) : until;
            intervals.AddStretch(start, end, stretch.WallOffset.Ticks);
        }

        return (intervals._starts, intervals._ends);
    }

    private void AddStretch(long start, long end, long offset)
    {
        var (localStart, localEnd) = (start + offset, end + offset);
        for (var day = FloorDay(localStart); day * Day < localEnd; day++)
        {
            if (_closed[day - _firstDay])
                continue;
            foreach (var opening in _week[WeekdayOf(day)])
            {
                var from = Math.Max(localStart, (day * Day) + (opening.StartSecond * NodaConstants.TicksPerSecond));
                var until = Math.Min(localEnd, (day * Day) + (opening.EndSecond * NodaConstants.TicksPerSecond));
                if (from < until)
                    Add(from - offset, until - offset);
            }
        }
    }

    private void Add(long start, long end)
    {
        if (_ends.Count > 0 && _ends[^1] == start)
        {
            _ends[^1] = end;
            return;
        }

        _starts.Add(start);
        _ends.Add(end);
    }

    private void Close(CalendarDefinition definition, long from, long until)
    {
        foreach (var holiday in definition.Holidays)
            Close(new DateInterval(holiday.Date, holiday.Date));
        // A closure that wraps the year end may have begun the year before.
        var (firstYear, lastYear) = (Instant.FromUnixTimeTicks(from).InUtc().Year - 1, Instant.FromUnixTimeTicks(until).InUtc().Year + 1);
        foreach (var range in definition.Closures.SelectMany(closure => closure.Beginning(firstYear, lastYear)))
            Close(range);
    }

    private void Close(DateInterval range)
    {
        var first = Math.Max(0, EpochDay(range.Start) - _firstDay);
        var last = Math.Min(_closed.Length - 1, EpochDay(range.End) - _firstDay);
        for (var day = first; day <= last; day++)
            _closed[day] = true;
    }

    private static long FloorDay(long ticks) => ticks >= 0 ? ticks / Day : ((ticks + 1) / Day) - 1;

    // 1970-01-01 was a Thursday: index 3 when Monday is 0.
    private static int WeekdayOf(long epochDay) => (int)((((epochDay + 3) % 7) + 7) % 7);

    private static long EpochDay(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);
}
