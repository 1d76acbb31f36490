using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>How a promise stands: the one word that screens, reports and the wallboard use (spec U2, S8).</summary>
public enum ClockVerdict
{
    /// <summary>Open, and its due instant is ahead or unknown.</summary>
    Running = 0,

    /// <summary>Open past its due instant: broken already, whenever the answer comes.</summary>
    RunningLate = 1,

    /// <summary>Kept in time.</summary>
    Met = 2,

    /// <summary>Ended after its due instant, however it ended: a missed clock stays missed (spec S8).</summary>
    Missed = 3,

    /// <summary>Replaced in time by another clock, as a severity change does (spec S8).</summary>
    Superseded = 4,

    /// <summary>Broken, and a supervisor has said with a reason why it does not count (spec U2).</summary>
    Excused = 5,

    /// <summary>Ended in time without an answer, because the case ended.</summary>
    CalledOff = 6,
}

/// <summary>The rules of the verdict; nothing else decides what counts.</summary>
public static class ClockVerdicts
{
    /// <param name="wasMissed">For an ended clock: its due instant had passed.</param>
    /// <param name="dueAt">For an open clock; null while it waits for the customer.</param>
    public static ClockVerdict Of(ClockEnd? endedAs, bool wasMissed, bool excused, Instant? dueAt, Instant now)
    {
        // An open clock is late from its due instant on, as its reading says (ClockReader).
        var broken = endedAs is null ? dueAt <= now : wasMissed;
        if (broken)
            return excused ? ClockVerdict.Excused
                : endedAs is null ? ClockVerdict.RunningLate
                : ClockVerdict.Missed;
        return endedAs switch
        {
            null => ClockVerdict.Running,
            ClockEnd.Met => ClockVerdict.Met,
            ClockEnd.Superseded => ClockVerdict.Superseded,
            _ => ClockVerdict.CalledOff,
        };
    }

    /// <summary>
    /// The instant at which the verdict was settled, and so the day a report counts it on: a broken promise when it fell due, everything
    /// else when it ended. A late answer therefore moves nothing; null while a clock runs in time.
    /// </summary>
    public static Instant? SettledAt(ClockVerdict verdict, Instant? dueAt, Instant? endedAt) =>
        verdict switch
        {
            ClockVerdict.Running => null,
            ClockVerdict.RunningLate or ClockVerdict.Missed or ClockVerdict.Excused => dueAt,
            _ => endedAt,
        };

    /// <summary>Counts against us: missed, or late and still running.</summary>
    public static bool IsBroken(this ClockVerdict verdict) => verdict is ClockVerdict.Missed or ClockVerdict.RunningLate;

    /// <summary>Part of the attainment: kept or broken. Excused, superseded and called off ones are counted apart.</summary>
    public static bool Counts(this ClockVerdict verdict) => verdict == ClockVerdict.Met || verdict.IsBroken();

    /// <summary>Kept ones among those that count, 0..1; null when none counts.</summary>
    public static double? Attainment(int met, int broken) => met + broken == 0 ? null : (double)met / (met + broken);
}
