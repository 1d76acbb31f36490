using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Branding;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>The words of a mail, ready to be kept.</summary>
public sealed record ComposedMail(string Subject, string Text, string Html);

/// <summary>
/// Turns what happened into a mail in the customer's language; words of people come as <see cref="ReplyWords"/> or not at all.
/// </summary>
public sealed partial class MailComposer(
    MailTemplates templates,
    MailWords words,
    CustomerVerdictWords verdicts,
    CustomerLinks links,
    Catalogue catalogue,
    SupportProgramme programme,
    IOptions<MailOptions> options,
    MailSenderName sender,
    Brand brand
)
{
    /// <summary>The mail that an event calls for, or null: the one table.</summary>
    public static MailKind? KindOf(CaseEvent happened) =>
        happened switch
        {
            CaseOpened => MailKind.Acknowledgement,
            LinkRequested => MailKind.NewLink,
            ReplySent => MailKind.Reply,
            SolutionOffered => MailKind.Solution,
            ConfirmationAsked => MailKind.Resolved,
            SeverityChanged or SeverityExplained => MailKind.SeverityChange,
            CaseClosed => MailKind.Closing,
            CaseReopened => MailKind.Reopened,
            MoreRequested => MailKind.RequestForMore,
            SilenceReminderSent => MailKind.Reminder,
            ScopeMarked => MailKind.OutOfScope,
            EscalationDeclined => MailKind.EscalationDeclined,
            ExceptionGranted or ExceptionDeclined => MailKind.ExceptionDecided,
            CaseJudgedAnew { IsForTheBetter: true } => MailKind.JudgedAnew,
            _ => null,
        };

    /// <summary>
    /// The words that may go into a mail: ours, from an event that the customer may read. A note is of another type and has no way in.
    /// </summary>
    public static ReplyWords? WordsOf(TimelineEntry entry) => entry.Event.CustomerMayRead ? entry.Reply : null;

    /// <param name="files">What the entry brought and the customer may see; the mail names those that it cannot carry.</param>
    /// <param name="isKnown">Whether the customer belongs to the serial number, and may read what is on record for it.</param>
    /// <param name="alike">A closed case of the same contact that this one may be about.</param>
    /// <param name="onlyShown">True for one that is drafted for a colleague's eyes: the customer's link stays out of it.</param>
    public ComposedMail Compose(
        MailKind kind,
        Case about,
        TimelineEntry entry,
        IReadOnlyList<Attachment>? files = null,
        bool isKnown = false,
        bool onlyShown = false,
        ClosedCase? alike = null
    )
    {
        var language = LanguageOf(about, entry.Event);
        using var speaking = MailWords.Speak(language);
        var values = MailPlaceholders.Of(kind).ToDictionary(name => name, _ => (object?)null, StringComparer.Ordinal);
        FillCommon(values, about, language, entry.At);
        values["case_link"] = CaseLink(about, onlyShown);
        if (values.ContainsKey("message"))
            values["message"] = WordsOf(entry)?.Text;
        if (values.ContainsKey("agent"))
            FillWriter(values, about, entry);
        if (values.ContainsKey("expected_at"))
            FillExpectation(values, about, entry.At);
        if (values.ContainsKey("support"))
            FillSupport(values, about, isKnown, inFull: kind == MailKind.JudgedAnew);
        if (values.ContainsKey("files_here"))
            FillFiles(values, files ?? []);
        FillSpecial(values, about, entry);
        if (alike is not null && values.ContainsKey("similar"))
            values["similar"] = words["similar", alike.Number, alike.Subject, LinkTo(alike.Number, alike.LinkStamp)];
        return Written(templates.Of(kind, language), values, language, brand);
    }

    /// <summary>A template filled with values, with the house's footer under it.</summary>
    public static ComposedMail Written(MailTemplate template, IReadOnlyDictionary<string, object?> values, string language, Brand brand)
    {
        var (subject, text) = template.Render(values);
        if (brand.FooterIn(language) is { } footer)
            text += "\n" + footer + "\n";
        return new(subject, text, MailHtml.Document(text, subject, language));
    }

    /// <summary>The customer's language; the console speaks two.</summary>
    public static string LanguageOf(Case about) => about.Contact.Language == "ja" ? "ja" : "en";

    /// <summary>What a mail about this is written in: the customer's language, unless whoever wrote it chose the other (spec P9).</summary>
    public static string LanguageOf(Case about, CaseEvent happened) => (happened as ReplySent)?.Language ?? LanguageOf(about);

    private void FillCommon(Dictionary<string, object?> values, Case about, string language, Instant now)
    {
        values["customer"] = about.Contact.Name;
        values["number"] = about.Number;
        values["subject"] = about.Subject;
        var product = catalogue.Find(about.ProductCode);
        var name = (language == "ja" ? product?.NameJa : product?.NameEn) ?? about.ProductCode;
        var version = about.ProductVersion == MailCaseReading.Unknown ? "" : about.ProductVersion;
        values["product"] = about.ProductCode == MailCaseReading.Unknown ? null : $"{name} {version}".Trim();
        values["severity"] = words.Of(about.Severity);
        values["team"] = sender.In(language);
        values["hotline"] = programme.Hotline;
        values["zone"] = words.Zone(now);
        values["is_emergency"] = about.Severity == Severity.Emergency;
        if (about.Severity == Severity.Emergency)
            values["hotline_says"] = words.Hotline(about.TierTold, now, about.Number);
    }

    // A mail is no form: what it does not name is asked for with the number.
    private string? Missing(Case about)
    {
        List<string> missing = [];
        if (about.ProductCode == MailCaseReading.Unknown)
            missing.Add(ProductToName());
        if (about.ProductVersion == MailCaseReading.Unknown)
            missing.Add(words["missing.version"]);
        if (about.SerialNumber is null)
            missing.Add(words["missing.serial"]);
        return missing.Count == 0 ? null : string.Join('\n', missing.Select(item => words["item", item]));
    }

    // An example out of the house's own catalogue, where there is one.
    private string ProductToName() =>
        catalogue.Products is [var first, ..]
            ? words["missing.product.such", MailWords.IsJapanese ? first.NameJa : first.NameEn]
            : words["missing.product"];

    private string CaseLink(Case about, bool onlyShown) =>
        onlyShown ? options.Value.LinkTo("/support/case/…") : LinkTo(about.Number, about.LinkStamp);

    private string LinkTo(string number, int stamp) => options.Value.LinkTo("/support/case/" + links.CreateView(number, stamp));

    private static void FillWriter(Dictionary<string, object?> values, Case about, TimelineEntry entry)
    {
        values["agent"] = entry.ActorKind == ActorKind.Person ? entry.ActorName : null;
        // Whoever greets the customer themselves is not made to do it twice.
        values["greeting"] = !Greeting.Opens(values["message"] as string, about.Contact.Name);
    }

    // The promise that runs now and can still be kept; none when it was answered, or when the tier promises nothing (spec P, S6).
    private void FillExpectation(Dictionary<string, object?> values, Case about, Instant now)
    {
        if (about.IsFromStranger)
            return;
        List<CaseClock> open =
        [
            .. about.Clocks.Where(c => c.IsOpen && c.Kind is ClockKind.FirstResponse or ClockKind.Callback && c.DueAt is not null),
        ];
        if (open.Where(c => c.DueAt > now).MinBy(c => c.DueAt) is { DueAt: { } due } next)
            (values["expected_at"], values["expected_why"]) = (words.At(due), words.Why(next, about.OpenedAt, now));
        else if (open.Count > 0)
            values["is_late"] = true;
        else
            values["is_answered"] = about.Clocks.Any(c =>
                c.Kind == ClockKind.FirstResponse && c.Cycle == about.Cycle && c.EndedAs == ClockEnd.Met
            );
    }

    // What support there is, and why: everything when it is not plainly covered, else only what the customer should do about it (spec E5).
    private void FillSupport(Dictionary<string, object?> values, Case about, bool isKnown, bool inFull)
    {
        var said = verdicts.Of(
            about.Verdict,
            about.ProductCode,
            about.ProductVersion == MailCaseReading.Unknown ? "" : about.ProductVersion,
            isKnown,
            !string.IsNullOrWhiteSpace(about.SerialNumber)
        );
        var isDecided = about.EntitlementDecidedAt is not null;
        List<string> lines =
            about.VerdictKind == VerdictKind.Entitled && !isDecided && !inFull
                ? [.. new[] { said.Upgrade }.OfType<string>()]
                : [said.Title, .. said.Lines.Select(line => words["item", line])];
        if (lines.Count > 0 && verdicts.DownloadLine(said) is { } download)
            lines.Add(download);
        values["support"] = lines.Count > 0 ? string.Join('\n', lines) : null;
        values["self_service"] = about.VerdictKind == VerdictKind.NotEntitled;
        values["wants_logs"] = !said.IsFree;
        values["lowered"] = isDecided ? null : verdicts.Lowered(about.Verdict, about.StatedSeverity, about.Severity, isKnown);
    }
}
