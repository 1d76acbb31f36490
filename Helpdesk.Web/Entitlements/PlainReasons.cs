using System.Globalization;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Entitlements;

/// <summary>
/// Says single reasons without numbers of rules: dates as dates, products by name, nobody's name (spec E5).
/// </summary>
internal sealed class PlainReasons(
    IStringLocalizer<CustomerVerdictText> text,
    IStringLocalizer<DomainText> domain,
    Catalogue catalogue,
    SupportProgramme programme
)
{
    private static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    /// <summary>A supervisor's last word on the case, or null.</summary>
    public static VerdictReason? DecisionOf(Verdict verdict) =>
        verdict.Reasons.LastOrDefault(r => r.Code is "exception" or "exception.until" or "exception.declined");

    public static bool IsFree(Verdict verdict) => verdict.Reasons.Any(r => r.Code == "non-technical");

    /// <summary>The reasons that <paramref name="which"/> takes, in their order.</summary>
    public IReadOnlyList<string> Of(Verdict verdict, Func<VerdictReason, bool> which) =>
        [.. verdict.Reasons.Where(which).Select(Of).Distinct(StringComparer.Ordinal)];

    public string Of(VerdictReason reason) => text["reason." + reason.Code, [.. Values(reason)]];

    public static string Day(LocalDate day) => DayWords.Long(day);

    // A version's sentence names the version alone; what is newer is looked up, as stored verdicts do not have it.
    private IEnumerable<object> Values(VerdictReason reason) =>
        reason.Code switch
        {
            "version-latest" => [reason.Args[1]],
            "version-previous" => [reason.Args[1], catalogue.Find(reason.Args[0])?.Latest(catalogue.Today)?.Number ?? ""],
            "version-too-old" => [reason.Args[1], reason.Args[2]],
            "version-prolonged" => [reason.Args[1], Shown(reason.Args[2])],
            _ => reason.Args.Select(Shown),
        };

    private string Shown(string arg) =>
        LocalDatePattern.Iso.Parse(arg) is { Success: true, Value: var day } ? Day(day)
        : InstantPattern.General.Parse(arg) is { Success: true, Value: var end } ? LastDay(end)
        : Enum.TryParse<SupportTier>(arg, out var tier) && Enum.IsDefined(tier) && !int.TryParse(arg, out _) ? domain["SupportTier." + tier]
        : string.Join(", ", arg.Split(", ").Select(NameOf));

    // An exception's end is kept as the midnight after it.
    private string LastDay(Instant end) => Day((end - Duration.Epsilon).InZone(programme.Zone).Date);

    private string NameOf(string code) =>
        catalogue.Find(code) is { } product
            ? IsJapanese
                ? product.NameJa
                : product.NameEn
            : code;
}
