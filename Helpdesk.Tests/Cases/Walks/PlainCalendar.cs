using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>
/// A calendar as one writes it down: a list of minutes, each open or not (spec P10, P12, P14). Slow, and apart from the product's
/// arithmetic. Between two changes of the clocks a wall time is the instant and an offset; nothing else is known of zones.
/// </summary>
internal sealed class PlainCalendar
{
    /// <summary>Tokyo, with the holidays that the console comes with.</summary>
    public const string TokyoOfTheConsole = "Asia/Tokyo of the console";

    private static readonly Instant s_from = Instant.FromUtc(2026, 3, 1, 0, 0);
    private static readonly Instant s_until = Instant.FromUtc(2028, 6, 1, 0, 0);
    private static readonly Duration s_minute = Duration.FromMinutes(1);

    // Japanese public holidays, as the specification's calendar keeps them (P1, P14).
    private static readonly HashSet<LocalDate> s_holidays =
    [
        .. Days(
            2026,
            (3, 20),
            (4, 29),
            (5, 3),
            (5, 4),
            (5, 5),
            (5, 6),
            (7, 20),
            (8, 11),
            (9, 21),
            (9, 22),
            (9, 23),
            (10, 12),
            (11, 3),
            (11, 23)
        ),
        .. Days(2027, (1, 1), (1, 11)),
    ];

    // The console's own calendar knows those of later years, too; by law they are moved from Sundays to the next day.
    private static readonly HashSet<LocalDate> s_later =
    [
        .. Days(2027, (7, 19), (8, 11), (9, 20), (9, 23), (10, 11), (11, 3), (11, 23)),
        .. Days(2028, (1, 1), (1, 10), (2, 11), (2, 23), (3, 20), (4, 29), (5, 3), (5, 4), (5, 5)),
    ];

    private readonly bool[] _open = new bool[(int)(s_until - s_from).TotalMinutes];

    public PlainCalendar(string zone, Func<LocalDateTime, bool> isOpen)
    {
        foreach (var between in DateTimeZoneProviders.Tzdb[zone].GetZoneIntervals(s_from, s_until))
        {
            var first = between.HasStart ? Instant.Max(between.Start, s_from) : s_from;
            var last = between.HasEnd ? Instant.Min(between.End, s_until) : s_until;
            for (var at = first; at < last; at += s_minute)
                _open[MinuteOf(at)] = isOpen(at.WithOffset(between.WallOffset).LocalDateTime);
        }
    }

    /// <summary>Monday to Friday from nine to five; in the other zone also at night on Sundays, when clocks are changed.</summary>
    /// <param name="noWednesdays">With the holidays that a calendar gets in the middle of a walk.</param>
    public static PlainCalendar Business(string zone, bool noWednesdays) =>
        new(
            zone == TokyoOfTheConsole ? "Asia/Tokyo" : zone,
            t =>
                !s_holidays.Contains(t.Date)
                && !(zone == TokyoOfTheConsole && s_later.Contains(t.Date))
                && (t.Month, t.Day) is not ((12, >= 29) or (1, <= 3))
                && !(noWednesdays && t.DayOfWeek == IsoDayOfWeek.Wednesday)
                && (
                    t.DayOfWeek switch
                    {
                        IsoDayOfWeek.Saturday => false,
                        IsoDayOfWeek.Sunday => zone == "Europe/Berlin" && t.Hour is >= 1 and < 4,
                        _ => t.Hour is >= 9 and < 17,
                    }
                )
        );

    public bool IsOpen(Instant at) => _open[MinuteOf(at)];

    /// <summary>The instant itself while open, else the next opening.</summary>
    public Instant Opening(Instant at)
    {
        while (!IsOpen(at))
            at = NextMinute(at);
        return at;
    }

    /// <summary>When so much open time has gone by; null while a pause without an end keeps it unknown.</summary>
    public Instant? Due(Instant from, Duration length, IReadOnlyList<Gap> pauses)
    {
        // Between two edges all is the same: nothing counts, or the minutes that are open do.
        List<Instant> edges = [.. pauses.SelectMany(p => new[] { p.From, p.Until ?? Instant.MaxValue }).Append(Instant.MaxValue).Order()];
        var at = from;
        while (true)
        {
            var inside = pauses.FirstOrDefault(p => p.From <= at && (p.Until is null || at < p.Until));
            if (length == Duration.Zero)
                return at;
            if (inside is { Until: null })
                return null;
            var edge = edges.First(e => e > at);
            if (inside is not null)
                at = edge;
            while (at < edge && length > Duration.Zero)
            {
                var next = Instant.Min(NextMinute(at), edge);
                if (IsOpen(at))
                {
                    if (next - at >= length)
                        return at + length;
                    length -= next - at;
                }

                at = next;
            }
        }
    }

    /// <summary>Open time between two instants.</summary>
    public Duration Between(Instant from, Instant until)
    {
        var sum = Duration.Zero;
        for (var at = from; at < until; at = NextMinute(at))
            sum += IsOpen(at) ? Instant.Min(NextMinute(at), until) - at : Duration.Zero;
        return sum;
    }

    private static int MinuteOf(Instant at) => (int)((at - s_from).TotalSeconds / 60);

    private static Instant NextMinute(Instant at) => s_from + Duration.FromMinutes(MinuteOf(at) + 1);

    private static IEnumerable<LocalDate> Days(int year, params (int Month, int Day)[] days) =>
        days.Select(d => new LocalDate(year, d.Month, d.Day));
}

/// <summary>A time in which nothing counts.</summary>
internal sealed record Gap(Instant From, Instant? Until);
