using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Domain.Workforce;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Rota;

/// <summary>Who is on call, example by example (spec U3).</summary>
public sealed class RotaTests
{
    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly Guid Ueda = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Sato = new("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Mori = new("00000000-0000-0000-0000-000000000003");

    // From Monday 7 June 2027.
    private static readonly Rotation Weekly = new(OnCallLayer.Primary, [Ueda, Sato], 7, new(9, 0), new(2027, 6, 7));

    [Fact]
    public void Weekly_HandsOverOnItsDayAtItsTime_HalfOpen()
    {
        var rota = new Helpdesk.Domain.OnCall.Rota(Tokyo, [Weekly], [], Absences.None);

        rota.At(OnCallLayer.Primary, Jst(7, 8, 59)).ShouldBeNull("nobody before the first hand-over");
        rota.At(OnCallLayer.Primary, Jst(7, 9, 0)).ShouldBe(Ueda);
        rota.At(OnCallLayer.Primary, Jst(14, 9, 0) - Duration.Epsilon).ShouldBe(Ueda);
        rota.At(OnCallLayer.Primary, Jst(14, 9, 0)).ShouldBe(Sato, "the end of one turn is the beginning of the next");
        rota.At(OnCallLayer.Primary, Jst(21, 9, 0)).ShouldBe(Ueda, "and round again");
        rota.At(OnCallLayer.Secondary, Jst(14, 9, 0)).ShouldBeNull("a layer of its own");
    }

    [Fact]
    public void Rotation_ThatEnds_LeavesAGap_AndANewerOneTakesOver()
    {
        var ending = Weekly with { EndsOn = new(2027, 6, 16) };
        var newer = new Rotation(OnCallLayer.Primary, [Mori], 1, new(9, 0), new(2027, 6, 18));
        var rota = new Helpdesk.Domain.OnCall.Rota(Tokyo, [ending, newer], [], Absences.None);

        rota.Shifts(OnCallLayer.Primary, new(Jst(14, 9), Jst(20, 9)))
            .Select(s => (s.Time.From, s.Person))
            .ShouldBe([(Jst(14, 9), Sato), (Jst(16, 9), null), (Jst(18, 9), Mori)]);
    }

    [Fact]
    public void Override_WinsForItsHour_AndTheLaterOfTwoHolds()
    {
        OnCallOverride[] agreed =
        [
            new(OnCallLayer.Primary, Sato, new(Jst(8, 20), Jst(9, 2)), Jst(1, 0)),
            new(OnCallLayer.Primary, Mori, new(Jst(8, 21), Jst(8, 22)), Jst(2, 0)),
        ];
        var rota = new Helpdesk.Domain.OnCall.Rota(Tokyo, [Weekly], agreed, Absences.None);

        rota.Shifts(OnCallLayer.Primary, new(Jst(8, 18), Jst(9, 9)))
            .Select(s => (s.Time.From, s.Person, s.Source, s.InsteadOf))
            .ShouldBe([
                (Jst(8, 18), Ueda, ShiftSource.Rotation, null),
                (Jst(8, 20), Sato, ShiftSource.Override, Ueda),
                (Jst(8, 21), Mori, ShiftSource.Override, Ueda),
                (Jst(8, 22), Sato, ShiftSource.Override, Ueda),
                (Jst(9, 2), Ueda, ShiftSource.Rotation, null),
            ]);
    }

    [Fact]
    public void Absence_HandsToTheSubstitute_ChainsAreFollowed_AndNobodyAwayIsOnCall()
    {
        var ill = new Absence(Ueda, new(Jst(8, 0), Jst(10, 0)), Sato);
        var holiday = new Absence(Sato, new(Jst(9, 0), Jst(11, 0)), Mori);

        new Helpdesk.Domain.OnCall.Rota(Tokyo, [Weekly], [], new([ill, holiday]))
            .Shifts(OnCallLayer.Primary, new(Jst(7, 12), Jst(12, 0)))
            .Select(s => (s.Time.From, s.Person, s.Source, s.InsteadOf))
            .ShouldBe(
                [
                    (Jst(7, 12), Ueda, ShiftSource.Rotation, null),
                    (Jst(8, 0), Sato, ShiftSource.Substitute, Ueda),
                    (Jst(9, 0), Mori, ShiftSource.Substitute, Ueda),
                    (Jst(10, 0), Ueda, ShiftSource.Rotation, null),
                ],
                "an absence that has ended counts no more"
            );
        new Helpdesk.Domain.OnCall.Rota(Tokyo, [Weekly], [], new([ill, holiday with { Substitute = Ueda }]))
            .At(OnCallLayer.Primary, Jst(9, 12))
            .ShouldBeNull("a circle ends in a gap, not in a guess");
    }

    [Fact]
    public void Override_OfSomebodyAway_DoesNotCount()
    {
        var rota = new Helpdesk.Domain.OnCall.Rota(
            Tokyo,
            [Weekly],
            [new(OnCallLayer.Primary, Mori, new(Jst(8, 0), Jst(9, 0)), Jst(1, 0))],
            new([new(Mori, new(Jst(8, 12), Jst(10, 0)))])
        );

        rota.At(OnCallLayer.Primary, Jst(8, 11)).ShouldBe(Mori);
        rota.At(OnCallLayer.Primary, Jst(8, 12)).ShouldBe(Ueda, "nobody is on leave and on call at once");
    }

    [Fact]
    public void Gaps_AreOnlyWhereTheCentreIsClosed()
    {
        var business = SampleProgramme.Business;
        var rota = new Helpdesk.Domain.OnCall.Rota(Tokyo, [Weekly with { EndsOn = new(2027, 6, 9) }], [], Absences.None);

        // Wednesday 9 June from 09:00 nobody; the day itself is open until 17:00.
        rota.Gaps(OnCallLayer.Primary, new(Jst(9, 0), Jst(11, 0)), business)
            .ShouldBe([new(Jst(9, 17), Jst(10, 9)), new(Jst(10, 17), Jst(11, 0))]);
    }

    [Theory]
    [InlineData(2027, 3, 13, 23, "the night that loses an hour")]
    [InlineData(2027, 11, 6, 25, "the night that has one twice")]
    [InlineData(2027, 6, 9, 24, "any other")]
    public void Daily_OverADaylightSavingChange_HandsOverAtTheSameWallTime(int year, int month, int day, int hours, string because)
    {
        var rota = new Helpdesk.Domain.OnCall.Rota(
            NewYork,
            [new(OnCallLayer.Primary, [Ueda, Sato], 1, new(9, 0), new(2027, 1, 1))],
            [],
            Absences.None
        );
        var from = new LocalDateTime(year, month, day, 9, 0).InZoneStrictly(NewYork).ToInstant();

        var turn = rota.Shifts(OnCallLayer.Primary, new(from, from + Duration.FromDays(3)))[0];

        turn.Time.Length.ShouldBe(Duration.FromHours(hours), because);
        turn.Time.Until.InZone(NewYork).TimeOfDay.ShouldBe(new(9, 0));
    }

    [Fact]
    public void HandOver_AtATimeTheZoneSkipsOrRepeats_HappensOnce()
    {
        var rota = new Helpdesk.Domain.OnCall.Rota(
            NewYork,
            [
                new(OnCallLayer.Primary, [Ueda, Sato], 1, new(1, 30), new(2027, 1, 1)),
                new(OnCallLayer.Secondary, [Ueda, Sato], 1, new(2, 30), new(2027, 1, 1)),
            ],
            [],
            Absences.None
        );
        var november = Instant.FromUtc(2027, 11, 7, 4, 0);
        var march = Instant.FromUtc(2027, 3, 14, 5, 0);

        rota.Shifts(OnCallLayer.Primary, new(november, november + Duration.FromHours(6)))
            .Select(s => s.Time.From)
            .ShouldBe([november, Instant.FromUtc(2027, 11, 7, 5, 30)], "01:30 comes twice that night; the first counts");
        rota.Shifts(OnCallLayer.Secondary, new(march, march + Duration.FromHours(6)))
            .Select(s => s.Time.From)
            .ShouldBe([march, Instant.FromUtc(2027, 3, 14, 7, 30)], "02:30 is skipped; 03:30 it is");
    }

    private static Instant Jst(int day, int hour, int minute = 0) =>
        new LocalDateTime(2027, 6, day, hour, minute).InZoneStrictly(Tokyo).ToInstant();
}
