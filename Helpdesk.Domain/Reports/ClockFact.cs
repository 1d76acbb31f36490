using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>What reports know of one clock, in 32 bytes.</summary>
public readonly struct ClockFact
{
    private readonly long _started;
    private readonly long _due;
    private readonly long _ended;
    private readonly byte _kind;
    private readonly sbyte _end;
    private readonly byte _marks;

    public ClockFact(
        ClockKind kind,
        byte calendar,
        Instant startedAt,
        Instant? dueAt,
        Instant? endedAt,
        ClockEnd? endedAs,
        bool wasMissed,
        bool excused
    )
    {
        (_kind, Calendar, _end) = ((byte)kind, calendar, (sbyte)(endedAs is { } known ? (int)known : -1));
        (_started, _due, _ended) = (startedAt.ToUnixTimeTicks(), Ticks(dueAt), Ticks(endedAt));
        _marks = (byte)((wasMissed ? 1 : 0) | (excused ? 2 : 0));
    }

    /// <summary>The case's place in <see cref="ReportFacts.Cases"/>; negative for what a later reading has replaced.</summary>
    public int Case { get; internal init; }

    public ClockKind Kind => (ClockKind)_kind;

    /// <summary>Place in <see cref="ReportNames.Calendars"/>.</summary>
    public byte Calendar { get; }

    public Instant StartedAt => Instant.FromUnixTimeTicks(_started);

    public Instant? DueAt => Known(_due);

    public Instant? EndedAt => Known(_ended);

    public ClockEnd? EndedAs => _end < 0 ? null : (ClockEnd)_end;

    public ClockVerdict Verdict(Instant now) => ClockVerdicts.Of(EndedAs, (_marks & 1) != 0, (_marks & 2) != 0, DueAt, now);

    /// <summary>The same clock with another due time; an ended one was missed if that had passed.</summary>
    internal ClockFact WithDue(Instant? due) => new(Kind, Calendar, StartedAt, due, EndedAt, EndedAs, EndedAt > due, (_marks & 2) != 0);

    /// <summary>The clock as one that settles nothing and counts nowhere.</summary>
    internal ClockFact Unsettled() => new(Kind, Calendar, StartedAt, null, null, null, false, false);

    internal ClockFact Of(int place) => this with { Case = place };

    private static long Ticks(Instant? at) => at?.ToUnixTimeTicks() ?? long.MaxValue;

    private static Instant? Known(long ticks) => ticks == long.MaxValue ? null : Instant.FromUnixTimeTicks(ticks);
}
