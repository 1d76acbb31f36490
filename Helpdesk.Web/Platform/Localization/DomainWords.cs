using Helpdesk.Domain.Entitlements;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Localization;

/// <summary>Marker of <c>DomainText.resx</c>: the field's terms, in both languages.</summary>
public sealed class DomainText;

/// <summary>The field's terms in the reader's language: severities, states, tiers, reasons.</summary>
public sealed class DomainWords(IStringLocalizer<DomainText> text)
{
    public string this[string key] => text[key];

    public string this[string key, params object[] args] => text[key, args];

    /// <summary>An enum's word: key <c>Severity.High</c>.</summary>
    public string Of(Enum value) => text[value.GetType().Name + "." + value];

    /// <summary>
    /// A verdict's reason; an exception's end is kept as the midnight after it, and said as the last day that was granted.
    /// </summary>
    /// <param name="programmeZone">The zone in which the day was named.</param>
    public string Reason(VerdictReason reason, DateTimeZone programmeZone) =>
        text["reason." + reason.Code, [.. reason.Args.Select(arg => reason.Code == "exception.until" ? LastDay(arg, programmeZone) : arg)]];

    private static string LastDay(string arg, DateTimeZone zone) =>
        InstantPattern.General.Parse(arg) is { Success: true, Value: var end }
            ? LocalDatePattern.Iso.Format((end - Duration.Epsilon).InZone(zone).Date)
            : arg;
}
