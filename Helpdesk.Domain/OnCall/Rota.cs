using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Domain.Workforce;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>Why a person has a shift.</summary>
public enum ShiftSource
{
    Rotation = 0,
    Override = 1,

    /// <summary>Stands in for the one whose turn it is.</summary>
    Substitute = 2,
}

/// <summary>One stretch of a layer with one person, or with nobody.</summary>
/// <param name="InsteadOf">Whose turn it would be, when somebody else has it.</param>
public sealed record Shift(OnCallLayer Layer, TimeRange Time, Guid? Person, ShiftSource Source, Guid? InsteadOf)
{
    internal bool IsSameBut(Shift next) =>
        next.Time.From == Time.Until && (next.Person, next.Source, next.InsteadOf) == (Person, Source, InsteadOf);
}

/// <summary>
/// Who is on call: rotations, overridden by what was agreed, never somebody who is away (spec U3). Pure: the same plan always answers
/// the same, and every instant of a layer has exactly one person or is a gap.
/// </summary>
public sealed class Rota(DateTimeZone zone, IReadOnlyList<Rotation> rotations, IReadOnlyList<OnCallOverride> overrides, Absences absences)
{
    // The later one holds, so it is asked first.
    private readonly OnCallOverride[] _overrides =
    [
        .. overrides
            .Where(o => !o.Time.IsEmpty)
            .OrderByDescending(o => o.MadeAt)
            .ThenByDescending(o => o.Time.From)
            .ThenBy(o => o.Time.Until)
            .ThenBy(o => o.Person),
    ];

    // Of two that start on one day the answer must not hang on the order in which a database hands them out.
    private readonly Rotation[] _rotations =
    [
        .. rotations
            .OrderByDescending(r => r.StartsOn)
            .ThenBy(r => r.DaysATurn)
            .ThenBy(r => r.HandOverAt)
            .ThenBy(r => r.EndsOn ?? LocalDate.MaxIsoValue)
            .ThenBy(r => string.Join(',', r.People), StringComparer.Ordinal),
    ];

    /// <summary>The person on call in a layer, or null in a gap.</summary>
    public Guid? At(OnCallLayer layer, Instant at) => ShiftAt(layer, at, new(at, at)).Person;

    /// <summary>The shifts of a layer over a stretch, without holes: what nobody has is a shift without a person.</summary>
    public IReadOnlyList<Shift> Shifts(OnCallLayer layer, TimeRange over)
    {
        var shifts = new List<Shift>();
        Instant[] edges =
        [
            .. Edges(layer, over).Append(over.From).Append(over.Until).Where(e => over.From <= e && e <= over.Until).Distinct().Order(),
        ];
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            var next = ShiftAt(layer, edges[i], new(edges[i], edges[i + 1]));
            if (shifts.Count > 0 && shifts[^1].IsSameBut(next))
                shifts[^1] = shifts[^1] with { Time = new(shifts[^1].Time.From, next.Time.Until) };
            else
                shifts.Add(next);
        }

        return shifts;
    }

    /// <summary>The stretches in which nobody has a layer while the centre is closed (spec U3).</summary>
    public IReadOnlyList<TimeRange> Gaps(OnCallLayer layer, TimeRange over, BusinessCalendar business) =>
        [.. Shifts(layer, over).Where(s => s.Person is null).SelectMany(s => ClosedWithin(s.Time, business))];

    /// <summary>The same gaps, those of neighbouring nights put together where nobody comes between them.</summary>
    public IReadOnlyList<RotaGap> GapsTogether(OnCallLayer layer, TimeRange over, BusinessCalendar business)
    {
        var gaps = new List<RotaGap>();
        var shifts = Shifts(layer, over);
        for (var i = 0; i < shifts.Count; i++)
        {
            if (shifts[i].Person is not null)
                continue;
            var from = shifts[i].Time.From;
            // Nobody instead of one and nobody instead of the next is nobody all along.
            while (i + 1 < shifts.Count && shifts[i + 1].Person is null)
                i++;
            var until = shifts[i].Time.Until;
            TimeRange[] closed = [.. ClosedWithin(new(from, until), business)];
            if (closed.Length > 0)
                gaps.Add(new(layer, new(closed[0].From, closed[^1].Until), closed, from > over.From, until < over.Until));
        }

        return gaps;
    }

    /// <summary>Whether a stretch of a layer is one person's from end to end.</summary>
    public bool IsAllOf(Guid person, OnCallLayer layer, TimeRange time) =>
        Shifts(layer, time) is { Count: > 0 } shifts && shifts.All(s => s.Person == person);

    /// <summary>
    /// Who may give a stretch to somebody: supervisors anybody's to anybody; everybody else takes it over themselves, or hands over
    /// what is theirs (spec U3).
    /// </summary>
    public bool MayGive(Guid me, bool supervises, OnCallLayer layer, Guid to, TimeRange time) =>
        supervises || to == me || IsAllOf(me, layer, time);

    /// <summary>The parts of a stretch outside business hours.</summary>
    public static IEnumerable<TimeRange> ClosedWithin(TimeRange over, BusinessCalendar business)
    {
        for (var at = over.From; at < over.Until; )
        {
            var change = business.NextChange(at) is { } next && next < over.Until ? next : over.Until;
            if (!business.IsOpen(at))
                yield return new(at, change);
            at = change;
        }
    }

    private Shift ShiftAt(OnCallLayer layer, Instant at, TimeRange time)
    {
        var turn = TurnAt(layer, at);
        foreach (var agreed in _overrides)
        {
            if (agreed.Layer == layer && agreed.Time.Contains(at) && !absences.IsAway(agreed.Person, at))
                return new(layer, time, agreed.Person, ShiftSource.Override, turn == agreed.Person ? null : turn);
        }

        if (turn is not { } person)
            return new(layer, time, null, ShiftSource.Rotation, null);
        var present = absences.Present(person, at);
        return present == person
            ? new(layer, time, person, ShiftSource.Rotation, null)
            : new(layer, time, present, ShiftSource.Substitute, person);
    }

    // Of two rotations of one layer the one that started later holds: a new plan begins while the old one runs out.
    private Guid? TurnAt(OnCallLayer layer, Instant at)
    {
        foreach (var rotation in _rotations.Where(r => r.Layer == layer))
        {
            if (rotation.TurnAt(at, zone) is { } turn)
                return turn.Person;
        }

        return null;
    }

    private IEnumerable<Instant> Edges(OnCallLayer layer, TimeRange over)
    {
        foreach (var agreed in _overrides.Where(o => o.Layer == layer))
        {
            yield return agreed.Time.From;
            yield return agreed.Time.Until;
        }

        foreach (var edge in absences.Edges)
            yield return edge;
        foreach (var rotation in _rotations.Where(r => r.Layer == layer))
        {
            // A day beside each end: the hand-over of a local day may lie beyond the edge.
            var last = over.Until.InZone(zone).Date.PlusDays(1);
            for (var day = over.From.InZone(zone).Date.PlusDays(-1); day <= last; day = day.PlusDays(1))
                yield return rotation.HandOverOn(day, zone);
        }
    }
}
