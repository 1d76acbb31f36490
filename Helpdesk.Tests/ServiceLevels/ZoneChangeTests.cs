using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>Local time a zone skips never counts, local time it repeats counts twice (spec P14).</summary>
public sealed class ZoneChangeTests
{
    [Theory]
    [InlineData("America/New_York", "2026-03-08", "00:00-24:00", 23 * 60)]
    [InlineData("America/New_York", "2026-11-01", "00:00-24:00", 25 * 60)]
    [InlineData("America/New_York", "2026-03-08", "01:30-03:30", 60)] // 02:00–03:00 does not exist
    [InlineData("America/New_York", "2026-03-08", "02:10-02:50", 0)]
    [InlineData("America/New_York", "2026-11-01", "00:30-01:30", 90)] // 01:00–02:00 comes twice: two pieces
    [InlineData("America/New_York", "2026-11-01", "01:15-01:45", 60)]
    [InlineData("Europe/London", "2026-03-29", "00:30-02:30", 60)]
    [InlineData("Europe/London", "2026-10-25", "00:30-02:30", 180)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "01:00-03:00", 90)] // the clocks move by half an hour
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:00-03:00", 150)]
    [InlineData("Asia/Tokyo", "2026-03-08", "00:00-24:00", 24 * 60)]
    public void Elapsed_OnTheDayOfTheChange_IsRealTime(string zone, string date, string opening, int minutes)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        var calendar = Daily(zone, opening);
        var (start, end) = (calendar.Zone.AtStartOfDay(day).ToInstant(), calendar.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        calendar.Elapsed(start, end).ShouldBe(Duration.FromMinutes(minutes));
        calendar.Elapsed(start, end).ShouldBe(new SlowCalendar(calendar.Definition).Elapsed(start, end));
    }

    [Fact]
    public void Elapsed_OverADayThatNeverWas_CountsTheDaysThatWere()
    {
        // Samoa went from 29 to 31 December 2011.
        var calendar = Daily("Pacific/Apia", "09:00-17:00");
        var start = new LocalDateTime(2011, 12, 29, 9, 0).InZoneStrictly(calendar.Zone).ToInstant();
        calendar.Elapsed(start, start + Duration.FromHours(48)).ShouldBe(Duration.FromHours(16));
        calendar
            .Due(start, Duration.FromHours(9))
            .ShouldBe(new LocalDateTime(2011, 12, 31, 10, 0).InZoneStrictly(calendar.Zone).ToInstant());
    }

    [Fact]
    public void AroundTheClock_InAZoneWithSummerTime_IsOneInterval_P14()
    {
        var calendar = BusinessCalendar.Compile(CalendarDefinition.AroundTheClock("always", "America/New_York")).Value;
        calendar.IsAlwaysOpen.ShouldBeTrue();
        calendar.Due(Instant.FromUtc(2026, 3, 8, 0, 0), Duration.FromHours(24)).ShouldBe(Instant.FromUtc(2026, 3, 9, 0, 0));
    }

    [Fact]
    public void NextClosing_InRepeatedHour_ClosesTwice()
    {
        var calendar = Daily("America/New_York", "00:30-01:30");
        calendar.NextClosing(Instant.FromUtc(2026, 11, 1, 4, 45)).ShouldBe(Instant.FromUtc(2026, 11, 1, 5, 30));
        calendar.NextOpening(Instant.FromUtc(2026, 11, 1, 5, 30)).ShouldBe(Instant.FromUtc(2026, 11, 1, 6, 0));
        calendar.NextClosing(Instant.FromUtc(2026, 11, 1, 6, 0)).ShouldBe(Instant.FromUtc(2026, 11, 1, 6, 30));
    }

    private static BusinessCalendar Daily(string zone, string opening) =>
        BusinessCalendar
            .Compile(
                CalendarDefinition.AroundTheClock("daily", zone) with
                {
                    Openings = Enumerable
                        .Range(1, 7)
                        .ToDictionary(d => (IsoDayOfWeek)d, IReadOnlyList<Opening> (_) => [Opening.Parse(opening).Value]),
                }
            )
            .Value;
}
