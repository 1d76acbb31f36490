using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>The specification's own examples (spec P1, P10, P12, P14) and the edges of the interval arithmetic.</summary>
public sealed class BusinessCalendarTests
{
    private static readonly Duration s_businessDay = Duration.FromHours(8);

    [Fact]
    public void Due_OpenedMondayMorning_IsTuesdaySameTime_P12() =>
        Business.Due(Tokyo(2026, 11, 16, 10, 15), s_businessDay).ShouldBe(Tokyo(2026, 11, 17, 10, 15));

    [Fact]
    public void Due_OpenedSaturday_IsMondayClosing_P12() =>
        Business.Due(Tokyo(2026, 11, 14, 13), s_businessDay).ShouldBe(Tokyo(2026, 11, 16, 17));

    [Fact]
    public void Due_OpenedAtOpening_StaysOnClosingTime_P12() =>
        Business.Due(Tokyo(2026, 11, 16, 9), s_businessDay).ShouldBe(Tokyo(2026, 11, 16, 17));

    [Fact]
    public void Due_OpenedAtClosing_IsNextDayClosing_P12() =>
        Business.Due(Tokyo(2026, 11, 16, 17), s_businessDay).ShouldBe(Tokyo(2026, 11, 17, 17));

    [Fact]
    public void Due_OverLongWeekend_SkipsTheHoliday_P1() =>
        Business.Due(Tokyo(2026, 11, 20, 16, 24), Duration.FromHours(2)).ShouldBe(Tokyo(2026, 11, 24, 10, 24));

    [Fact]
    public void Due_OverYearEnd_SkipsTheClosure_P1() =>
        Business.Due(Tokyo(2026, 12, 28, 16), Duration.FromHours(2)).ShouldBe(Tokyo(2027, 1, 4, 10));

    [Fact]
    public void Due_AlwaysCalendar_IsPlainTime_P14() =>
        Always.Due(Tokyo(2026, 12, 31, 23, 30), Duration.FromHours(1)).ShouldBe(Tokyo(2027, 1, 1, 0, 30));

    [Fact]
    public void Due_Nothing_IsStart_EvenWhenClosed() =>
        Business.Due(Tokyo(2026, 11, 14, 13), Duration.Zero).ShouldBe(Tokyo(2026, 11, 14, 13));

    [Fact]
    public void Always_IsOneInterval_P14()
    {
        Always.IsAlwaysOpen.ShouldBeTrue();
        Always.NextChange(Tokyo(2026, 1, 1, 0)).ShouldBeNull();
        Business.IsAlwaysOpen.ShouldBeFalse();
    }

    [Fact]
    public void IsOpen_IsHalfOpen_P12()
    {
        Business.IsOpen(Tokyo(2026, 11, 16, 9)).ShouldBeTrue();
        Business.IsOpen(Tokyo(2026, 11, 16, 17)).ShouldBeFalse();
        Business.IsOpen(Tokyo(2026, 11, 16, 17) - Duration.FromTicks(1)).ShouldBeTrue();
        Business.IsOpen(Tokyo(2026, 11, 23, 10)).ShouldBeFalse();
    }

    [Fact]
    public void NextOpeningAndClosing_AreStrictlyLater()
    {
        Business.NextOpening(Tokyo(2026, 11, 16, 9)).ShouldBe(Tokyo(2026, 11, 17, 9));
        Business.NextOpening(Tokyo(2026, 11, 20, 18)).ShouldBe(Tokyo(2026, 11, 24, 9));
        Business.NextClosing(Tokyo(2026, 11, 16, 17)).ShouldBe(Tokyo(2026, 11, 17, 17));
        Business.NextClosing(Tokyo(2026, 11, 16, 10)).ShouldBe(Tokyo(2026, 11, 16, 17));
    }

    [Fact]
    public void Due_BeyondTheHorizon_IsNull()
    {
        Business.Due(Instant.FromUtc(2099, 12, 31, 0, 0), Duration.FromHours(9)).ShouldBeNull();
        Business.Due(Instant.FromUtc(1999, 12, 31, 0, 0), Duration.FromHours(9)).ShouldBeNull();
        Business.DueTicks(BusinessCalendar.Latest.ToUnixTimeTicks(), long.MaxValue).ShouldBe(BusinessCalendar.Unreachable);
    }

    [Fact]
    public void Elapsed_EndBeforeStart_IsNegative() =>
        Business.Elapsed(Tokyo(2026, 11, 16, 12), Tokyo(2026, 11, 16, 10)).ShouldBe(Duration.FromHours(-2));

    [Fact]
    public void Elapsed_OutsideTheHorizon_IsABug() =>
        Should.Throw<InvalidOperationException>(() => Business.Elapsed(Instant.MinValue, Tokyo(2026, 1, 1, 0)));

    [Fact]
    public void NeverOpens_WithoutOpenings()
    {
        var never = BusinessCalendar.Compile(new("never", "UTC", new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>(), [], [])).Value;
        never.NeverOpens.ShouldBeTrue();
        never.Due(Tokyo(2026, 1, 1, 0), Duration.FromTicks(1)).ShouldBeNull();
        never.Elapsed(Tokyo(2026, 1, 1, 0), Tokyo(2027, 1, 1, 0)).ShouldBe(Duration.Zero);
        never.NextOpening(Tokyo(2026, 1, 1, 0)).ShouldBeNull();
        never.Validate(Tokyo(2026, 1, 1, 0)).Select(e => e.Code).ShouldBe(["calendar.never-opens"]);
    }

    [Fact]
    public void ClosedReason_NamesHolidayAndClosure()
    {
        Business.ClosedReason(Tokyo(2026, 11, 16, 10)).ShouldBeNull();
        Business.ClosedReason(Tokyo(2026, 11, 16, 20)).ShouldBe(new ClosedReason(LedgerReason.Night, null, null));
        Business.ClosedReason(Tokyo(2026, 11, 15, 10)).ShouldBe(new ClosedReason(LedgerReason.Weekend, null, null));
        Business
            .ClosedReason(Tokyo(2026, 11, 23, 10))
            .ShouldBe(new ClosedReason(LedgerReason.Holiday, "勤労感謝の日", "Labor Thanksgiving Day"));
        Business
            .ClosedReason(Tokyo(2027, 1, 2, 10))!
            .Value.Reason.ShouldBe(LedgerReason.Closure, "a closure names its whole range, weekends included");
    }

    [Theory]
    [InlineData(2026, 10, 1, false)]
    [InlineData(2026, 10, 13, false)] // ninety days before 11 January 2027, the last holiday known
    [InlineData(2026, 10, 14, true)]
    [InlineData(2027, 6, 1, true)]
    public void Validate_HolidaysRunOutWithinNinetyDays_IsReported(int year, int month, int day, bool reported) =>
        Business.Validate(Tokyo(year, month, day, 12)).Any(e => e.Code == "calendar.holidays-run-out").ShouldBe(reported);

    [Fact]
    public void Validate_WithoutHolidayList_IsSilent() => Always.Validate(Tokyo(2099, 1, 1, 0)).ShouldBeEmpty();

    [Fact]
    public void Compile_WholeHorizon_IsFastEnoughForACall()
    {
        BusinessCalendar.Compile(Business.Definition);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 5; i++)
            BusinessCalendar.Compile(Business.Definition);
        // Five calendars of one API call; a hundred times what it takes on an idle machine would still be a surprise.
        watch.ElapsedMilliseconds.ShouldBeLessThan(500);
    }

    [Fact]
    public void DueAndElapsed_AllocateNothing()
    {
        var (start, pauses) = (Tokyo(2026, 11, 20, 16, 24), new[] { new Pause(Tokyo(2026, 11, 24, 9), Tokyo(2026, 11, 24, 11)) });
        Ask();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Ask();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Ask()
        {
            var due = Business.Due(start, s_businessDay);
            Business.Elapsed(start, due!.Value);
            Business.Due(start, s_businessDay, pauses);
        }
    }
}
