using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Entitlements;

/// <summary>Marker of <c>CustomerVerdictText.resx</c>: verdicts and their reasons as customers read them.</summary>
public sealed class CustomerVerdictText;

/// <summary>
/// The one place that says a verdict to a customer: form, mails and page alike (spec E5). Whose serial number it is, and what its contract
/// gives, is told only to somebody who belongs to it; everybody else hears neutral words, whether the number exists or not.
/// </summary>
public sealed class CustomerVerdictWords(
    IStringLocalizer<CustomerVerdictText> text,
    IStringLocalizer<DomainText> domain,
    Catalogue catalogue,
    SupportProgramme programme,
    ServiceTimes times,
    IOptions<UpdateOptions> updates
)
{
    private readonly PlainReasons _reasons = new(text, domain, catalogue, programme);

    /// <param name="verdict">Null when nothing was judged, as for a stranger to the serial number.</param>
    /// <param name="isKnown">Whether the reader belongs to the serial number (<see cref="CallerCheck"/>).</param>
    /// <param name="hasSerial">Whether a serial number was given at all.</param>
    public CustomerVerdict Of(Verdict? verdict, string productCode, string version, bool isKnown, bool hasSerial)
    {
        if (verdict is not null && PlainReasons.IsFree(verdict))
            return Free();
        var said =
            verdict is not null && PlainReasons.DecisionOf(verdict) is { } decision ? Decided(verdict, decision, isKnown)
            : isKnown && verdict is not null ? Judged(verdict)
            : ForAnybody(productCode, version, hasSerial);
        if (!HasNewer(productCode, version))
            return said;
        return Place is { } place ? said with { DownloadAddress = place } : said with { AskForDownload = text["download.ask"] };
    }

    /// <summary>A question that needs no contract (spec E6).</summary>
    public CustomerVerdict Free() => new(VerdictTone.Good, text["free"], [text["free.hint"]]) { IsFree = true };

    /// <summary>Why a case is handled as less severe than the customer told us; null when it is not (spec E4, E6, S5).</summary>
    public string? Lowered(Verdict verdict, Severity stated, Severity inForce, bool isKnown)
    {
        // Decided anew since: that had a notice of its own.
        if (verdict.Limit(stated) is var limited && (limited == stated || limited != inForce))
            return null;
        var why = verdict.Reasons.Select(r => r.Code).FirstOrDefault(code => code is "trial" or "not-for-resale" or "non-technical");
        var key = why == "non-technical" || (isKnown && why is not null) ? "lowered." + why : "lowered";
        return text[key, domain["Severity." + stated], domain["Severity." + inForce]];
    }

    /// <summary>The words of a link to the newer version.</summary>
    public string Download => text["download"];

    /// <summary>The same as a line of a mail, or how to ask for it; null when there is no newer version.</summary>
    public string? DownloadLine(CustomerVerdict said) =>
        said.DownloadAddress is { } address ? text["download.mail", address].Value : said.AskForDownload;

    private string? Place => updates.Value.DownloadAddress is { Length: > 0 } address ? address : null;

    // What any visitor may hear: which versions are supported is no secret (spec E1).
    private CustomerVerdict ForAnybody(string productCode, string version, bool hasSerial)
    {
        var line =
            catalogue.Find(productCode) is { } product && version.Trim() is { Length: > 0 } typed
                ? _reasons.Of(EntitlementRules.VersionOf(product, typed, catalogue.Today))
                : null;
        return new(VerdictTone.Neutral, text["check"], [text[hasSerial ? "check.hint" : "no-serial.hint"], .. Lines(line)])
        {
            Upgrade = IsPrevious(productCode, version) ? line : null,
        };
    }

    private CustomerVerdict Judged(Verdict verdict)
    {
        var reasons = _reasons.Of(verdict, r => r.Rule != "P7" && r.Code != "contract-runs");
        var upgrade = _reasons.Of(verdict, r => r.Code == "version-previous");
        return (
            verdict.Kind switch
            {
                VerdictKind.Entitled => new(
                    VerdictTone.Good,
                    Covered(verdict),
                    [.. Hours(verdict.Tier), text["gives.updates"], .. reasons]
                ),
                VerdictKind.EntitledWithLimits => new CustomerVerdict(VerdictTone.Neutral, text["limits"], reasons),
                VerdictKind.NotEntitled => new(VerdictTone.Missing, text[MissingTitle(verdict)], reasons),
                _ => new(VerdictTone.Neutral, text["check"], [text["check.hint"], .. reasons]),
            }
        ) with
        {
            Upgrade = upgrade.Count > 0 ? upgrade[0] : null,
        };
    }

    // A supervisor's decision is about this case, so whoever has the case may read it; the records behind it only those who belong to them.
    private CustomerVerdict Decided(Verdict verdict, VerdictReason decision, bool isKnown)
    {
        if (decision.Code != "exception.declined")
            return new(VerdictTone.Good, text["granted"], [_reasons.Of(decision), .. Hours(verdict.Tier)]);
        var why = isKnown
            ? _reasons.Of(verdict, r => r.Rule != "P7" && r.Code is not "contract-runs" && r != decision)
            : [text["declined.stranger"].Value];
        return new(VerdictTone.Missing, text["declined"], [.. why, _reasons.Of(decision)]);
    }

    private static string MissingTitle(Verdict verdict) =>
        verdict.Reasons[0].Rule switch
        {
            "E1" => "missing.version",
            "E4" => "missing.licence",
            _ => "missing",
        };

    private string Covered(Verdict verdict) =>
        verdict.CoveredUntil is { } until
            ? text["covered", domain["SupportTier." + verdict.Tier], PlainReasons.Day(until)]
            : domain["SupportTier." + verdict.Tier];

    /// <summary>Who answers at which hours (spec P1–P4, P9).</summary>
    private IEnumerable<string> Hours(SupportTier tier)
    {
        var hours = times.Hours(programme.Calendar(SupportProgramme.BusinessCalendarId));
        if (tier == SupportTier.Premium)
        {
            if (programme.Target(tier, Severity.Emergency, ClockKind.FirstResponse) is { } emergency)
                yield return text["gives.Premium.Emergency", times.Length(emergency)];
            yield return text["gives.Premium.form", hours];
            if (programme.Target(tier, Severity.High, ClockKind.Callback) is { } call)
                yield return text["gives.Premium.night", times.Length(call)];
        }
        else if (tier == SupportTier.Standard)
        {
            yield return text["gives.Standard", hours];
        }
    }

    private bool HasNewer(string productCode, string version) =>
        catalogue.Find(productCode)?.StandingOf(version, catalogue.Today)
            is not (null or VersionStanding.Latest or VersionStanding.Unknown);

    private bool IsPrevious(string productCode, string version) =>
        catalogue.Find(productCode)?.StandingOf(version, catalogue.Today) is VersionStanding.Previous or VersionStanding.Prolonged;

    private static IEnumerable<string> Lines(string? line) => line is null ? [] : [line];
}
