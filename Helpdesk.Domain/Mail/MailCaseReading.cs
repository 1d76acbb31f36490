using System.Text.RegularExpressions;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Mail;

/// <summary>A licence as intake by mail needs it.</summary>
public sealed record KnownLicence(string Serial, string ProductCode, string? Version);

/// <summary>What a new case would be opened with; what could not be read stands as <see cref="Unknown"/> and is asked for.</summary>
/// <param name="FromRecords">True when product or version come from the contact's only licence, not from the mail.</param>
/// <param name="Named">Products that the mail names, when it names several.</param>
/// <param name="SaysEmergency">
/// True when the mail says so, as its stated severity or in its subject: a supervisor hears of it at once.
/// </param>
public sealed record MailCaseReading(
    string ProductCode,
    string ProductVersion,
    string? Serial,
    Severity Severity,
    string Language,
    bool FromRecords,
    IReadOnlyList<string> Named,
    bool SaysEmergency
)
{
    /// <summary>Stands for a product or version that nobody has named.</summary>
    public const string Unknown = "?";

    public bool IsComplete => ProductCode != Unknown && ProductVersion != Unknown && Serial is not null && !FromRecords;
}

/// <summary>
/// Reads what a case needs out of a mail's words (spec I2): serial number, product, version, how urgent, in which language.
/// </summary>
public static partial class MailCaseReader
{
    private const int MostCandidates = 40;

    /// <summary>Whatever looks like a serial number, as it would stand on record; the records tell which of them is one.</summary>
    public static IReadOnlyList<string> SerialsIn(string subject, string text) =>
        [
            .. Serials()
                .Matches(Folded(subject + "\n" + text).ToUpperInvariant())
                .Select(m => m.Value)
                .Where(s => s.Any(char.IsDigit) && !CaseNumber.IsValid(s))
                .Distinct(StringComparer.Ordinal)
                .Take(MostCandidates),
        ];

    /// <summary>The number of a case that a subject quotes, or null.</summary>
    public static string? QuotedNumber(string subject) =>
        CaseNumbers().Match(Folded(subject).ToUpperInvariant()) is { Success: true } found ? found.Value : null;

    /// <summary>Whether a mail into a case states the severity Emergency (spec S5); what it quotes states nothing.</summary>
    public static bool StatesEmergency(string subject, string text) => StatedEmergency.In(Folded(subject), Folded(MailParts.Own(text)));

    /// <param name="named">Licences whose serial number stands in the mail.</param>
    /// <param name="theirs">Licences of the sender's.</param>
    public static MailCaseReading Read(
        string subject,
        string text,
        IReadOnlyList<Product> products,
        IReadOnlyList<KnownLicence> named,
        IReadOnlyList<KnownLicence> theirs
    )
    {
        var own = MailParts.Own(text);
        var words = Folded(subject + "\n" + own);
        var mentioned = Mentioned(words, products);
        var licence = named.Count > 0 ? named[0] : null;
        var fromRecords = false;
        // One licence and no other product named: it can only be that one, and the note says where it comes from.
        if (licence is null && theirs.Count == 1 && (mentioned.Count == 0 || mentioned.Contains(theirs[0].ProductCode)))
            (licence, fromRecords) = (theirs[0], true);
        // A product that leans on another one is asked about under the other one's serial number (spec E2).
        var product =
            mentioned.Find(code => licence is null || code == licence.ProductCode)
            ?? mentioned.FirstOrDefault()
            ?? licence?.ProductCode
            ?? MailCaseReading.Unknown;
        var version = VersionIn(words, products.FirstOrDefault(p => p.Code == product));
        if (version is null && licence is { Version: { } recorded } && licence.ProductCode == product)
            (version, fromRecords) = (recorded, true);
        var (severity, emergency) = SeverityIn(subject, own);
        return new(
            product,
            version ?? MailCaseReading.Unknown,
            licence?.Serial ?? CalledSerial(words),
            severity,
            LanguageOf(subject + own),
            fromRecords,
            mentioned.Count > 1 ? mentioned : [],
            emergency
        );
    }

    // A number that is called a serial number is what the customer gave, on record or not: nobody asks for it a second time.
    private static string? CalledSerial(string words) =>
        CalledSerials().Match(words.ToUpperInvariant()) is { Success: true } called
        && called.Groups["s"].Value is var serial
        && serial.Any(char.IsDigit)
        && !CaseNumber.IsValid(serial)
            ? serial
            : null;

    /// <summary>"ja" as soon as there is a Japanese word, else "en".</summary>
    public static string LanguageOf(string text) =>
        text.Any(c => c is (>= '\u3041' and <= '\u30FF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uFF66' and <= '\uFF9D')) ? "ja" : "en";

    // Longer names first: "ShadowProtect Server" is no mention of a product called "Server".
    private static List<string> Mentioned(string words, IReadOnlyList<Product> products)
    {
        var left = Packed(words);
        List<(int At, string Code)> found = [];
        foreach (
            var (code, name) in products
                .SelectMany(p => (string[])[p.NameEn, p.NameJa, p.Code], (p, name) => (p.Code, Packed(Folded(name))))
                .Where(n => n.Item2.Length > 2)
                .OrderByDescending(n => n.Item2.Length)
        )
        {
            for (var at = left.IndexOf(name, StringComparison.Ordinal); at >= 0; at = left.IndexOf(name, at, StringComparison.Ordinal))
            {
                found.Add((at, code));
                left = string.Concat(left.AsSpan(0, at), new string('\0', name.Length), left.AsSpan(at + name.Length));
            }
        }

        return [.. found.OrderBy(f => f.At).Select(f => f.Code).Distinct(StringComparer.Ordinal)];
    }

    private static string? VersionIn(string words, Product? product)
    {
        var written = Versions().Matches(words).Select(m => m.Groups["v"].Value).ToList();
        return product?.Numbers.LastOrDefault(v => written.Contains(v, StringComparer.OrdinalIgnoreCase))
            ?? (product is null ? null : BehindName(words, product))
            ?? NamedVersions().Match(words).Groups["v"].Value switch
            {
                "" => null,
                var named => named,
            };
    }

    /// <summary>"ShadowProtect Server 4.2": a version that the catalogue does not know is still the one that was named.</summary>
    private static string? BehindName(string words, Product product)
    {
        foreach (var name in ((string[])[product.NameEn, product.NameJa]).Select(Folded).Where(n => n.Length > 2))
        {
            for (
                var at = words.IndexOf(name, StringComparison.OrdinalIgnoreCase);
                at >= 0;
                at = words.IndexOf(name, at + name.Length, StringComparison.OrdinalIgnoreCase)
            )
            {
                var behind = words.AsSpan(at + name.Length).TrimStart();
                if (Versions().Match(behind[..Math.Min(behind.Length, 30)].ToString()) is { Success: true, Index: 0 } found)
                    return found.Groups["v"].Value;
            }
        }

        return null;
    }

    // What is stated as the severity is the stated severity (spec S5). A subject that only sounds like an emergency states none: whoever
    // reads it decides. High, so that nobody is late meanwhile.
    private static (Severity Severity, bool SaysEmergency) SeverityIn(string subject, string own)
    {
        if (StatedEmergency.In(Folded(subject), Folded(own)))
            return (Severity.Emergency, true);
        if (Urgent().IsMatch(Folded(subject)))
            return (Severity.High, true);
        return StatedSeverity().Match(Folded(subject + "\n" + own)).Groups["s"].Value.ToLowerInvariant() switch
        {
            // Named within a sentence, or among the choices: no statement.
            "emergency" or "緊急" => (Severity.High, true),
            "high" or "高" => (Severity.High, false),
            "low" or "低" => (Severity.Low, false),
            _ => (Severity.Medium, false),
        };
    }

    private static string Folded(string text) => CompatibleText.Of(text);

    private static string Packed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    [GeneratedRegex(
        @"(?<![A-Z0-9\-])[A-Z0-9]{2,8}(-[A-Z0-9]{2,10}){1,6}(?![A-Z0-9\-])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Serials();

    [GeneratedRegex(
        @"(SERIAL(\s+(NUMBER|NO\.?))?|S/N|シリアル(番号|ナンバー|NO\.?)?)\s*[:=#は]?\s*(?<s>[A-Z0-9]{2,8}(-[A-Z0-9]{2,10}){1,6})(?![A-Z0-9\-])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex CalledSerials();

    [GeneratedRegex(@"(?<![A-Z0-9\-])C-\d{8}-\d{4,7}(?!\d)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CaseNumbers();

    [GeneratedRegex(
        @"(?<![\d.])v?(?<v>\d{1,3}(\.\d{1,5}){1,3})(?![\d.]*\d)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Versions();

    [GeneratedRegex(
        @"(version|ver\.?|バージョン|製品版)\s*[:：は=]?\s*v?(?<v>\d{1,3}(\.\d{1,5}){1,3})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NamedVersions();

    [GeneratedRegex(
        @"(緊急|至急|\bemergency\b|\burgent\b|\bcritical\b|production (server )?(is )?down|本番.{0,6}停止)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Urgent();

    [GeneratedRegex(
        @"(severity|重大度|重要度|緊急度|深刻度)\s*[:：=]\s*(?<s>emergency|high|medium|low|緊急|高|中|低)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex StatedSeverity();
}
