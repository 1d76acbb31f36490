using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>
/// What a clock shows (spec P10, P11, P12): a case of Friday 20 November 2026, 16:24, due Tuesday 10:24 after a long weekend.
/// </summary>
public sealed class SlaClockTests
{
    private static readonly SlaClock s_clock = new()
    {
        Kind = ClockKind.FirstResponse,
        CalendarId = "business",
        StartedAt = Tokyo(2026, 11, 20, 16, 24),
        Target = Duration.FromHours(2),
    };
    private static readonly Instant s_due = Tokyo(2026, 11, 24, 10, 24);

    [Fact]
    public void Read_WhileOpen_Runs()
    {
        var reading = Read(s_clock, Tokyo(2026, 11, 20, 16, 30));
        (reading.State, reading.IsRunning, reading.DueAt, reading.Elapsed).ShouldBe(
            (ClockState.Running, true, s_due, Duration.FromMinutes(6))
        );
        reading.Remaining.ShouldBe(Duration.FromMinutes(114));
        reading.AtRiskAt.ShouldBe(Tokyo(2026, 11, 24, 9, 48));
        reading.NextTransition.ShouldBe(Tokyo(2026, 11, 20, 17), "the calendar closes first");
        reading.ResumesAt.ShouldBeNull();
    }

    [Fact]
    public void Read_WhileClosed_IsPausedUntilTheNextOpening_P10()
    {
        var reading = Read(s_clock, Tokyo(2026, 11, 22, 12));
        (reading.State, reading.IsRunning, reading.Remaining).ShouldBe((ClockState.Paused, false, Duration.FromMinutes(84)));
        reading.ResumesAt.ShouldBe(Tokyo(2026, 11, 24, 9));
        reading.NextTransition.ShouldBe(Tokyo(2026, 11, 24, 9));
    }

    [Fact]
    public void Read_ShareUsedUp_IsAtRisk()
    {
        Read(s_clock, Tokyo(2026, 11, 24, 9, 47, 59)).State.ShouldBe(ClockState.Running);
        var reading = Read(s_clock, Tokyo(2026, 11, 24, 9, 48));
        (reading.State, reading.NextTransition).ShouldBe((ClockState.AtRisk, s_due));
    }

    [Fact]
    public void Read_FromDueOn_IsMissed_EvenWhenClosed()
    {
        Read(s_clock, s_due).State.ShouldBe(ClockState.Missed);
        Read(s_clock, Tokyo(2026, 11, 24, 11, 24)).Remaining.ShouldBe(Duration.FromHours(-1));
        var night = Read(s_clock, Tokyo(2026, 11, 24, 20));
        (night.State, night.IsRunning, night.IsLate, night.Remaining).ShouldBe(
            (ClockState.Missed, false, true, -Duration.FromMinutes(396))
        );
    }

    [Fact]
    public void Read_DueExactlyAtClosing_IsMissedAtClosing_P12() =>
        Read(s_clock with { StartedAt = Tokyo(2026, 11, 16, 15) }, Tokyo(2026, 11, 16, 17))
            .ShouldSatisfyAllConditions(r => r.DueAt.ShouldBe(Tokyo(2026, 11, 16, 17)), r => r.State.ShouldBe(ClockState.Missed));

    [Fact]
    public void Read_Stopped_IsMetUntilDueAndLateAfter()
    {
        var later = Tokyo(2026, 12, 1, 12);
        Read(s_clock.Stop(s_due, ClockEnd.Met), later).State.ShouldBe(ClockState.Met);
        var late = Read(s_clock.Stop(s_due + Duration.FromMinutes(6), ClockEnd.Met), later);
        (late.State, late.IsLate, late.Remaining, late.NextTransition).ShouldBe((ClockState.MetLate, true, -Duration.FromMinutes(6), null));
        Read(s_clock.Stop(s_due, ClockEnd.Cancelled), later).State.ShouldBe(ClockState.Cancelled);
        Read(s_clock.Stop(s_due + Duration.FromHours(1), ClockEnd.Superseded), later)
            .ShouldSatisfyAllConditions(
                r => r.State.ShouldBe(ClockState.Superseded),
                r => r.IsLate.ShouldBeTrue("a missed clock stays missed (S8)")
            );
    }

    [Fact]
    public void Read_CustomerHasBall_StandsStillWithoutDue_P11()
    {
        var reading = Read(s_clock with { Pauses = [new(Tokyo(2026, 11, 20, 16, 40), null)] }, Tokyo(2026, 11, 24, 12));
        (reading.State, reading.IsRunning, reading.DueAt, reading.Elapsed).ShouldBe(
            (ClockState.Paused, false, null, Duration.FromMinutes(16))
        );
        (reading.NextTransition, reading.ResumesAt).ShouldBe((null, null));
    }

    [Fact]
    public void Read_FinitePause_ResumesAfterItAtAnOpening() =>
        Read(s_clock with { Pauses = [new(Tokyo(2026, 11, 20, 16, 40), Tokyo(2026, 11, 20, 18))] }, Tokyo(2026, 11, 20, 16, 50))
            .ResumesAt.ShouldBe(Tokyo(2026, 11, 24, 9));

    [Fact]
    public void Read_EveryTransition_IsTheNextChangeOfState()
    {
        for (var at = s_clock.StartedAt; at < Tokyo(2026, 11, 25, 12); at += Duration.FromMinutes(3))
        {
            var reading = Read(s_clock, at);
            for (var later = at; later < reading.NextTransition; later += Duration.FromMinutes(7))
                (Read(s_clock, later).State, Read(s_clock, later).IsRunning).ShouldBe((reading.State, reading.IsRunning));
        }
    }

    private static ClockReading Read(SlaClock clock, Instant now) => clock.Read(Business, now, 0.7);
}
