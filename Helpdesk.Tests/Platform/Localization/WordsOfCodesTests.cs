using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Tests.Platform.Localization;

/// <summary>Whatever the console can say, it can say in both languages.</summary>
public sealed partial class WordsOfCodesTests
{
    // Said before any language is known (SupportProgrammeErrors), or by the identity pages, which have words of their own.
    private static readonly string[] s_saidElsewhere =
    [
        "programme.",
        "length.",
        "holidays.",
        "auth.",
        "person.",
        "people.",
        "password.",
        "api-key.",
        "setup.",
        "profile.",
        "preferences.",
    ];

    public static TheoryData<string> Languages() => ["en", "ja"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryErrorCodeInTheSources_HasWords(string language)
    {
        var codes = SourceTree
            .Files("Helpdesk.Domain", ".cs")
            .Concat(SourceTree.Files("Helpdesk.Web", ".cs"))
            .SelectMany(file => Codes().Matches(File.ReadAllText(file)).Select(m => m.Groups["code"].Value))
            .Where(code => !s_saidElsewhere.Any(prefix => code.StartsWith(prefix, StringComparison.Ordinal)))
            .Distinct()
            .ToList();
        codes.Count.ShouldBeGreaterThan(30, "the scan finds them");
        codes.Except(Words<ErrorText>(language).Keys).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryWordOfTheField_HasWords(string language)
    {
        Type[] shown =
        [
            typeof(Severity),
            typeof(CaseStatus),
            typeof(CaseAction),
            typeof(Ball),
            typeof(Channel),
            typeof(UserKind),
            typeof(RequestType),
            typeof(ClosingReason),
            typeof(CallDirection),
            typeof(SupportTier),
            typeof(VerdictKind),
            typeof(ClockKind),
            typeof(ClockState),
            typeof(ClockVerdict),
            typeof(LedgerReason),
            typeof(FileKind),
            typeof(ScanState),
        ];
        var words = Words<DomainText>(language);
        shown.SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}")).Except(words.Keys).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryVerdictReason_HasWordsWithAPlaceForEachValue(string language)
    {
        var source = File.ReadAllText(Path.Combine(SourceTree.Root, "Helpdesk.Domain", "Entitlements", "EntitlementRules.cs"));
        var codes = Reasons().Matches(source).Select(m => m.Groups["code"].Value).Concat(["trial", "not-for-resale"]).Distinct().ToList();
        codes.Count.ShouldBeGreaterThan(15, "the scan finds them");
        codes.Select(code => "reason." + code).Except(Words<DomainText>(language).Keys).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryStatusTheApiAnswersWith_HasATitle(string language) =>
        new[] { 400, 401, 403, 404, 405, 409, 412, 422, 500 }
            .Select(status => "title." + status)
            .Except(Words<ErrorText>(language).Keys)
            .ShouldBeEmpty();

    [Fact]
    public void Part_HasNoKeyOfAnother() =>
        ((Type[])[typeof(DomainText), .. PartsLocalizer<DomainText>.Parts])
            .SelectMany(part => Words(part, "en").Keys)
            .GroupBy(key => key)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .ShouldBeEmpty();

    private static Dictionary<string, string> Words<TWhole>(string language) =>
        ((Type[])[typeof(TWhole), .. PartsLocalizer<TWhole>.Parts])
            .SelectMany(part => Words(part, language))
            .ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal);

    /// <summary>A language's own words, without falling back to the other's.</summary>
    private static Dictionary<string, string> Words(Type marker, string language) =>
        new ResourceManager(marker)
            .GetResourceSet(
                language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language),
                createIfNotExists: true,
                tryParents: false
            )!
            .Cast<DictionaryEntry>()
            .Where(word => !string.IsNullOrWhiteSpace((string?)word.Value))
            .ToDictionary(word => (string)word.Key, word => (string)word.Value!, StringComparer.Ordinal);

    [GeneratedRegex(
        """(?:Refused?\(|Unreachable\(|new Error\(|new\(|WithErrorCode\("""
            + """|BadValueException\()\s*"(?<code>[a-z]+(?:-[a-z]+)*\.[a-z-]+)"[,)]""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        5000
    )]
    private static partial Regex Codes();

    [GeneratedRegex("""Reason\("[A-Z]\d", "(?<code>[a-z-]+)"[,)]""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Reasons();
}
