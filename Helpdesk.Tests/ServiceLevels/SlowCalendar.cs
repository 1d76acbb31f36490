using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>
/// The semantics of P12 and P14 word by word: asks every single minute for its
/// local wall time. Openings and instants must lie on full minutes.
/// </summary>
internal sealed class SlowCalendar(CalendarDefinition definition)
{
    private static readonly Duration s_minute = Duration.FromMinutes(1);
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[definition.Zone];

    public bool Counts(Instant at, IReadOnlyList<Pause>? pauses = null)
    {
        if (pauses is not null && pauses.Any(p => p.Start <= at && (p.End is null || at < p.End)))
            return false;
        var local = at.InZone(_zone).LocalDateTime;
        if (definition.Holidays.Any(h => h.Date == local.Date) || definition.Closures.Any(c => c.Covers(local.Date)))
            return false;
        var second = (local.Hour * 3600) + (local.Minute * 60) + local.Second;
        return definition.OpeningsOn(local.DayOfWeek).Any(o => o.StartSecond <= second && second < o.EndSecond);
    }

    public Duration Elapsed(Instant from, Instant until, IReadOnlyList<Pause>? pauses = null)
    {
        var elapsed = Duration.Zero;
        for (var at = from; at < until; at += s_minute)
            elapsed += Counts(at, pauses) ? s_minute : Duration.Zero;
        return elapsed;
    }

    public Instant? Due(Instant start, Duration duration, Instant giveUp, IReadOnlyList<Pause>? pauses = null)
    {
        var left = duration;
        for (var at = start; at <= giveUp; at += s_minute)
        {
            if (left == Duration.Zero)
                return at;
            if (Counts(at, pauses))
                left -= s_minute;
        }

        return null;
    }
}
