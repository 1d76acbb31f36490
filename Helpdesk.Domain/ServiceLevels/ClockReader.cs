using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// Reads a clock. Open clocks are missed from their due instant on; an answer at that very instant still keeps the promise.
/// </summary>
internal static class ClockReader
{
    public static ClockReading Read(SlaClock clock, BusinessCalendar calendar, Instant now, double atRiskShare)
    {
        var asOf = Instant.Max(clock.StoppedAt ?? now, clock.StartedAt);
        var target = clock.EffectiveTarget(calendar);
        var due = clock.DueAt(calendar);
        var atRisk = calendar.Due(
            clock.StartedAt,
            Duration.FromTicks((long)Math.Round(target.BclCompatibleTicks * atRiskShare)),
            clock.Pauses
        );
        var elapsed = calendar.Elapsed(clock.StartedAt, asOf, clock.Pauses);
        if (clock.StoppedAt is { } stopped)
            return new(
                EndState(clock.EndedAs, stopped > due),
                due,
                target - elapsed,
                elapsed,
                IsRunning: false,
                stopped > due,
                atRisk,
                null,
                null
            );

        var (paused, late) = (IsPaused(clock, now), now >= due);
        var running = !paused && now >= clock.StartedAt && calendar.IsOpen(now);
        var state =
            late ? ClockState.Missed
            : !running ? ClockState.Paused
            : now >= atRisk ? ClockState.AtRisk
            : ClockState.Running;
        var next = NextTransition(clock, calendar, now, atRisk, due);
        return new(state, due, target - elapsed, elapsed, running, late, atRisk, next, running ? null : ResumesAt(clock, calendar, now));
    }

    private static ClockState EndState(ClockEnd? end, bool late) =>
        end switch
        {
            ClockEnd.Superseded => ClockState.Superseded,
            ClockEnd.Cancelled => ClockState.Cancelled,
            _ => late ? ClockState.MetLate : ClockState.Met,
        };

    private static bool IsPaused(SlaClock clock, Instant at) => PauseAt(clock, at) is not null;

    // Plain loops: a reading is made for every open clock with every change, and must not allocate.
    private static Pause? PauseAt(SlaClock clock, Instant at)
    {
        foreach (var pause in PauseTicks.AsSpan(clock.Pauses))
        {
            if (pause.Covers(at))
                return pause;
        }

        return null;
    }

    private static Instant? NextTransition(SlaClock clock, BusinessCalendar calendar, Instant now, Instant? atRisk, Instant? due)
    {
        // While it is paused without an end, openings and closings change nothing.
        var next = calendar.NextChange(now);
        foreach (var pause in PauseTicks.AsSpan(clock.Pauses))
        {
            if (pause.End is null && pause.Start <= now)
                next = null;
        }

        next = Earlier(next, atRisk, now);
        next = Earlier(next, due, now);
        next = Earlier(next, clock.StartedAt, now);
        foreach (var pause in PauseTicks.AsSpan(clock.Pauses))
            next = Earlier(Earlier(next, pause.Start, now), pause.End, now);
        return next;
    }

    private static Instant? Earlier(Instant? best, Instant? candidate, Instant now) =>
        candidate > now && (best is null || candidate < best) ? candidate : best;

    private static Instant? ResumesAt(SlaClock clock, BusinessCalendar calendar, Instant now)
    {
        Instant? at = Instant.Max(now, clock.StartedAt);
        while (at is { } instant)
        {
            if (PauseAt(clock, instant) is { } pause)
                at = pause.End;
            else if (calendar.IsOpen(instant))
                return instant;
            else
                at = calendar.NextOpening(instant);
        }

        return null;
    }
}
