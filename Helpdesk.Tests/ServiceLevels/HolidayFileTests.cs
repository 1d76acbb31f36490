using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>The holiday list is strict and names the wrong line (spec P14).</summary>
public sealed class HolidayFileTests
{
    [Fact]
    public void Parse_WindowsLineEndsAndMark_AreRead() =>
        HolidayFile
            .Parse("\uFEFFdate,name_ja,name_en\r\n2026-11-23,勤労感謝の日,Labor Thanksgiving Day\r\n")
            .Value.ShouldBe([new Holiday(new LocalDate(2026, 11, 23), "勤労感謝の日", "Labor Thanksgiving Day")]);

    [Theory]
    [InlineData("datum,name_ja,name_en\n2026-11-23,祝,H", "holidays.header-wrong", "line 1")]
    [InlineData("date,name_ja,name_en\n2026-11-23,祝,H\n2026-11-31,祝,H", "holidays.date-malformed", "line 3")]
    [InlineData("date,name_ja,name_en\n2026-11-23,祝", "holidays.line-malformed", "line 2")]
    [InlineData("date,name_ja,name_en\n2026-11-23,祝,\"Labor, Day\"", "holidays.quoted", "line 2")]
    [InlineData("date,name_ja,name_en\n2026-11-23,祝,H\n\n2026-11-23,祝,H", "holidays.date-twice", "line 4")]
    [InlineData("date,name_ja,name_en\n", "holidays.empty", "line 2")]
    [InlineData("", "holidays.header-wrong", "line 1")]
    public void Parse_Wrong_NamesTheLine(string text, string code, string line)
    {
        var error = HolidayFile.Parse(text).Errors.ShouldHaveSingleItem();
        (error.Code, error.Field).ShouldBe((code, line));
    }
}
