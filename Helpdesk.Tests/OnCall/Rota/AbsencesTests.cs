using Helpdesk.Domain.Workforce;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Rota;

/// <summary>Who is there for somebody away (spec U2): chains, ends, circles.</summary>
public sealed class AbsencesTests
{
    private static readonly Guid Kato = Guid.NewGuid(),
        Sato = Guid.NewGuid(),
        Ito = Guid.NewGuid();
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 0, 0);

    [Fact]
    public void Cover_SubstituteAwayHalfTheTime_IsPieceByPieceWithoutHoles()
    {
        var absences = new Absences([Away(Kato, 0, 4, Sato), Away(Sato, 1, 2, Ito), Away(Ito, 1.5, 2, null)]);

        absences
            .Cover(Kato, new(Day(0), Day(4)))
            .ShouldBe([
                new(new(Day(0), Day(1)), Sato),
                new(new(Day(1), Day(1.5)), Ito),
                new(new(Day(1.5), Day(2)), null),
                new(new(Day(2), Day(4)), Sato),
            ]);
    }

    [Fact]
    public void Cover_EndedAbsence_CountsNoMore() =>
        new Absences([Away(Kato, 0, 2, Sato)])
            .Cover(Kato, new(Day(1), Day(3)))
            .ShouldBe([new(new(Day(1), Day(2)), Sato), new(new(Day(2), Day(3)), Kato)]);

    [Fact]
    public void Present_CircleOfSubstitutes_IsNobody()
    {
        var absences = new Absences([Away(Kato, 0, 2, Sato), Away(Sato, 0, 2, Kato)]);
        absences.Present(Kato, Day(1)).ShouldBeNull();
        absences.Present(Kato, Day(2)).ShouldBe(Kato, "the end belongs to the day they are back");
    }

    private static Absence Away(Guid person, double from, double until, Guid? substitute) =>
        new(person, new(Day(from), Day(until)), substitute);

    private static Instant Day(double day) => Monday + Duration.FromDays(day);
}
