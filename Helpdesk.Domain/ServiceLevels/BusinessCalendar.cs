using System.Runtime.CompilerServices;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// A compiled calendar: answers in constant time, without allocating, how much time counts
/// between two instants and when a duration is used up (spec P10, P12, P14).
/// </summary>
/// <remarks>
/// An instant counts when its local wall time in the zone lies inside an opening of a day that is neither holiday nor closed. All
/// arithmetic is in 100-ns ticks since the Unix epoch.
/// </remarks>
public sealed partial class BusinessCalendar
{
    /// <summary>What <see cref="DueTicks"/> answers when the duration is not used up inside the horizon.</summary>
    public const long Unreachable = long.MaxValue;

    /// <summary>First instant of the horizon.</summary>
    public static readonly Instant Earliest = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <summary>End of the horizon, exclusive.</summary>
    public static readonly Instant Latest = Instant.FromUtc(2100, 1, 1, 0, 0);

    private readonly int _count;
    private readonly long[] _starts;

    /// <summary>Open ticks before interval i; the last entry is the total.</summary>
    private readonly long[] _openBefore;
    private readonly TickIndex _byTime;
    private readonly TickIndex _byOpenTime;
    private readonly long _from;
    private readonly long _until;
    private readonly Dictionary<LocalDate, Holiday> _holidays;

    private BusinessCalendar(CalendarDefinition definition, DateTimeZone zone, long from, long until)
    {
        (Definition, Zone, _from, _until) = (definition, zone, from, until);
        var (starts, ends) = OpenIntervals.Of(definition, zone, from, until);
        _count = starts.Count;
        _starts = [.. starts];
        _openBefore = new long[_count + 1];
        for (var i = 0; i < _count; i++)
            _openBefore[i + 1] = _openBefore[i] + ends[i] - starts[i];
        _byTime = new(_starts, _count);
        _byOpenTime = new(_openBefore, _count);
        _holidays = definition.Holidays.DistinctBy(h => h.Date).ToDictionary(h => h.Date);
    }

    public string Id => Definition.Id;

    public DateTimeZone Zone { get; }

    public CalendarDefinition Definition { get; }

    public bool NeverOpens => _count == 0;

    /// <summary>True when every instant of the compiled range counts.</summary>
    public bool IsAlwaysOpen => _count == 1 && _openBefore[1] == _until - _from;

    /// <summary>Compiles the whole horizon, <see cref="Earliest"/> to <see cref="Latest"/>.</summary>
    public static Result<BusinessCalendar> Compile(CalendarDefinition definition) => Compile(definition, Earliest, Latest);

    /// <summary>Compiles only a part of the horizon; outside it nothing is known: a due instant there is null.</summary>
    public static Result<BusinessCalendar> Compile(CalendarDefinition definition, Instant from, Instant until)
    {
        if (CalendarRules.Check(definition) is { Count: > 0 } errors)
            return Result<BusinessCalendar>.Refuse(errors);
        var (start, end) = (Instant.Max(from, Earliest), Instant.Min(until, Latest));
        if (end <= start)
            throw new ArgumentOutOfRangeException(
                nameof(until),
                until,
                "The range to compile must lie inside the horizon and must not be empty."
            );
        return new BusinessCalendar(
            definition,
            DateTimeZoneProviders.Tzdb[definition.Zone],
            start.ToUnixTimeTicks(),
            end.ToUnixTimeTicks()
        );
    }

    public bool IsOpen(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        var i = _byTime.LastAtOrBefore(ticks);
        return i >= 0 && ticks < EndOf(i);
    }

    /// <summary>First instant after <paramref name="at"/> when it turns open; null when there is none inside the horizon.</summary>
    public Instant? NextOpening(Instant at)
    {
        var next = _byTime.LastAtOrBefore(at.ToUnixTimeTicks()) + 1;
        return next < _count && _starts[next] > _from ? Instant.FromUnixTimeTicks(_starts[next]) : null;
    }

    /// <summary>First instant after <paramref name="at"/> when it turns closed; null when there is none inside the horizon.</summary>
    public Instant? NextClosing(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        var i = _byTime.LastAtOrBefore(ticks);
        if (i < 0 || ticks >= EndOf(i))
            i++;
        return i < _count && EndOf(i) < _until ? Instant.FromUnixTimeTicks(EndOf(i)) : null;
    }

    /// <summary>First instant after <paramref name="at"/> when it opens or closes; null for a calendar that never does.</summary>
    public Instant? NextChange(Instant at) => IsOpen(at) ? NextClosing(at) : NextOpening(at);

    /// <summary>
    /// Earliest tick at or after the start by which the duration has been counted; <see cref="Unreachable"/> when not inside the horizon.
    /// </summary>
    public long DueTicks(long startTicks, long durationTicks)
    {
        if (startTicks < _from || startTicks > _until)
            return Unreachable;
        if (durationTicks <= 0)
            return startTicks;
        var total = _openBefore[_count];
        var wanted = OpenBefore(startTicks) + durationTicks;
        // A sum beyond long.MaxValue turns negative.
        if (wanted > total || wanted < 0)
            return Unreachable;
        // Strictly before: a deadline that lands on closing time stays there (spec P12).
        var i = _byOpenTime.LastAtOrBefore(wanted - 1);
        return _starts[i] + wanted - _openBefore[i];
    }

    /// <summary>Earliest instant at or after the start by which the duration has been counted; null when not inside the horizon.</summary>
    public Instant? Due(Instant start, Duration duration)
    {
        var due = DueTicks(start.ToUnixTimeTicks(), duration.BclCompatibleTicks);
        return due == Unreachable ? null : Instant.FromUnixTimeTicks(due);
    }

    /// <summary>
    /// Ticks that count between a and b, negative when b is before a; an end outside the horizon is a caller's bug and throws.
    /// </summary>
    public long ElapsedTicks(long a, long b)
    {
        if (a < _from || a > _until || b < _from || b > _until)
            ThrowOutsideHorizon();
        return OpenBefore(b) - OpenBefore(a);
    }

    /// <summary>
    /// Time that counts between a and b, negative when b is before a; an end outside the horizon is a caller's bug and throws.
    /// </summary>
    public Duration Elapsed(Instant a, Instant b) => Duration.FromTicks(ElapsedTicks(a.ToUnixTimeTicks(), b.ToUnixTimeTicks()));

    /// <summary>Whether due and elapsed can be asked about the instant.</summary>
    public bool Knows(Instant at) => at.ToUnixTimeTicks() is var ticks && ticks >= _from && ticks <= _until;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long OpenBefore(long ticks)
    {
        var i = _byTime.LastAtOrBefore(ticks);
        return i < 0 ? 0 : Math.Min(_openBefore[i] + ticks - _starts[i], _openBefore[i + 1]);
    }

    private long EndOf(int i) => _starts[i] + _openBefore[i + 1] - _openBefore[i];

    private static void ThrowOutsideHorizon() =>
        throw new InvalidOperationException("The calendar was asked about an instant outside the range it was compiled for.");
}
