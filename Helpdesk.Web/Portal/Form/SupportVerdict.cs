using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Guard;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Portal.Form;

/// <summary>How a verdict sounds; always beside its words.</summary>
public enum VerdictTone
{
    Good,
    Neutral,
    Missing,
}

/// <summary>What a visitor is told about their product, version and serial number, in plain words (spec E5).</summary>
public sealed record SupportVerdict(VerdictTone Tone, string Title, IReadOnlyList<string> Lines);

/// <summary>
/// Answers the form while it is filled in. What a contract gives is told only to somebody whose address belongs to it; everybody else,
/// and whoever asks too often, hears the same neutral words, whether the serial number exists or not.
/// </summary>
public sealed class SupportVerdictQuery(
    IDbContextFactory<HelpdeskDb> databases,
    EntitlementLookup lookup,
    Catalogue catalogue,
    SupportProgramme programme,
    PortalLimits limits,
    IClock clock,
    IStringLocalizer<PortalText> text,
    IStringLocalizer<DomainText> domain
)
{
    /// <summary>Null while there is no product to speak of.</summary>
    /// <param name="visitor">The visitor's key among the limits.</param>
    public async Task<SupportVerdict?> AskAsync(PortalDraft draft, string visitor, CancellationToken cancellation)
    {
        if (catalogue.Find(draft[Enquiry.Product]) is not { } product || Enquiry.TypeOf(draft) is not { } type)
            return null;
        if (type.IsNonTechnical())
            return new(VerdictTone.Good, text["verdict.free"], [text["verdict.free.hint"]]);
        var version = VersionWords(product, draft[Enquiry.Version].Trim());
        var known = await JudgeAsync(draft, visitor, cancellation);
        if (known is null)
        {
            var missing = draft[Enquiry.Serial].Trim().Length == 0 ? "verdict.no-serial" : "verdict.check";
            return new(VerdictTone.Neutral, text[missing], [text[missing + ".hint"], .. version]);
        }

        return known.Kind switch
        {
            VerdictKind.Entitled => new(VerdictTone.Good, Covered(known), [Gives(known.Tier), .. version]),
            VerdictKind.EntitledWithLimits => new(
                VerdictTone.Neutral,
                text["verdict.limits"],
                [.. known.Reasons.Select(Plain), .. version]
            ),
            VerdictKind.NotEntitled => new(
                VerdictTone.Missing,
                text["verdict.missing"],
                [.. known.Reasons.Where(r => r.Rule != "P7").Select(Plain), text["verdict.missing.kept"]]
            ),
            _ => new(VerdictTone.Neutral, text["verdict.check"], [text["verdict.check.hint"], .. version]),
        };
    }

    // The verdict, or null for a stranger to the serial number.
    private async Task<Verdict?> JudgeAsync(PortalDraft draft, string visitor, CancellationToken cancellation)
    {
        var serial = draft[Enquiry.Serial].Trim();
        if (serial.Length == 0 || !limits.TryTake(LimitKind.SerialCheck, visitor))
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (
            await EntitlementLookup.FindAsync(db, serial, cancellation) is not { } record
            || !ContactMatch.Knows(draft[Enquiry.Email], record.Email)
        )
            return null;
        var intake = lookup.Canonical(
            new CaseIntake
            {
                Channel = Channel.Web,
                Contact = new(UserKind.Other, "", "", null, null, "en"),
                ProductCode = draft[Enquiry.Product],
                ProductVersion = draft[Enquiry.Version].Trim(),
                SerialNumber = serial,
                RequestType = Enquiry.TypeOf(draft)!.Value,
                Severity = Severity.Low,
                Subject = "",
                Description = "",
            }
        );
        return (await lookup.JudgeAsync(db, intake, programme, clock.GetCurrentInstant(), cancellation)).Verdict;
    }

    private string Covered(Verdict verdict) =>
        verdict.CoveredUntil is { } until
            ? text["verdict.covered", domain["SupportTier." + verdict.Tier], Day(until)]
            : text["verdict.covered.open", domain["SupportTier." + verdict.Tier]];

    private string Gives(SupportTier tier) => text["verdict.gives." + tier];

    // Which versions are supported is no secret (spec E1).
    private IEnumerable<string> VersionWords(Product product, string version)
    {
        if (version.Length == 0)
            return [];
        return product.AgeOf(version) switch
        {
            null => [text["version.unknown", version, string.Join(", ", product.Supported)]],
            < EntitlementRules.SupportedVersions => [text["version.supported", version]],
            _ => [text["version.old", version, string.Join(", ", product.Supported)]],
        };
    }

    // A customer needs no number of a rule or a contract; dates are said as dates.
    private string Plain(VerdictReason reason)
    {
        var said = text["reason." + reason.Code, [.. reason.Args.Select(Shown)]];
        return said.ResourceNotFound ? text["verdict.check.hint"] : said.Value;
    }

    private static string Shown(string arg) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(arg) is { Success: true, Value: var day } ? Day(day) : arg;

    private static string Day(LocalDate day) =>
        NodaTime
            .Text.LocalDatePattern.Create(
                MailWords.IsJapanese ? "yyyy'年'M'月'd'日'" : "d MMMM yyyy",
                System.Globalization.CultureInfo.CurrentUICulture
            )
            .Format(day);
}
