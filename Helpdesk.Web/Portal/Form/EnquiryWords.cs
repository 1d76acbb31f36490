using System.Globalization;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Portal.CustomerPage;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Portal.Form;

/// <summary>Says what the answers about impact propose, and why (spec S7).</summary>
public sealed class EnquiryWords(IStringLocalizer<PortalText> text, DomainWords domain)
{
    /// <summary>The severity proposed, with the answer it rests on.</summary>
    public string Proposal(PortalDraft draft)
    {
        var (severity, because) = Enquiry.ProposalOf(draft);
        return because is null
            ? text["severity.proposed.now", domain.Of(severity)]
            : text["severity.proposed.because", domain.Of(severity), text[Enquiry.ImpactPrefix + because].Value];
    }

    /// <summary>
    /// All that the form says of the fault, as one message: words, the severity stated, the impact that was ticked, the answers (spec I3).
    /// </summary>
    public string AsMessage(PortalDraft draft)
    {
        List<string> impact =
        [
            text["again.severity", domain.Of(Enquiry.SeverityOf(draft))],
            .. Enquiry
                .Impacts.Where(i => draft[Enquiry.ImpactPrefix + i] == Enquiry.Yes)
                .Select(i => text["again.ticked", text[Enquiry.ImpactPrefix + i].Value].Value),
        ];
        var answers = GivenAnswer
            .Of(Enquiry.AnswersOf(draft))
            .Select(a =>
                (a.Question?.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? text["prompt." + a.Prompt].Value) + "\n" + a.Text
            );
        string[] parts = [draft[Enquiry.Subject].Trim(), draft[Enquiry.Description].Trim(), string.Join('\n', impact), .. answers];
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }

    /// <summary>The answer that the severity rests on; null when the customer chose it, or ticked nothing.</summary>
    public string? Because(PortalDraft draft) =>
        draft[Enquiry.Severity].Length == 0 && Enquiry.ProposalOf(draft).Because is { } because
            ? text[Enquiry.ImpactPrefix + because].Value
            : null;
}
