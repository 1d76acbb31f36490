using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Supervision.CalendarImport;
using NodaTime;

namespace Helpdesk.Tests.Supervision.CalendarImport;

/// <summary>Calendar files as Outlook, Google and the unkind write them.</summary>
public sealed class IcsFileTests
{
    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
    private static readonly LocalDate First = new(2027, 6, 1),
        Last = new(2027, 12, 31);

    [Theory]
    [InlineData(
        "DTSTART;VALUE=DATE:20270621\nDTEND;VALUE=DATE:20270624",
        "2027-06-20T15:00:00Z",
        "2027-06-23T15:00:00Z",
        "whole days count in the reader's zone"
    )]
    [InlineData("DTSTART;VALUE=DATE:20270621", "2027-06-20T15:00:00Z", "2027-06-21T15:00:00Z", "a day without an end is that day")]
    [InlineData("DTSTART:20270621T000000Z\nDTEND:20270621T030000Z", "2027-06-21T00:00:00Z", "2027-06-21T03:00:00Z", "UTC")]
    [InlineData(
        "DTSTART:20270621T090000\nDTEND:20270621T100000",
        "2027-06-21T00:00:00Z",
        "2027-06-21T01:00:00Z",
        "a time of no zone is the reader's"
    )]
    [InlineData(
        "DTSTART;TZID=America/New_York:20270621T090000\nDURATION:PT2H",
        "2027-06-21T13:00:00Z",
        "2027-06-21T15:00:00Z",
        "a length instead of an end"
    )]
    [InlineData(
        "DTSTART;TZID=W. Europe Standard Time:20270621T090000\nDTEND;TZID=W. Europe Standard Time:20270621T100000",
        "2027-06-21T07:00:00Z",
        "2027-06-21T08:00:00Z",
        "Outlook's names of zones"
    )]
    public void Times_AreUnderstood(string lines, string from, string until, string because)
    {
        var one = Read(Event(lines)).ShouldHaveSingleItem();
        one.Trouble.ShouldBeNull();
        TimeRange time = one.In(Tokyo);
        (time.From.ToString(), time.Until.ToString()).ShouldBe((from, until), because);
    }

    [Theory]
    [InlineData("DTSTART:20270620T150000Z\nDTEND:20270621T150000Z", "21", "midnight in Tokyo to midnight in Tokyo")]
    [InlineData("DTSTART:20270620T150000Z\nDTEND:20270622T150000Z", "21 22", "two of them")]
    [InlineData("DTSTART:20270621T000000Z\nDTEND:20270622T000000Z", "21", "a whole day of the file's own zone is that day")]
    [InlineData("DTSTART:20270621T000000Z\nDTEND:20270621T235900Z", "21", "so is one whose last minute is written")]
    [InlineData("DTSTART:20270621T000000Z\nDTEND:20270622T235959Z", "21 22", "and two of them")]
    [InlineData("DTSTART:20270621T230000Z\nDTEND:20270622T010000Z", "22", "hours fall on the day they have here")]
    [InlineData("DTSTART;TZID=Asia/Tokyo:20270621T000000\nDTEND;TZID=Asia/Tokyo:20270622T000000", "21", "the zone named")]
    [InlineData("DTSTART:20270621T000000\nDTEND:20270622T000000", "21", "no zone named")]
    [InlineData("DTSTART;VALUE=DATE:20270621\nDTEND;VALUE=DATE:20270622", "21", "a date")]
    public void Holiday_IsADayOfTheCalendarsZone_P14(string lines, string days, string because) =>
        string.Join(
                ' ',
                ImportPlan
                    .OfHolidays(Read(Event(lines)), ServiceLevels.SampleProgramme.Business, Instant.FromUtc(2027, 6, 1, 0, 0))
                    .Select(h => h.Date.Day)
            )
            .ShouldBe(days, because);

    [Fact]
    public void Series_IsWrittenOut_WithoutWhatWasTakenOut_AndWithWhatWasMoved()
    {
        var text =
            Event(
                "DTSTART;TZID=Asia/Tokyo:20270604T130000\nDTEND;TZID=Asia/Tokyo:20270604T170000\nRRULE:FREQ=WEEKLY;COUNT=4\n"
                    + "EXDATE;TZID=Asia/Tokyo:20270611T130000",
                "series"
            )
            + Event(
                "RECURRENCE-ID;TZID=Asia/Tokyo:20270618T130000\nDTSTART;TZID=Asia/Tokyo:20270619T130000\n"
                    + "DTEND;TZID=Asia/Tokyo:20270619T170000",
                "series"
            );
        Read(text).Select(e => e.Start.Date.Day).ShouldBe([4, 19, 25]);
    }

    [Fact]
    public void Cancelled_IsNotThere_AndWhatCannotBeReadIsNamed()
    {
        Refused(File(Event("STATUS:CANCELLED\nDTSTART;VALUE=DATE:20270621"))).ShouldBe("import.empty");
        Read(Event("DTSTART;TZID=Middle/Earth:20270621T090000\nDTEND;TZID=Middle/Earth:20270621T100000"))
            .Single()
            .Trouble!.Code.ShouldBe("import.zone-unknown");
        Read(Event("DTSTART:20270621T090000Z\nDTEND:20270621T080000Z")).Single().Trouble!.Code.ShouldBe("import.event-unreadable");
    }

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY;INTERVAL=5")]
    [InlineData("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30")]
    public void Series_OfLessThanADay_IsRefused_WithoutBeingCounted(string rule) =>
        Read(Event($"DTSTART:20270621T090000Z\nDTEND:20270621T100000Z\nRRULE:{rule}")).Single().Trouble!.Code.ShouldBe("import.too-often");

    [Fact]
    public void Series_ThatNeverComes_EndsTheCounting() =>
        Read(
                Event("DTSTART;VALUE=DATE:20270621")
                    + Event("DTSTART;VALUE=DATE:20270621\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never")
            )
            .ShouldContain(e => e.Trouble == null);

    [Theory]
    [InlineData("")]
    [InlineData("date,name\n2027-01-01,New Year")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:yesterday")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR")]
    public void OtherFiles_AreRefused(string text) => Refused(text).ShouldBeOneOf("import.not-a-calendar", "import.empty");

    [Fact]
    public void TooMany_AreRefused() =>
        Refused(
                File(
                    Event("DTSTART;VALUE=DATE:20270601\nRRULE:FREQ=DAILY", "a")
                        + Event("DTSTART;VALUE=DATE:20270601\nRRULE:FREQ=DAILY", "b")
                )
            )
            .ShouldBe("import.too-many");

    private static IReadOnlyList<IcsEvent> Read(string events) => IcsFile.Read(File(events), First, Last).Value;

    private static string Refused(string text) => IcsFile.Read(text, First, Last).Errors.Single().Code;

    private static string Event(string lines, string uid = "one") => $"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Away\n{lines}\nEND:VEVENT\n";

    private static string File(string events) => $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{events}END:VCALENDAR\n";
}
