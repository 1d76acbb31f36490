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

    /// <summary>The answer that the severity rests on; null when the customer chose it, or ticked nothing.</summary>
    public string? Because(PortalDraft draft) =>
        draft[Enquiry.Severity].Length == 0 && Enquiry.ProposalOf(draft).Because is { } because
            ? text[Enquiry.ImpactPrefix + because].Value
            : null;
}
