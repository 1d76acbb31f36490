using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Marker of <c>PagingText.resx</c>: what a page says on each channel.</summary>
public sealed class PagingText;

/// <summary>
/// A page in words: English first, as Premium is served in English after hours (spec P9), then the reader's own language.
/// </summary>
public sealed class PagingWords(
    IStringLocalizer<PagingText> text,
    IStringLocalizer<DomainText> domain,
    Catalogue catalogue,
    SupportProgramme programme,
    IOptions<MailOptions> mail
)
{
    private readonly DomainWords _domain = new(domain);

    /// <summary>Where the page is answered.</summary>
    public string LinkTo(Guid page) => mail.Value.LinkTo($"/on-call?page={page:N}");

    /// <summary>Where the board is.</summary>
    public string Board => mail.Value.LinkTo("/on-call");

    /// <summary>One line: what, who, which product, how long.</summary>
    public string Headline(Case about, PageCause cause, Instant now)
    {
        using var speaking = MailWords.Speak("en");
        return text["headline", text["cause." + cause], Called(about), ProductOf(about), Left(about, now)];
    }

    /// <summary>Subject and words of the mail to one person.</summary>
    public (string Subject, string Text) Mail(Page page, PageStep step, Case about, string language, Instant answerBy)
    {
        var english = Letter(page, step, about, "en", answerBy);
        return (
            Headline(about, page.Cause, step.At),
            language == "en" ? english : english + "\n\n----\n\n" + Letter(page, step, about, language, answerBy)
        );
    }

    /// <summary>The organisation; a private customer's name goes to no other service.</summary>
    public static string? Customer(Case about) =>
        about.Contact.UserKind == UserKind.Home ? null : about.CustomerName ?? about.Contact.Organisation;

    // Whoever is asked at night should know that nobody of the customer's may have called.
    private string Called(Case about)
    {
        var name = Customer(about) ?? text["customer.private"].Value;
        return about.IsFromStranger ? text["customer.unknown-caller", name] : name;
    }

    public string ProductOf(Case about) => $"{catalogue.NameOf(about.ProductCode)} {about.ProductVersion}";

    /// <summary>When the promise is broken that is paged for; null when none waits.</summary>
    public Instant? DueOf(Case about) => PageRules.Waiting(about, programme).Min(clock => clock.DueAt);

    /// <summary>Subject and words of a mail about a shift's hand-over.</summary>
    public (string Subject, string Text) HandOver(
        string what,
        string language,
        string? from,
        string? to,
        Instant shiftAt,
        IEnumerable<string> lines
    )
    {
        using var speaking = MailWords.Speak(language);
        var at = At(shiftAt);
        return (
            text[$"handover.{what}.subject", from ?? text["nobody"].Value, to ?? text["nobody"].Value, at],
            text[$"handover.{what}.text", from ?? text["nobody"].Value, to ?? text["nobody"].Value, at, string.Join('\n', lines), Board]
        );
    }

    private string Letter(Page page, PageStep step, Case about, string language, Instant answerBy)
    {
        using var speaking = MailWords.Speak(language);
        var gaps =
            step.Gaps.Count == 0 ? "" : text["mail.gaps", string.Join(text["and"], step.Gaps.Select(layer => _domain.Of(layer)))] + "\n";
        return text[
            "mail",
            text["cause." + page.Cause],
            about.IsFromStranger ? text["customer.unknown-caller", about.CustomerShown].Value : about.CustomerShown,
            ProductOf(about),
            about.Number,
            about.Subject,
            DueOf(about) is { } due ? text["mail.due", At(due), Left(about, step.At)].Value : text["mail.no-due"].Value,
            step.Number,
            _domain.Of(step.Stage),
            gaps,
            At(answerBy),
            LinkTo(page.Id)
        ];
    }

    private string Left(Case about, Instant now)
    {
        if (DueOf(about) is not { } due)
            return text["left.none"];
        var minutes = (long)Math.Floor((due - now).TotalMinutes);
        var (key, span) = (minutes < 0 ? "left.late" : "left", Math.Abs(minutes));
        return span < 120 ? text[key, span] : text[key + ".hours", span / 60, span % 60];
    }

    private string At(Instant at) => $"{new ReaderTime(programme.Zone, CultureInfo.CurrentUICulture, at).Long(at)} ({programme.Zone.Id})";
}
