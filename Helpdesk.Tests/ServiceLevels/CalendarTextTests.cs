using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>What people write about calendars, and how mistakes are named (spec P14).</summary>
public sealed class CalendarTextTests
{
    [Theory]
    [InlineData("08:00-12:00", 28800, 43200)]
    [InlineData("00:00-24:00", 0, 86400)]
    [InlineData("09:00:30-17:00:01", 32430, 61201)]
    public void Opening_IsRead(string text, int start, int end)
    {
        Opening.Parse(text).Value.ShouldBe(new Opening(start, end));
        Opening.Parse(text).Value.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("9:00-17:00", "calendar.opening-malformed")]
    [InlineData("09:00–17:00", "calendar.opening-malformed")]
    [InlineData("09:60-17:00", "calendar.opening-malformed")]
    [InlineData("09:00-24:01", "calendar.opening-malformed")]
    [InlineData("", "calendar.opening-malformed")]
    [InlineData("22:00-06:00", "calendar.opening-ends-before-start")]
    [InlineData("09:00-09:00", "calendar.opening-ends-before-start")]
    public void Opening_Wrong_IsRefused(string text, string code) => Opening.Parse(text).Errors[0].Code.ShouldBe(code);

    [Fact]
    public void Opening_OverMidnight_IsRefusedWithTheHint() =>
        Opening.Parse("22:00-06:00").Errors[0].Args[1]!.ToString()!.ShouldContain("24:00");

    [Fact]
    public void Definition_AllMistakes_AreNamedByField()
    {
        var text = new CalendarText
        {
            Openings = new() { ["Monday"] = ["09:00-12:00", "9-5"], ["Funday"] = [] },
            Holidays = [new() { Date = "2026-02-30" }],
            Closed = [new() { From = "12-29", To = "2027-01-03" }],
        };
        Mistakes(text)
            .ShouldBe([
                ("calendar.opening-malformed", "openings.monday[1]"),
                ("calendar.day-unknown", "openings.Funday"),
                ("calendar.date-malformed", "holidays[0].date"),
                ("calendar.date-malformed", "closed[0].from"),
            ]);
    }

    [Fact]
    public void Definition_OverlapZoneAndClosure_AreNamedByField()
    {
        var text = new CalendarText
        {
            Zone = "Asia/Tokio",
            Openings = new() { ["monday"] = ["09:00-12:00", "12:00-13:00", "11:59-14:00"] },
            Closed = [new() { From = "2026-08-14", To = "2026-08-13" }],
        };
        Mistakes(text)
            .ShouldBe([
                ("calendar.zone-unknown", "zone"),
                ("calendar.openings-overlap", "openings.monday[2]"),
                ("calendar.openings-overlap", "openings.monday[2]"),
                ("calendar.closure-ends-before-start", "closed[0]"),
            ]);
    }

    [Fact]
    public void Names_AreReadAndWritten_AndStandInForEachOther_AndOneWithoutIsTheSameTextAsBefore()
    {
        var named = new CalendarText
        {
            NameEn = " Osaka ",
            Openings = new() { ["Monday"] = ["09:00-12:00"] },
        }
            .ToDefinition("osaka")
            .Value;
        (named.NameIn("en"), named.NameIn("ja")).ShouldBe(("Osaka", "Osaka"));
        CalendarText.Of(named).ToDefinition("osaka").Value.NameEn.ShouldBe("Osaka");
        var both = named with { NameJa = "大阪" };
        (both.NameIn("en"), both.NameIn("ja")).ShouldBe(("Osaka", "大阪"));

        var none = named with { NameEn = "" };
        none.NameIn("en").ShouldBeNull();
        System
            .Text.Json.JsonSerializer.Serialize(CalendarText.Of(none), Helpdesk.Web.Platform.Data.StoredJson.Options)
            .ShouldStartWith("{\"zone\":", Case.Sensitive, "what was stored before there were names is no change");
    }

    [Fact]
    public void Definition_TouchingOpenings_MergeIntoOne()
    {
        var calendar = BusinessCalendar
            .Compile(
                new CalendarText { Openings = new() { ["Monday"] = ["13:00-17:00", "09:00-13:00"] } }
                    .ToDefinition("touching")
                    .Value
            )
            .Value;
        calendar.NextClosing(SampleProgramme.Tokyo(2026, 11, 16, 10)).ShouldBe(SampleProgramme.Tokyo(2026, 11, 16, 17));
    }

    [Fact]
    public void Definition_WithoutZone_IsTokyo_P14() => new CalendarText().ToDefinition("plain").Value.Zone.ShouldBe("Asia/Tokyo");

    [Theory]
    [InlineData("12-29", "01-03", "2026-12-31", true)]
    [InlineData("12-29", "01-03", "2027-01-03", true)]
    [InlineData("12-29", "01-03", "2027-01-04", false)]
    [InlineData("2026-08-13", null, "2026-08-13", true)]
    [InlineData("2026-08-13", null, "2027-08-13", false)]
    [InlineData("02-29", "02-29", "2027-02-28", false)]
    [InlineData("02-29", "02-29", "2028-02-29", true)]
    public void Closure_CoversItsDays(string from, string? to, string date, bool covered)
    {
        var closure = Closure.Parse(from, to).Value;
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        closure.Covers(day).ShouldBe(covered);
        var calendar = BusinessCalendar.Compile(CalendarDefinition.AroundTheClock("closing", "UTC") with { Closures = [closure] }).Value;
        calendar.IsOpen(day.At(new LocalTime(12, 0)).InUtc().ToInstant()).ShouldBe(!covered, "what is compiled must be what is explained");
    }

    private static IEnumerable<(string Code, string? Field)> Mistakes(CalendarText text) =>
        text.ToDefinition("x").Errors.Select(e => (e.Code, e.Field));
}
