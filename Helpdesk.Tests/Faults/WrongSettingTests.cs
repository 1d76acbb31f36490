using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Faults;

/// <summary>A wrong setting stops the start and says which key it is and what would be right.</summary>
public sealed class WrongSettingTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-settings-").FullName;

    [Theory]
    [InlineData("SupportProgramme:AtRiskShare", "7", "between 0 and 1")]
    [InlineData("SupportProgramme:Hotline", "", "03-6206-6286")]
    [InlineData("SupportProgramme:Targets:Standard:High:FirstResponse:Within", "soon", "2 h")]
    [InlineData("SupportProgramme:Targets:Premium:Low:Callback:Calendar", "never", "business")]
    [InlineData("SupportProgramme:Calendars:business:Zone", "Asia/Tokio", "Asia/Tokyo")]
    [InlineData("SupportProgramme:Calendars:business:HolidaysFile", "nowhere.csv", "date,")]
    [InlineData("SupportProgramme:Calendars:business:Openings:Monday:0", "9 to 5", "09:00-17:00")]
    [InlineData("SupportProgramme:TeamTargets:Gold:High:Resolution:Within", "4 h", "Standard")]
    [InlineData("Intake:MaxAttachments", "1000", "between 0 and 100")]
    [InlineData("Intake:PrivacyPolicyVersion", "", "2026-04")]
    [InlineData("Intake:PrivacyPolicyAddress", "privacy.html", "https://example.com/privacy")]
    [InlineData("Intake:PrivacyPolicyAddress", "javascript:alert(1)", "https://example.com/privacy")]
    [InlineData("Portal:DraftDays", "0", "between 1 and 90")]
    [InlineData("Portal:TrustedProxies:0", "my-proxy", "10.0.0.0/8")]
    [InlineData("Privacy:KeepClosedDays", "7", "between 30 and 36500")]
    [InlineData("Files:Scanner:Port", "0", "3310")]
    [InlineData("Files:Scanner:Timeout", "00:20:00", "00:00:30")]
    [InlineData("Files:MaxMailBytes", "99999999", "52428800")]
    [InlineData("Files:DraftDays", "0", "14")]
    [InlineData("MailIn:Source", "Imap", "MailIn:Host is missing")]
    [InlineData("MailIn:MaxBytes", "1", "65536")]
    [InlineData("MailIn:KeepDays", "0", "3650")]
    [InlineData("MailIn:OwnAddresses:0", "help", "help@example.com")]
    [InlineData("Data:Directory", "", "data")]
    [InlineData("Demo:Enabled", "maybe", "true")]
    public async Task WrongSetting_StopsTheStart_NamingKeyAndFix(string key, string value, string fix)
    {
        var (exitCode, said) = await ConsoleProcess.RunToEndAsync(_data, $"--{key}={value}");
        exitCode.ShouldBe(2, said);
        said.ShouldContain(
            key == "MailIn:Source" ? "MailIn:UserName"
            : key == "MailIn:OwnAddresses:0" ? "MailIn:OwnAddresses"
            : key.EndsWith(":Within", StringComparison.Ordinal) && key.Contains("Gold", StringComparison.Ordinal)
                ? "SupportProgramme:TeamTargets:Gold"
            : key
        );
        said.ShouldContain(fix);
        said.ShouldNotContain("   at ", Case.Sensitive, "a reader of settings is not helped by a stack trace");
        File.Exists(Path.Combine(_data, "helpdesk.db")).ShouldBeFalse("nothing was begun");
    }

    [Fact]
    public async Task SeveralWrongSettings_AreAllNamedAtOnce()
    {
        var (exitCode, said) = await ConsoleProcess.RunToEndAsync(
            _data,
            "--SupportProgramme:AtRiskShare=0",
            "--SupportProgramme:Hotline=",
            "--SupportProgramme:BusinessDayLength=long"
        );
        exitCode.ShouldNotBe(0);
        new[] { "SupportProgramme:AtRiskShare", "SupportProgramme:Hotline", "SupportProgramme:BusinessDayLength" }.ShouldAllBe(key =>
            said.Contains(key)
        );
    }

    [Fact]
    public async Task WrongSettingsOfSeveralSections_AreNamedWithoutAStackTrace()
    {
        var (exitCode, said) = await ConsoleProcess.RunToEndAsync(_data, "--Files:DraftDays=0", "--Mail:Hots=mail.vendor.example");
        exitCode.ShouldBe(2, said);
        said.ShouldContain("Files:DraftDays");
        said.ShouldContain("Mail:Hots is no setting");
        said.ShouldNotContain("   at ", Case.Sensitive);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
