using Helpdesk.Domain.Reports;
using NodaTime;

namespace Helpdesk.Tests.Reports;

public sealed class ReportPeriodTests
{
    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];

    [Theory]
    [InlineData(PeriodKind.LastWeek, "2027-05-31", "2027-06-06")]
    [InlineData(PeriodKind.ThisWeek, "2027-06-07", "2027-06-13")]
    [InlineData(PeriodKind.LastMonth, "2027-05-01", "2027-05-31")]
    [InlineData(PeriodKind.ThisMonth, "2027-06-01", "2027-06-30")]
    [InlineData(PeriodKind.LastQuarter, "2027-01-01", "2027-03-31")]
    [InlineData(PeriodKind.ThisQuarter, "2027-04-01", "2027-06-30")]
    [InlineData(PeriodKind.LastYear, "2026-01-01", "2026-12-31")]
    [InlineData(PeriodKind.ThisYear, "2027-01-01", "2027-12-31")]
    public void Of_AWednesdayInJune_HasTheseDays(PeriodKind kind, string first, string last)
    {
        var period = ReportPeriod.Of(kind, new LocalDate(2027, 6, 9), Tokyo).Value;
        ($"{period.First:uuuu-MM-dd}", $"{period.Last:uuuu-MM-dd}").ShouldBe((first, last));
    }

    [Fact]
    public void Of_MondayAndSunday_BelongToTheWeekTheyBeginAndEnd()
    {
        ReportPeriod.Of(PeriodKind.ThisWeek, new LocalDate(2027, 6, 7), Tokyo).Value.First.ShouldBe(new LocalDate(2027, 6, 7));
        ReportPeriod.Of(PeriodKind.ThisWeek, new LocalDate(2027, 6, 13), Tokyo).Value.First.ShouldBe(new LocalDate(2027, 6, 7));
    }

    [Fact]
    public void Time_IsHalfOpen_AndFollowsDaylightSaving()
    {
        var newYork = DateTimeZoneProviders.Tzdb["America/New_York"];
        // Clocks go forward on 14 March 2027: that day has 23 hours.
        var day = ReportPeriod.Of(PeriodKind.Custom, default, newYork, new LocalDate(2027, 3, 14), new LocalDate(2027, 3, 14)).Value;
        day.Time.Duration.ShouldBe(Duration.FromHours(23));
        day.Time.Contains(day.Time.End).ShouldBeFalse();
        day.Days.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, "2027-01-01", "from: report.period-missing")]
    [InlineData("2027-01-01", null, "until: report.period-missing")]
    [InlineData("2027-01-02", "2027-01-01", "until: report.period-backwards")]
    [InlineData("2010-01-01", "2027-01-01", "until: report.period-long")]
    [InlineData("0001-01-01", "0001-01-02", "until: report.period-long")]
    public void Of_AWrongSpan_IsRefused(string? from, string? until, string refusal)
    {
        LocalDate? Date(string? text) => text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
        ReportPeriod
            .Of(PeriodKind.Custom, default, Tokyo, Date(from), Date(until))
            .Errors.Select(e => $"{e.Field}: {e.Code}")
            .ShouldBe([refusal]);
    }

    [Fact]
    public void Buckets_HaveTheirEdgesWhereTheySay()
    {
        ReportBuckets.AgeOf(Duration.FromDays(1) - Duration.Epsilon).ShouldBe(0);
        ReportBuckets.AgeOf(Duration.FromDays(1)).ShouldBe(1);
        ReportBuckets.AgeOf(Duration.FromDays(400)).ShouldBe(5);
        ReportBuckets.TimeOf(Duration.FromHours(1)).ShouldBe(2);
        ReportBuckets.TimeOf(Duration.FromHours(1) + Duration.Epsilon).ShouldBe(3);
        ReportBuckets.TimeOf(Duration.FromHours(17)).ShouldBe(7);
    }

    [Fact]
    public void Percentile_IsOneOfTheTimes_NearestRank()
    {
        List<Duration> ten = [.. Enumerable.Range(1, 10).Select(i => Duration.FromMinutes(i))];
        Percentile.Of(ten, 0.5).ShouldBe(Duration.FromMinutes(5));
        Percentile.Of(ten, 0.9).ShouldBe(Duration.FromMinutes(9));
        Percentile.Of([], 0.5).ShouldBeNull();
    }
}
