using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Intake;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>What the acknowledgement tells about support and the telephone (spec E4–E6, H4, P1).</summary>
public sealed class PlainWordsMailTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("en", "Version 5.0.1 is not supported any more", "contract includes the update until", "contract for this that runs today")]
    [InlineData("ja", "バージョン 5.0.1 のサポートは終了しています", "更新の権利が含まれます", "有効な契約が見つかりません")]
    public async Task OldVersion_UnderARunningContract_IsNotToldThatThereIsNone_E1_E5(
        string language,
        string said,
        string update,
        string never
    )
    {
        var mail = await AcknowledgedAsync(r => r with { Language = language, ProductVersion = "5.0.1" });

        mail.ShouldContain(said);
        mail.ShouldContain(update);
        mail.ShouldNotContain(never);
        mail.ShouldNotContain(language == "en" ? "at the latest" : "遅くとも");
    }

    [Fact]
    public async Task StrangerToTheSerialNumber_ReadsNothingOfItsRecords_E5()
    {
        var ended = await AcknowledgedAsync(r => r with { Language = "en", Email = "a@elsewhere.example", SerialNumber = "SP-1010-7670" });
        var old = await AcknowledgedAsync(r => r with { Language = "en", Email = "a@elsewhere.example", ProductVersion = "5.0.1" });

        ended.ShouldContain("We will check your contract");
        ended.ShouldNotContain("ended on");
        old.ShouldContain("Version 5.0.1 is not supported any more");
        old.ShouldNotContain("contract includes");
    }

    [Theory]
    [InlineData("en", "With a trial licence we help as in a test environment, so it is handled as Low")]
    [InlineData("ja", "試用版のライセンスのため、検証環境として重大度「低」で対応します")]
    public async Task TrialThatSaidEmergency_ReadsWhyItIsLow_E4(string language, string said)
    {
        var mail = await AcknowledgedAsync(r =>
            r with
            {
                Language = language,
                Severity = Severity.Emergency,
                Product = "SPX-DESKTOP",
                SerialNumber = "SP-1006-7522",
                Email = "watanabe@kiso-u.example",
            }
        );

        mail.ShouldContain(said);
        mail.ShouldNotContain("03-6206-6286", Shouldly.Case.Sensitive, "no Emergency, no telephone");
    }

    [Theory]
    [InlineData("en", "We answer this without a contract", "cannot promise")]
    [InlineData("ja", "契約の有無にかかわらずお答えします", "お約束できません")]
    public async Task Activation_WithoutAContract_IsNotAlsoToldThatNoTimeCanBePromised_E6(string language, string said, string never)
    {
        var mail = await AcknowledgedAsync(r =>
            r with
            {
                Language = language,
                RequestType = RequestType.Activation,
                SerialNumber = null,
                Severity = Severity.Low,
            }
        );

        mail.ShouldContain(said);
        mail.ShouldNotContain(never);
        mail.ShouldNotContain("logs, screenshots");
    }

    // Saturday 12 June 2027, 02:13 in Tokyo.
    [Theory]
    [InlineData(
        "en",
        "SP-1000-7300",
        "From Mon 14 Jun 2027 09:00 (Asia/Tokyo, UTC+09) on you can ring 03-6206-6286",
        "not wait for a mail"
    )]
    [InlineData("ja", "SP-1000-7300", "2027年6月14日(月) 09:00（Asia/Tokyo、UTC+09）以降に 03-6206-6286", "メールを待たずに")]
    [InlineData("en", "SP-1001-7337", "ring 03-6206-6286 at any hour", "nobody is at our telephone")]
    [InlineData("ja", "SP-1001-7337", "03-6206-6286 へお電話いただけます（24時間365日", "電話受付の時間外")]
    public async Task Emergency_OnASaturdayNight_IsToldWhenTheLineIsStaffed_P1_H4(string language, string serial, string said, string never)
    {
        _host.Time.SetUtcNow(new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero));

        var mail = await AcknowledgedAsync(r =>
            r with
            {
                Language = language,
                Severity = Severity.Emergency,
                SerialNumber = serial,
                Email = serial == "SP-1001-7337" ? "l.fischer@nordwind.example" : r.Email,
            }
        );

        mail.ShouldContain(said);
        mail.ShouldNotContain(never);
    }

    [Fact]
    public async Task Emergency_OfAStrangerToThePremiumSerial_HearsNeitherTierNorTime()
    {
        _host.Time.SetUtcNow(new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero));

        var mail = await AcknowledgedAsync(r => r with { Language = "en", Severity = Severity.Emergency, SerialNumber = "SP-1001-7337" });

        mail.ShouldNotContain("at any hour", Case.Insensitive, "that is what Premium has (P1)");
        mail.ShouldNotContain("1 hour");
        mail.ShouldNotContain("Premium");
    }

    [Fact]
    public async Task Emergency_WithoutEntitlement_HasNoTelephone_P1()
    {
        var mail = await AcknowledgedAsync(r => r with { Severity = Severity.Emergency, ProductVersion = "5.0.1" });
        mail.ShouldNotContain("03-6206-6286");
    }

    private async Task<string> AcknowledgedAsync(Func<OpenCaseRequest, OpenCaseRequest> change) =>
        await _host.LastTextAsync(await _host.OpenAsync(change));
}
