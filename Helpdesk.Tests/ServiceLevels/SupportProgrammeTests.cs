using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Domain.Kernel.Severity;
using static Helpdesk.Domain.Kernel.SupportTier;
using static Helpdesk.Domain.ServiceLevels.ClockKind;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>The matrix cell by cell (spec P2–P6, P11), and settings that are refused with their key and the fix.</summary>
public sealed class SupportProgrammeTests
{
    private static readonly Dictionary<(SupportTier, Severity, ClockKind), (int Hours, string Calendar)> s_matrix = new()
    {
        [(Standard, Emergency, FirstResponse)] = (2, "business"),
        [(Standard, High, FirstResponse)] = (8, "business"),
        [(Standard, Medium, FirstResponse)] = (16, "business"),
        [(Standard, Low, FirstResponse)] = (16, "business"),
        [(Premium, Emergency, FirstResponse)] = (1, "always"),
        [(Premium, High, FirstResponse)] = (8, "business"),
        [(Premium, Medium, FirstResponse)] = (16, "business"),
        [(Premium, Low, FirstResponse)] = (16, "business"),
        [(Standard, Emergency, Callback)] = (2, "business"),
        [(Standard, High, Callback)] = (2, "business"),
        [(Standard, Medium, Callback)] = (2, "business"),
        [(Standard, Low, Callback)] = (2, "business"),
        [(Premium, Emergency, Callback)] = (1, "always"),
        [(Premium, High, Callback)] = (1, "always"),
        [(Premium, Medium, Callback)] = (1, "always"),
        [(Premium, Low, Callback)] = (1, "always"),
    };

    public static TheoryData<SupportTier, Severity, ClockKind> Cells() =>
        new(
            from tier in Enum.GetValues<SupportTier>()
            from severity in Enum.GetValues<Severity>()
            from kind in Enum.GetValues<ClockKind>()
            select (tier, severity, kind)
        );

    [Theory]
    [MemberData(nameof(Cells))]
    public void Target_EveryCell_IsAsSpecified(SupportTier tier, Severity severity, ClockKind kind)
    {
        var target = SampleProgramme.Programme.Target(tier, severity, kind);
        if (s_matrix.TryGetValue((tier, severity, kind), out var expected))
            (target!.Kind, target.Length, target.CalendarId).ShouldBe((kind, Duration.FromHours(expected.Hours), expected.Calendar));
        else
            target.ShouldBeNull("Self-service has no promise, and team targets are off");
    }

    [Theory]
    [InlineData(FirstResponse, false)]
    [InlineData(Callback, false)]
    [InlineData(NextUpdate, true)]
    [InlineData(Resolution, true)]
    public void PausesWhileCustomerHasBall_OnlyTeamTargets_P11(ClockKind kind, bool pauses) =>
        SupportProgramme.PausesWhileCustomerHasBall(kind).ShouldBe(pauses);

    [Fact]
    public void Create_TeamTargets_AreOptional()
    {
        SampleProgramme.Programme.HasTeamTargets.ShouldBeFalse();
        var programme = SampleProgramme
            .Create(
                ("TeamTargets:premium:high:Resolution:Within", "3 business days"),
                ("TeamTargets:premium:high:Resolution:Calendar", "business")
            )
            .Value;
        programme.HasTeamTargets.ShouldBeTrue();
        programme
            .Target(Premium, High, Resolution)
            .ShouldBe(new SlaTarget(Resolution, "business", Duration.FromHours(24), "3 business days"));
        programme.Target(Standard, High, Resolution).ShouldBeNull();
    }

    [Fact]
    public void Create_OtherBusinessDay_ChangesItsTargets_P12() =>
        SampleProgramme
            .Create(("BusinessDayLength", "7 h 30 min"))
            .Value.Target(Standard, Medium, FirstResponse)!
            .Length.ShouldBe(Duration.FromHours(15));

    [Fact]
    public void Programme_KnowsZoneHotlineAndShare()
    {
        var programme = SampleProgramme.Programme;
        (programme.Zone.Id, programme.Hotline, programme.AtRiskShare, programme.BusinessDayLength).ShouldBe(
            ("Asia/Tokyo", "03-6206-6286", 0.7, Duration.FromHours(8))
        );
        programme.FindCalendar("lunar").ShouldBeNull();
        Should.Throw<KeyNotFoundException>(() => programme.Calendar("lunar"));
    }

    [Fact]
    public void Validate_NamesTheCalendarsKey() =>
        SampleProgramme
            .Programme.Validate(SampleProgramme.Tokyo(2027, 1, 1, 0))
            .ShouldHaveSingleItem()
            .Field.ShouldBe("SupportProgramme:Calendars:business:Holidays");

    [Theory]
    [InlineData("Targets:Standard:High:FirstResponse:Within", "1 day", "programme.length-malformed")]
    [InlineData("Targets:Standard:High:FirstResponse:Within", "-2 h", "programme.length-malformed")]
    [InlineData("Targets:Standard:High:FirstResponse:Within", "99999 business days", "programme.length-malformed")]
    [InlineData("Targets:Standard:High:FirstResponse:Within", "", "programme.length-malformed")]
    [InlineData("Targets:Premium:Low:Callback:Calendar", "allways", "programme.calendar-unknown")]
    [InlineData("BusinessDayLength", "1 business day", "programme.length-malformed")]
    [InlineData("AtRiskShare", "70 %", "programme.share-malformed")]
    [InlineData("AtRiskShare", "1.5", "programme.share-malformed")]
    [InlineData("Hotline", "", "programme.key-missing")]
    [InlineData("Calendars:business:Zone", "Tokyo", "calendar.zone-unknown")]
    [InlineData("Calendars:business:Openings:Monday:0", "09:00-8:00", "calendar.opening-malformed")]
    public void Create_WrongValue_IsRefusedWithItsKey(string key, string value, string code)
    {
        var error = SampleProgramme.Create((key, value)).Errors.ShouldHaveSingleItem();
        (error.Code, error.Field, error.Args[0]).ShouldBe((code, "SupportProgramme:" + key, value));
        SupportProgrammeErrors
            .Describe(error)
            .ShouldSatisfyAllConditions(
                text => text.ShouldStartWith("SupportProgramme:" + key),
                text => text.ShouldContain(error.Args[1]!.ToString()!, customMessage: "the message names the fix")
            );
    }

    [Fact]
    public void Create_UnknownKey_IsRefused() =>
        SampleProgramme
            .Create(("Targets:Gold:High:FirstResponse:Within", "1 h"))
            .Errors.ShouldHaveSingleItem()
            .Field.ShouldBe("SupportProgramme:Targets:Gold");

    [Fact]
    public void Create_EveryMissingCell_IsNamed()
    {
        var options = SampleProgramme.Options();
        options.Targets["Standard"]["High"].Remove("Callback");
        options.Targets["Premium"].Remove("Low");
        SupportProgramme
            .Create(options)
            .Errors.Select(e => (e.Code, e.Field))
            .ShouldBe([
                ("programme.key-missing", "SupportProgramme:Targets:Standard:High:Callback"),
                ("programme.key-missing", "SupportProgramme:Targets:Premium:Low"),
            ]);
    }

    [Fact]
    public void Create_EmptySection_NamesEverythingThatIsMissing() =>
        SupportProgramme
            .Create(new())
            .Errors.Select(e => e.Field)
            .ShouldBe([
                "SupportProgramme:Calendars:business",
                "SupportProgramme:Calendars:always",
                "SupportProgramme:Hotline",
                "SupportProgramme:Targets:Standard",
                "SupportProgramme:Targets:Premium",
            ]);

    [Fact]
    public void Create_HolidaysNotRead_IsRefused()
    {
        var options = SampleProgramme.Options();
        options.Calendars["business"].HolidaysRead = null;
        SupportProgramme.Create(options).Errors.ShouldHaveSingleItem().Field.ShouldBe("SupportProgramme:Calendars:business:HolidaysFile");
    }

    [Fact]
    public void Create_CalendarThatNeverOpens_IsRefused()
    {
        var options = SampleProgramme.Options();
        options.Calendars["business"].Openings = null;
        var error = SupportProgramme.Create(options).Errors.ShouldHaveSingleItem();
        (error.Code, error.Field).ShouldBe(("calendar.never-opens", "SupportProgramme:Calendars:business:Openings"));
    }

    [Theory]
    [InlineData("2 h", 120)]
    [InlineData("30 min", 30)]
    [InlineData("1 h 30 min", 90)]
    [InlineData("1 business day", 480)]
    [InlineData("2 Business Days", 960)]
    [InlineData("1 business day 1 h", 540)]
    [InlineData("2時間", 120)]
    [InlineData("１時間３０分", 90)]
    [InlineData("1 営業日 1 時間", 540)]
    [InlineData("90min", 90)]
    public void LengthText_IsRead_AndKeptInOneForm(string text, int minutes)
    {
        LengthText.Parse(text, Duration.FromHours(8)).Value.ShouldBe(Duration.FromMinutes(minutes));
        var japanese = LengthText.Written(text, CultureInfo.GetCultureInfo("ja"));
        LengthText.Kept(japanese).ShouldBe(LengthText.Kept(text));
        LengthText.Parse(LengthText.Kept(text), Duration.FromHours(8)).Value.ShouldBe(Duration.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("2 Business Days", "2 business days", "2 営業日")]
    [InlineData("1h30min", "1 h 30 min", "1 時間 30 分")]
    [InlineData("soon", "soon", "soon")]
    public void LengthText_IsWrittenAsTheLanguageDoes(string text, string kept, string japanese)
    {
        LengthText.Kept(text).ShouldBe(kept);
        LengthText.Written(text, CultureInfo.GetCultureInfo("en")).ShouldBe(kept);
        LengthText.Written(text, CultureInfo.GetCultureInfo("ja-JP")).ShouldBe(japanese);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("h")]
    [InlineData("2 h 30")]
    [InlineData("-2 h")]
    [InlineData("2 日")]
    [InlineData("99999999999 h")]
    [InlineData("0 h")]
    public void LengthText_ThatIsNone_IsRefused(string text) => LengthText.Parse(text, Duration.FromHours(8)).IsOk.ShouldBeFalse();
}
