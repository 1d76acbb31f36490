using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.ServiceLevels;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>The cases that words are tried on.</summary>
public enum MailSample
{
    /// <summary>A case as most are: Standard, High, in business hours.</summary>
    Usual = 0,

    /// <summary>An Emergency by mail, with a number to ring and everything that may be said.</summary>
    Emergency = 1,

    /// <summary>No support on record: no time is promised.</summary>
    NotEntitled = 2,

    /// <summary>No name, no product, no time, nothing that may be missing.</summary>
    Bare = 3,
}

/// <summary>What the placeholders of a kind stand for in one sample.</summary>
public sealed record MailSampleValues(MailSample Sample, IReadOnlyDictionary<string, object?> Values);

/// <summary>Makes real-looking values out of the house's own data: its products, targets, hours and number to ring.</summary>
public sealed class MailSamples(
    MailWords words,
    ServiceTimes times,
    SupportProgramme programme,
    Catalogue catalogue,
    IOptions<MailOptions> options,
    MailSenderName sender,
    IStringLocalizer<MailSampleText> text,
    IClock clock
)
{
    /// <summary>Every sample of a kind in a language.</summary>
    public IReadOnlyList<MailSampleValues> Of(MailKind kind, string language)
    {
        using var speaking = MailWords.Speak(language);
        return [.. Enum.GetValues<MailSample>().Select(sample => new MailSampleValues(sample, ValuesOf(kind, language, sample)))];
    }

    private Dictionary<string, object?> ValuesOf(MailKind kind, string language, MailSample sample)
    {
        var now = clock.GetCurrentInstant();
        var all = Common(language, sample, now);
        AddOutsideCases(all, language, now);
        if (sample != MailSample.Bare)
            FillWhatMayBeSaid(all, sample, now);
        return MailPlaceholders.Of(kind).ToDictionary(name => name, name => all.GetValueOrDefault(name), StringComparer.Ordinal);
    }

    private Dictionary<string, object?> Common(string language, MailSample sample, Instant now)
    {
        var number = CaseNumber.Format(now.InZone(programme.Zone).Date, 1);
        var link = options.Value.LinkTo("/support/case/…");
        return new(StringComparer.Ordinal)
        {
            ["customer"] = sample == MailSample.Bare ? "" : text["customer"].Value,
            ["number"] = number,
            ["subject"] = text["subject"].Value,
            ["product"] = sample == MailSample.Bare ? null : Product(language),
            ["severity"] = words.Of(SeverityOf(sample)),
            ["severity_before"] = words.Of(Severity.Medium),
            ["team"] = sender.In(language),
            ["hotline"] = programme.Hotline,
            ["zone"] = words.Zone(now),
            ["is_emergency"] = sample == MailSample.Emergency,
            ["case_link"] = link,
            ["solved_link"] = link + "?answer=yes",
            ["not_solved_link"] = link + "?answer=no",
            ["closes_at"] = words.At(now + Duration.FromDays(14)),
            ["reason"] = words["reason.NoLongerNeeded"],
            // A person's act has their words, whatever else is unknown.
            ["message"] = text["message"].Value,
        };
    }

    // Of mails that belong to no case's conversation.
    private void AddOutsideCases(Dictionary<string, object?> all, string language, Instant now)
    {
        var (link, days) = (options.Value.LinkTo("/support/owner/…"), 60);
        var ends = now.InZone(programme.Zone).Date.PlusDays(days);
        (all["organisation"], all["serial"], all["caller"]) = (text["organisation"].Value, text["serial"].Value, text["caller"].Value);
        (all["yes_link"], all["no_link"]) = (link + "?answer=yes", link + "?answer=no");
        all["until"] = words.At(now + OwnerLinks.Lifetime);
        (all["contract"], all["products"]) = (text["contract"].Value, Product(language) ?? text["organisation"].Value);
        (all["ends_on"], all["days_left"]) = (MailWords.Day(ends), words["ends.in", days]);
    }

    private void FillWhatMayBeSaid(Dictionary<string, object?> all, MailSample sample, Instant now)
    {
        (all["greeting"], all["agent"], all["personal"]) = (true, text["agent"].Value, text["personal"].Value);
        (all["items"], all["detail"]) = (
            words["item", words["item.Logs"]] + "\n" + words["item", words["item.Steps"]],
            text["detail"].Value
        );
        all["others"] = words[
            "other",
            CaseNumber.Format(now.InZone(programme.Zone).Date.PlusDays(-3), 12),
            options.Value.LinkTo("/support/case/…")
        ];
        all["files_here"] = "- vss-trace.log (48 kB)";
        all["files_named"] = "- server-diagnostics.zip (64 MB)";
        if (sample == MailSample.NotEntitled)
        {
            (all["support"], all["lowered"], all["self_service"]) = (text["support"].Value, text["lowered"].Value, true);
            return;
        }

        all["wants_logs"] = true;
        FillExpectation(all, sample, now);
        if (sample != MailSample.Emergency)
            return;
        all["missing"] = words["item", words["missing.serial"]];
        all["mail_is_slow"] = true;
        all["follows"] = CaseNumber.Format(now.InZone(programme.Zone).Date.PlusYears(-1), 7);
        all["similar"] = words["similar", all["follows"]!, all["subject"]!, all["case_link"]!];
        all["hotline_says"] = words.Hotline(SupportTier.Premium, now, (string)all["number"]!);
    }

    private void FillExpectation(Dictionary<string, object?> all, MailSample sample, Instant now)
    {
        var tier = sample == MailSample.Emergency ? SupportTier.Premium : SupportTier.Standard;
        if (programme.Target(tier, SeverityOf(sample), ClockKind.FirstResponse) is not { } target)
            return;
        var calendar = programme.Calendar(target.CalendarId);
        if (calendar.Due(now, target.Length) is not { } due)
            return;
        all["expected_at"] = words.At(due);
        all["expected_why"] = words[
            calendar.IsAlwaysOpen ? "why.always" : "why.business",
            times.Length(target.Length, calendar),
            words["since.request"]
        ];
    }

    private static Severity SeverityOf(MailSample sample) => sample == MailSample.Emergency ? Severity.Emergency : Severity.High;

    private string? Product(string language) =>
        catalogue.Products.FirstOrDefault(p => p.Latest(catalogue.Today) is not null) is { } product
            ? $"{(language == "ja" ? product.NameJa : product.NameEn)} {product.Latest(catalogue.Today)!.Number}"
            : null;
}

/// <summary>Marker of <c>MailSampleText.resx</c>: what the samples are about.</summary>
public sealed class MailSampleText;
