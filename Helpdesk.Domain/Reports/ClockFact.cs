using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>What reports know of one clock, in 32 bytes.</summary>
public readonly struct ClockFact
{
    private const int Kinds = 0x0F,
        Missed = 0x10,
        Excused = 0x20;

    private readonly long _started;
    private readonly long _due;
    private readonly long _ended;
    private readonly sbyte _end;

    // The kind, and in the upper half what is marked: a byte more would make it 40 bytes.
    private readonly byte _kindAndMarks;

    public ClockFact(
        ClockKind kind,
        ushort calendar,
        Instant startedAt,
        Instant? dueAt,
        Instant? endedAt,
        ClockEnd? endedAs,
        bool wasMissed,
        bool excused
    )
    {
        (Calendar, _end) = (calendar, (sbyte)(endedAs is { } known ? (int)known : -1));
        (_started, _due, _ended) = (startedAt.ToUnixTimeTicks(), Ticks(dueAt), Ticks(endedAt));
        _kindAndMarks = (byte)((int)kind | (wasMissed ? Missed : 0) | (excused ? Excused : 0));
    }

    /// <summary>The case's place in <see cref="ReportFacts.Cases"/>; negative for what a later reading has replaced.</summary>
    public int Case { get; internal init; }

    public ClockKind Kind => (ClockKind)(_kindAndMarks & Kinds);

    /// <summary>Place in <see cref="ReportNames.Calendars"/>.</summary>
    public ushort Calendar { get; }

    public Instant StartedAt => Instant.FromUnixTimeTicks(_started);

    public Instant? DueAt => Known(_due);

    public Instant? EndedAt => Known(_ended);

    public ClockEnd? EndedAs => _end < 0 ? null : (ClockEnd)_end;

    public ClockVerdict Verdict(Instant now) =>
        ClockVerdicts.Of(EndedAs, (_kindAndMarks & Missed) != 0, (_kindAndMarks & Excused) != 0, DueAt, now);

    /// <summary>The same clock with another due time; an ended one was missed if that had passed.</summary>
    internal ClockFact WithDue(Instant? due) =>
        new(Kind, Calendar, StartedAt, due, EndedAt, EndedAs, EndedAt > due, (_kindAndMarks & Excused) != 0);

    /// <summary>The clock as one that settles nothing and counts nowhere.</summary>
    internal ClockFact Unsettled() => new(Kind, Calendar, StartedAt, null, null, null, false, false);

    internal ClockFact Of(int place) => this with { Case = place };

    private static long Ticks(Instant? at) => at?.ToUnixTimeTicks() ?? long.MaxValue;

    private static Instant? Known(long ticks) => ticks == long.MaxValue ? null : Instant.FromUnixTimeTicks(ticks);
}
