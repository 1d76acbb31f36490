using CsCheck;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Domain.Workforce;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Rota;

/// <summary>
/// What holds for any plan: one person or a reported gap at every instant, overrides win, nobody away is on call (spec U3).
/// </summary>
public sealed class RotaPropertyTests
{
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly Guid[] People = [.. Enumerable.Range(1, 4).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private static readonly LocalDate FirstDay = new(2027, 1, 1);
    private static readonly Instant Start = Instant.FromUtc(2027, 1, 1, 0, 0);

    // Weekdays 09:00-17:00.
    private static readonly BusinessCalendar s_business = BusinessCalendar
        .Compile(
            new CalendarDefinition(
                "new-york",
                "America/New_York",
                Enumerable.Range(1, 5).ToDictionary(d => (IsoDayOfWeek)d, IReadOnlyList<Opening> (_) => [new(9 * 3600, 17 * 3600)]),
                [],
                []
            )
        )
        .Value;

    private static readonly Gen<Guid> Somebody = Gen.OneOf(People);
    private static readonly Gen<OnCallLayer> Layer = Gen.OneOf(Enum.GetValues<OnCallLayer>());

    // Over both changes of 2027, in minutes so that edges meet by chance.
    private static readonly Gen<Instant> At = Gen.Int[0, 365 * 24 * 4].Select(n => Start + Duration.FromMinutes(15L * n));
    private static readonly Gen<TimeRange> Time = Gen.Select(At, Gen.Int[1, 24 * 20 * 4])
        .Select((from, n) => new TimeRange(from, from + Duration.FromMinutes(15L * n)));

    private static readonly Gen<Rotation> Rotations = Gen.Select(
            Layer,
            Somebody.List[0, 4],
            Gen.OneOf(1, 2, 7),
            Gen.Int[0, 95],
            Gen.Int[-20, 300],
            Gen.Int[1, 200]
        )
        .Select(
            (layer, people, days, quarter, from, length) =>
                new Rotation(
                    layer,
                    people,
                    days,
                    new LocalTime(quarter / 4, quarter % 4 * 15),
                    FirstDay.PlusDays(from),
                    length > 100 ? null : FirstDay.PlusDays(from + length)
                )
        );

    private static readonly Gen<(
        Rotation[] Rotations,
        OnCallOverride[] Overrides,
        Absence[] Absences,
        TimeRange Over,
        OnCallLayer Layer
    )> Plans = Gen.Select(
        Rotations.Array[0, 4],
        Gen.Select(Layer, Somebody, Time, At).Select((layer, person, time, made) => new OnCallOverride(layer, person, time, made)).Array[
            0,
            6
        ],
        Gen.Select(Somebody, Time, Gen.OneOf<Guid?>([null, .. People.Cast<Guid?>()]))
            .Select((person, time, substitute) => new Absence(person, time, substitute))
            .Array[0, 6],
        Time,
        Layer
    );

    [Fact]
    public void Shifts_TileTheirStretch_AndAgreeWithEveryInstant() =>
        Plans.Sample(
            plan =>
            {
                var rota = new Helpdesk.Domain.OnCall.Rota(NewYork, plan.Rotations, plan.Overrides, new(plan.Absences));
                var shifts = rota.Shifts(plan.Layer, plan.Over);
                shifts[0].Time.From.ShouldBe(plan.Over.From);
                shifts[^1].Time.Until.ShouldBe(plan.Over.Until);
                for (var i = 1; i < shifts.Count; i++)
                {
                    shifts[i].Time.From.ShouldBe(shifts[i - 1].Time.Until, "no hole and no overlap");
                    (shifts[i].Person, shifts[i].Source, shifts[i].InsteadOf).ShouldNotBe(
                        (shifts[i - 1].Person, shifts[i - 1].Source, shifts[i - 1].InsteadOf),
                        "a shift is as long as it can be"
                    );
                }

                foreach (var shift in shifts)
                {
                    foreach (
                        var at in (Instant[])
                            [shift.Time.From, shift.Time.From + (shift.Time.Length / 2), shift.Time.Until - Duration.Epsilon]
                    )
                        rota.At(plan.Layer, at).ShouldBe(shift.Person);
                }
            },
            iter: 2000
        );

    [Fact]
    public void OnCall_IsTheLatestOverrideOfSomebodyPresent_ElseThePersonWhoseTurnItIs() =>
        Plans.Sample(
            plan =>
            {
                var absences = new Absences(plan.Absences);
                var rota = new Helpdesk.Domain.OnCall.Rota(NewYork, plan.Rotations, plan.Overrides, absences);
                for (var at = plan.Over.From; at < plan.Over.Until; at += Duration.FromMinutes(135))
                {
                    var person = rota.At(plan.Layer, at);
                    if (person is { } somebody)
                        absences.IsAway(somebody, at).ShouldBeFalse("nobody is on leave and on call at once");
                    var standing = plan
                        .Overrides.Where(o => o.Layer == plan.Layer && o.Time.Contains(at) && !absences.IsAway(o.Person, at))
                        .ToList();
                    if (standing.Count > 0)
                        standing.Where(o => o.MadeAt == standing.Max(s => s.MadeAt)).Select(o => (Guid?)o.Person).ShouldContain(person);
                    else
                        person.ShouldBe(Turn(plan.Rotations, plan.Layer, at) is { } turn ? absences.Present(turn, at) : null);
                }
            },
            iter: 1000
        );

    // Counts hand-overs one by one from the first, as a person with a calendar would.
    private static Guid? Turn(Rotation[] rotations, OnCallLayer layer, Instant at)
    {
        foreach (var rotation in rotations.Where(r => r.Layer == layer && r.People.Count > 0).OrderByDescending(r => r.StartsOn))
        {
            var (day, turn) = (rotation.StartsOn, -1);
            while (HandOver(rotation, day) <= at)
                (day, turn) = (day.PlusDays(rotation.DaysATurn), turn + 1);
            if (turn >= 0 && (rotation.EndsOn is not { } last || at < HandOver(rotation, last)))
                return rotation.People[turn % rotation.People.Count];
        }

        return null;
    }

    private static Instant HandOver(Rotation rotation, LocalDate day) => NewYork.AtLeniently(day + rotation.HandOverAt).ToInstant();

    [Fact]
    public void Days_AreTiledByTheirPieces_AndAgreeWithShiftsAndGaps() =>
        Plans.Sample(
            plan =>
            {
                var rota = new Helpdesk.Domain.OnCall.Rota(NewYork, plan.Rotations, plan.Overrides, new(plan.Absences));
                var first = plan.Over.From.InZone(NewYork).Date;
                var days = RotaDay.Of(rota, plan.Layer, NewYork, first, 9, s_business);
                var over = new TimeRange(days[0].Time.From, days[^1].Time.Until);
                var pieces = days.SelectMany(d => d.Pieces).ToList();
                (pieces[0].Time.From, pieces[^1].Time.Until).ShouldBe((over.From, over.Until));
                for (var i = 1; i < pieces.Count; i++)
                    pieces[i].Time.From.ShouldBe(pieces[i - 1].Time.Until);
                pieces.ShouldAllBe(p => p.Whole.Person == rota.At(plan.Layer, p.Time.From) && p.IsOpen == s_business.IsOpen(p.Time.From));
                var gaps = rota.Gaps(plan.Layer, over, s_business);
                pieces.Where(p => p.IsGap).Sum(p => p.Time.Length.TotalSeconds).ShouldBe(gaps.Sum(g => g.Length.TotalSeconds));
                var together = rota.GapsTogether(plan.Layer, over, s_business);
                together
                    .Sum(g => g.Closed.Sum(c => c.Length.TotalSeconds))
                    .ShouldBe(gaps.Sum(g => g.Length.TotalSeconds), "the same hours, put together");
                foreach (var gap in together)
                {
                    gap.Time.ShouldBe(new(gap.Closed[0].From, gap.Closed[^1].Until));
                    gap.Closed.ShouldAllBe(c => rota.At(plan.Layer, c.From) == null);
                }
            },
            iter: 300
        );

    [Fact]
    public void NextHandOver_IsTheFirstInstantAtWhichAnotherTurnBegins() =>
        Gen.Select(Rotations, At)
            .Sample(
                (rotation, at) =>
                {
                    // Day by day, as a person with a calendar would.
                    var day = rotation.StartsOn;
                    while (HandOver(rotation, day) <= at)
                        day = day.PlusDays(rotation.DaysATurn);
                    var end = rotation.EndsOn is { } last ? HandOver(rotation, last) : Instant.MaxValue;
                    rotation
                        .NextHandOver(at, NewYork)
                        .ShouldBe(
                            HandOver(rotation, day) <= end ? HandOver(rotation, day)
                            : end > at ? end
                            : null
                        );
                },
                iter: 2000
            );

    [Fact]
    public void Give_IsForSupervisors_ForOneself_OrOfOnesOwn() =>
        Plans.Sample(
            plan =>
            {
                var rota = new Helpdesk.Domain.OnCall.Rota(NewYork, plan.Rotations, plan.Overrides, new(plan.Absences));
                var (me, other) = (People[0], People[1]);
                rota.MayGive(me, true, plan.Layer, other, plan.Over).ShouldBeTrue();
                rota.MayGive(me, false, plan.Layer, me, plan.Over).ShouldBeTrue();
                rota.MayGive(me, false, plan.Layer, other, plan.Over).ShouldBe(rota.Shifts(plan.Layer, plan.Over).All(s => s.Person == me));
            },
            iter: 300
        );
}
