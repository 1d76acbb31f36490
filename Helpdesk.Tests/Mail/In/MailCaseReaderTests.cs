using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Entitlements;

namespace Helpdesk.Tests.Mail.In;

/// <summary>
/// What a new case is opened with when it comes by mail: what stands in the mail or on record, nothing guessed (spec I1, I2, S5).
/// </summary>
public sealed class MailCaseReaderTests
{
    private static readonly IReadOnlyList<Product> Products =
    [
        Named("SPX-SERVER", "ShadowProtect Server", "5.2.6", "5.2.7"),
        Named("SPX-DESKTOP", "ShadowProtect Desktop", "5.2.7"),
        Named("IMG-MANAGER", "ImageManager", "7.0", "7.1"),
    ];

    private static readonly KnownLicence Server = new("SP-1000-7300", "SPX-SERVER", "5.2.7");

    [Fact]
    public void EverythingNamed_IsRead()
    {
        var read = Read("ShadowProtect Server 5.2.6 fails", "Serial: sp-1000-7300", named: [Server]);
        (read.ProductCode, read.ProductVersion, read.Serial, read.FromRecords).ShouldBe(("SPX-SERVER", "5.2.6", "SP-1000-7300", false));
        read.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void FullWidthAndSpaced_IsReadAsWell() =>
        Read("ＳｈａｄｏｗＰｒｏｔｅｃｔ　Ｓｅｒｖｅｒ", "バージョン５．２．７です。")
            .ShouldSatisfyAllConditions(
                r => r.ProductCode.ShouldBe("SPX-SERVER"),
                r => r.ProductVersion.ShouldBe("5.2.7"),
                r => r.Language.ShouldBe("ja")
            );

    [Fact]
    public void VersionBehindTheName_IsTaken_EvenOneThatIsNotInTheCatalogue() =>
        Read("ShadowProtect Server  4.1.5", "x", theirs: [Server]).ProductVersion.ShouldBe("4.1.5");

    [Fact]
    public void NothingNamed_IsAskedFor() =>
        Read("Help", "It does not work.")
            .ShouldSatisfyAllConditions(
                r => r.ProductCode.ShouldBe(MailCaseReading.Unknown),
                r => r.ProductVersion.ShouldBe(MailCaseReading.Unknown),
                r => r.Serial.ShouldBeNull(),
                r => r.IsComplete.ShouldBeFalse()
            );

    [Fact]
    public void TheOnlyLicence_StandsIn_AndSaysSo() =>
        Read("Help", "It does not work.", theirs: [Server])
            .ShouldSatisfyAllConditions(r => r.Serial.ShouldBe(Server.Serial), r => r.FromRecords.ShouldBeTrue());

    [Fact]
    public void TwoLicences_NoneNamed_IsNoGuess() =>
        Read("Help", "x", theirs: [Server, new("SP-2", "SPX-DESKTOP", "5.2.7")]).Serial.ShouldBeNull();

    [Fact]
    public void SeveralProducts_AreNamedForAPerson() =>
        Read("ImageManager", "and ShadowProtect Server").Named.ShouldBe(["IMG-MANAGER", "SPX-SERVER"]);

    [Fact]
    public void OneProductsName_IsNotFoundInsideAnothers() => Read("ShadowProtect Desktop", "x").Named.ShouldBeEmpty();

    [Theory]
    [InlineData("【緊急】本番停止", "x", Severity.High, true)]
    [InlineData("URGENT: production down", "x", Severity.High, true)]
    [InlineData("Question", "Severity: low", Severity.Low, false)]
    [InlineData("質問", "重要度：高", Severity.High, false)]
    [InlineData("質問", "重大度：高", Severity.High, false)]
    [InlineData("Question", "this is urgent for us", Severity.Medium, false)]
    public void Severity_ThatIsNotStatedAsOne_IsNoEmergency(string subject, string text, Severity expected, bool says) =>
        Read(subject, text).ShouldSatisfyAllConditions(r => r.Severity.ShouldBe(expected), r => r.SaysEmergency.ShouldBe(says));

    [Theory]
    [InlineData("質問", "重大度: 緊急\n本番サーバーが起動しません。")]
    [InlineData("質問", "お世話になります。\n\n重大度：緊急です")]
    [InlineData("質問", "・【重大度】緊急")]
    [InlineData("Question", "Hello,\nSeverity: Emergency\nThe server is down.")]
    [InlineData("Question", "severity = EMERGENCY (production)")]
    [InlineData("Severity: Emergency - server down", "x")]
    [InlineData("【緊急】本番停止", "重大度: 緊急")]
    [InlineData("質問", "製品: ShadowProtect Server 5.2.7、重大度: 緊急")]
    [InlineData("Question", "Product: ShadowProtect Server 5.2.7, Severity: Emergency")]
    [InlineData("Question", "Product: ShadowProtect Server; Severity: Emergency; Serial: SP-1")]
    [InlineData("Question", "Product: ShadowProtect Server | Severity: Emergency | 5.2.7")]
    [InlineData("Question", "ShadowProtect Server 5.2.7 / Severity: Emergency")]
    [InlineData("Question", "ShadowProtect Server\tSeverity: Emergency\t5.2.7")]
    [InlineData("Question", "ShadowProtect Server 5.2.7  Severity: Emergency")]
    [InlineData("Question", "Our server is down. Severity: Emergency.")]
    [InlineData("Question", "Severity\tEmergency")]
    [InlineData("Question", "1. Severity: Emergency")]
    [InlineData("Question", "(2) Severity: Emergency")]
    [InlineData("Question", "Priority: Emergency")]
    [InlineData("Question", "Severity level: Emergency")]
    [InlineData("Question", "**Severity:** Emergency")]
    [InlineData("Question", "The severity is Emergency.")]
    [InlineData("Question", "Case severity: Emergency")]
    [InlineData("質問", "優先度: 緊急")]
    [InlineData("質問", "①重大度：緊急")]
    [InlineData("質問", "重大度は緊急です")]
    [InlineData("質問", "本番サーバーが停止しました。重大度は「緊急」でお願いします。")]
    [InlineData("質問", "本件の重大度は緊急と判断しています。")]
    [InlineData("質問", "サーバーが起動しません（重大度：緊急）")]
    public void StatedEmergency_IsWhatIsStated_S5(string subject, string text) =>
        Read(subject, text).ShouldSatisfyAllConditions(r => r.Severity.ShouldBe(Severity.Emergency), r => r.SaysEmergency.ShouldBeTrue());

    [Theory]
    [InlineData("Question", "Severity: Emergency / High / Medium / Low")]
    [InlineData("質問", "重大度：緊急・高・中・低")]
    [InlineData("質問", "重大度: 緊急ではありません")]
    [InlineData("Question", "What does severity: emergency mean in your guide?")]
    [InlineData("Question", "It works.\n\n> Severity: Emergency")]
    [InlineData("Question", "Severity: emergencyish")]
    [InlineData("Question", "This is not an emergency.")]
    [InlineData("Question", "Priority: High, this is no emergency")]
    [InlineData("Question", "If severity: emergency were available, we would choose it.")]
    [InlineData("Question", "We read the guide, severity: emergency is for servers only.")]
    [InlineData("Question", "Severity: Emergency would be too much.")]
    [InlineData("Question", "Severity is not emergency")]
    [InlineData("Question", "The severity is emergency only when a server is down.")]
    [InlineData("Question", "Is it so, severity: emergency?")]
    [InlineData("Question", "Priority: Emergency contact is Mr. Brown")]
    [InlineData("質問", "緊急ではありません。")]
    [InlineData("質問", "重大度は緊急ではありません。")]
    [InlineData("質問", "重大度は緊急でしょうか。")]
    [InlineData("質問", "重大度は緊急から高に変更してください。")]
    [InlineData("質問", "優先度: 緊急性はありません")]
    [InlineData("質問", "ガイドに書かれている重大度: 緊急の意味を教えてください。")]
    [InlineData("Re: [C-20270609-0001] x", "Thank you.\n\n> Product: ShadowProtect Server, Severity: Emergency")]
    [InlineData("Re: [C-20270609-0001] x", "> Product: ShadowProtect Server, Severity: Emergency")]
    [InlineData("Re: [C-20270609-0001] x", "Thanks.\n\n-----Original Message-----\nFrom: Support\n\n  Severity:  Emergency")]
    public void NotAStatement_IsNoEmergency(string subject, string text) => Read(subject, text).Severity.ShouldNotBe(Severity.Emergency);

    [Fact]
    public void LongLines_AreReadInTime()
    {
        foreach (var piece in (string[])["重大度 ", "Severity: ", "Severity】 ", "x  ", "、", "severity is ", "1. ", "【"])
        {
            var spread = string.Concat(Enumerable.Repeat(piece, 20_000)) + new string(' ', 50_000) + "x";
            Read("x", spread).Severity.ShouldNotBe(Severity.Emergency, "a pattern that takes too long throws");
        }
    }

    [Theory]
    [InlineData("Re: [C-20270609-0001] x", "C-20270609-0001")]
    [InlineData("ｃ－２０２７０６０９－０００１", "C-20270609-0001")]
    [InlineData("Re: C-2027-1", null)]
    [InlineData("", null)]
    public void QuotedNumber_IsFoundInTheSubject(string subject, string? number) => MailCaseReader.QuotedNumber(subject).ShouldBe(number);

    [Theory]
    [InlineData("シリアル番号：ＳＰ－９９９９－００００です。", "SP-9999-0000")]
    [InlineData("Serial SP-9999-0000, version 5.2.7", "SP-9999-0000")]
    [InlineData("error E-1234 in job A-99", null)]
    [InlineData("Serial C-20270609-0001", null)]
    public void SerialThatIsCalledOne_IsTaken_OnRecordOrNot(string text, string? serial) => Read("Help", text).Serial.ShouldBe(serial);

    [Fact]
    public void Serials_AreWhatLooksLikeOne_AndNoCaseNumber() =>
        MailCaseReader
            .SerialsIn("C-20270609-0001", "SP-1000-7300, sp-1000-7300 and ＳＰ－１００１－７３３７")
            .ShouldBe(["SP-1000-7300", "SP-1001-7337"], ignoreOrder: true);

    [Fact]
    public void WordsOfTheHistory_AreNotRead() =>
        Read("Re: x", "It fails.\n\n> Do you use ImageManager 7.1?").ProductCode.ShouldBe(MailCaseReading.Unknown);

    private static MailCaseReading Read(
        string subject,
        string text,
        IReadOnlyList<KnownLicence>? named = null,
        IReadOnlyList<KnownLicence>? theirs = null
    ) => MailCaseReader.Read(subject, text, Products, named ?? [], theirs ?? []);

    private static Product Named(string code, string name, params string[] versions) => SampleEntitlements.Product(code, name, versions);
}
