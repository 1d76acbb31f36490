using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>
/// People who take turns of equal length in days, handing over at the same wall time: a turn over a daylight-saving change is an
/// hour longer or shorter, the hand-over is not moved.
/// </summary>
/// <param name="People">In the order of their turns.</param>
/// <param name="DaysATurn">1 for a daily rotation, 7 for a weekly one.</param>
/// <param name="HandOverAt">Wall time in the programme's zone; one that the zone skips comes as much later as it skips, one that it repeats
/// counts the first time.</param>
/// <param name="StartsOn">The day of the first hand-over; it also sets the weekday of a weekly rotation.</param>
/// <param name="EndsOn">The day whose hand-over ends the last turn, or null for no end.</param>
public sealed record Rotation(
    OnCallLayer Layer,
    IReadOnlyList<Guid> People,
    int DaysATurn,
    LocalTime HandOverAt,
    LocalDate StartsOn,
    LocalDate? EndsOn = null
)
{
    /// <summary>The turn that <paramref name="at"/> lies in, or null before the first and after the last.</summary>
    internal Turn? TurnAt(Instant at, DateTimeZone zone)
    {
        if (People.Count == 0)
            return null;
        // The local day is right but for hours around the hand-over, where the turn before or after is meant.
        var days = Period.DaysBetween(StartsOn, at.InZone(zone).Date);
        var number = (int)Math.Floor((double)days / DaysATurn);
        if (at < StartOf(number, zone))
            number--;
        return number < 0 ? null : Of(number, zone, at);
    }

    /// <summary>
    /// The next hand-over after <paramref name="after"/>, the last one included that ends the rotation; null when none comes.
    /// </summary>
    public Instant? NextHandOver(Instant after, DateTimeZone zone)
    {
        var turns = Math.Max(0, (Period.DaysBetween(StartsOn, after.InZone(zone).Date) / DaysATurn) - 1);
        while (StartOf(turns, zone) <= after)
            turns++;
        var next = StartOf(turns, zone);
        if (EndsOn is not { } last || HandOverOn(last, zone) is var over && next <= over)
            return next;
        return over > after ? over : null;
    }

    private Turn? Of(int number, DateTimeZone zone, Instant at)
    {
        var (start, end) = (StartOf(number, zone), StartOf(number + 1, zone));
        if (EndsOn is { } last && HandOverOn(last, zone) is var over && end > over)
            end = over;
        return at < end ? new(People[number % People.Count], new(start, end)) : null;
    }

    private Instant StartOf(int number, DateTimeZone zone) => HandOverOn(StartsOn.PlusDays(number * DaysATurn), zone);

    internal Instant HandOverOn(LocalDate day, DateTimeZone zone) => (day + HandOverAt).InZoneLeniently(zone).ToInstant();
}

/// <summary>One person's turn.</summary>
internal readonly record struct Turn(Guid Person, TimeRange Time);

/// <summary>Somebody takes a layer for a while, whoever's turn it is; of two at the same time the one made later holds.</summary>
public sealed record OnCallOverride(OnCallLayer Layer, Guid Person, TimeRange Time, Instant MadeAt);
