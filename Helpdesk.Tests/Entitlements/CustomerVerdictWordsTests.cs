using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Mail.Out;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Entitlements;

/// <summary>What customers are told of a verdict, in both languages, from the one place that says it (spec E1, E4–E6, P8).</summary>
public sealed partial class CustomerVerdictWordsTests(CustomerVerdictWordsTests.Host host) : IClassFixture<CustomerVerdictWordsTests.Host>
{
    /// <summary>The console's own services, with a place for the downloads.</summary>
    public sealed class Host : IAsyncLifetime
    {
        public MailHost Mail { get; } =
            new() { More = new Dictionary<string, string?> { ["Updates:DownloadAddress"] = "https://get.helpdesk.example/new" } };

        public ValueTask InitializeAsync() => Mail.InitializeAsync();

        public ValueTask DisposeAsync() => Mail.DisposeAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void EveryReason_HasWordsForCustomers_WithoutRuleIds(string language)
    {
        var source = File.ReadAllText(Path.Combine(SourceTree.Root, "Helpdesk.Domain", "Entitlements", "EntitlementRules.cs"));
        var codes = Codes().Matches(source).Select(m => "reason." + m.Groups["code"].Value).Distinct().ToList();
        codes.AddRange(["reason.exception", "reason.exception.until", "reason.exception.declined"]);
        codes.Count.ShouldBeGreaterThan(22, "the scan finds them");
        var words = new ResourceManager(typeof(CustomerVerdictText))
            .GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), true, false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
        codes.Except(words.Keys).ShouldBeEmpty();
        words.Values.Where(value => RuleId().IsMatch(value)).ShouldBeEmpty("ids of rules are for us");
    }

    [Fact]
    public void OldVersionUnderARunningContract_IsToldSo_NotThatThereIsNoContract_E1_E5_P8()
    {
        var verdict = Judge("5.0.1");

        var english = Say("en", verdict, "5.0.1");
        (english.Tone, english.Title, english.DownloadAddress).ShouldBe(
            (VerdictTone.Missing, "Support for this version has ended", "https://get.helpdesk.example/new")
        );
        english.Lines.ShouldBe([
            "Version 5.0.1 is not supported any more; supported are 5.2.7, 5.2.6.",
            "Your contract includes the update until 31 March 2027.",
        ]);
        var japanese = Say("ja", verdict, "5.0.1");
        japanese.Title.ShouldBe("このバージョンのサポートは終了しています");
        japanese.Lines[1].ShouldBe("ご契約には 2027年3月31日 まで更新の権利が含まれます。");
    }

    [Theory]
    [InlineData("en", "Ask in your request where to get the newer version")]
    [InlineData("ja", "新しいバージョンの入手方法")]
    public async Task NoPlaceNamed_TellsThemToAsk_InTheMailToo_P8(string language, string said)
    {
        await using var plain = new MailHost();
        await plain.InitializeAsync();
        var opened = await plain.OpenAsync(r => r with { Language = language, ProductVersion = "5.2.6" });
        (await plain.LastTextAsync(opened)).ShouldContain(said);
        using var speaking = MailWords.Speak(language);
        var words = plain.Services.GetRequiredService<CustomerVerdictWords>();
        words.Of(Judge("5.2.6"), "SPX-SERVER", "5.2.6", true, true).AskForDownload.ShouldNotBeNull().ShouldContain(said);
        words.Of(Judge("5.2.7"), "SPX-SERVER", "5.2.7", true, true).AskForDownload.ShouldBeNull("there is none to get");
        Say(language, Judge("5.2.6"), "5.2.6").AskForDownload.ShouldBeNull("a place is named");
    }

    [Fact]
    public void PreviousVersion_IsHintedToUpgrade_TheLatestIsNot_E1_P8()
    {
        var previous = Say("en", Judge("5.2.6"), "5.2.6");
        previous.Tone.ShouldBe(VerdictTone.Good);
        previous.Upgrade.ShouldNotBeNull().ShouldContain("5.2.7 is newer");
        previous.Lines.ShouldContain(previous.Upgrade);
        previous.DownloadAddress.ShouldNotBeNull();
        var latest = Say("en", Judge("5.2.7"), "5.2.7");
        (latest.Upgrade, latest.DownloadAddress).ShouldBe((null, null));
        // Which versions are supported is no secret.
        Say("ja", null, "5.2.6", isKnown: false).Upgrade.ShouldNotBeNull().ShouldContain("5.2.7");
    }

    [Fact]
    public void Stranger_HearsTheSameWhateverTheRecordsSay_E5()
    {
        var heard = new[] { Judge("5.2.7"), Judge("5.2.7", until: -1), Judge("5.2.7", kind: LicenceKind.Trial), null }
            .Select(verdict => Say("en", verdict, "5.2.7", isKnown: false))
            .Select(said => said.Tone + said.Title + string.Join('|', said.Lines))
            .Distinct()
            .ShouldHaveSingleItem();
        heard.ShouldContain("We will check your contract");
    }

    [Fact]
    public void Premium_SaysWhichHelpRunsAtNight_P3_P9()
    {
        var lines = string.Join('\n', Say("en", Judge("5.2.7", tier: SupportTier.Premium), "5.2.7").Lines);
        lines.ShouldContain("Emergencies: you hear from us within 1 hour, at any hour");
        lines.ShouldContain("by this form are answered in business hours: Mon–Fri 09:00–17:00");
        lines.ShouldContain("we ring you or write to you within 1 hour, at any hour; outside business hours in English");
        string.Join('\n', Say("ja", Judge("5.2.7", tier: SupportTier.Premium), "5.2.7").Lines)
            .ShouldContain("営業時間（月〜金 09:00–17:00、祝日・休業日を除く）");
    }

    [Theory]
    [InlineData(UsedIn.Production, VerdictTone.Missing, "in production it is not supported")]
    [InlineData(UsedIn.Test, VerdictTone.Neutral, "in a test environment, at severity Low")]
    [InlineData(null, VerdictTone.Neutral, "There is no support for production")]
    public void TrialLicence_IsToldBothSides_E4(UsedIn? where, VerdictTone tone, string words)
    {
        var said = Say("en", Judge("5.2.7", kind: LicenceKind.Trial, where: where), "5.2.7");
        said.Tone.ShouldBe(tone);
        said.Lines[0].ShouldContain(words);
    }

    [Fact]
    public void StatedEmergencyOfATrial_IsExplained_E4()
    {
        var verdict = Judge("5.2.7", kind: LicenceKind.Trial);
        using (MailWords.Speak("en"))
        {
            Words
                .Lowered(verdict, Severity.Emergency, Severity.Low, true)
                .ShouldNotBeNull()
                .ShouldStartWith("You told us Emergency. With a trial licence we help as in a test environment, so it is handled as Low.");
            Words.Lowered(verdict, Severity.Emergency, Severity.Low, false).ShouldNotBeNull().ShouldNotContain("trial");
            Words.Lowered(verdict, Severity.Low, Severity.Low, true).ShouldBeNull();
        }
    }

    private CustomerVerdictWords Words => host.Mail.Services.GetRequiredService<CustomerVerdictWords>();

    private CustomerVerdict Say(string language, Verdict? verdict, string version, bool isKnown = true)
    {
        using var speaking = MailWords.Speak(language);
        return Words.Of(verdict, "SPX-SERVER", version, isKnown, hasSerial: true);
    }

    private static Verdict Judge(
        string version,
        LicenceKind kind = LicenceKind.Purchased,
        SupportTier tier = SupportTier.Standard,
        int? until = null,
        UsedIn? where = null
    )
    {
        var contract = SampleEntitlements.Contract("M-1", "SPX-SERVER", tier);
        return EntitlementRules.Judge(
            Cases.CaseFixture.Intake(Severity.High) with
            {
                ProductVersion = version,
                UsedIn = where,
            },
            new(
                SampleEntitlements.Server,
                SampleEntitlements.Licence("SPX-SERVER") with
                {
                    Kind = kind,
                },
                [until is { } days ? contract with { Until = SampleEntitlements.Today.PlusDays(days) } : contract]
            ),
            SampleEntitlements.Today
        );
    }

    [GeneratedRegex("""Reason\("[A-Z]\d", "(?<code>[a-z-]+)"[,)]""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Codes();

    [GeneratedRegex(@"\b[A-Z]\d{1,2}\b", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex RuleId();
}
