using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Workforce;

/// <summary>Says why a case goes to somebody: "knows ImageManager, 3 open, Japanese".</summary>
public sealed class PlacementWords(DomainWords domain, Catalogue catalogue)
{
    public string Of(IEnumerable<PlacementReason> reasons) => string.Join(domain["placement.and"], reasons.Select(Of));

    private string Of(PlacementReason reason) =>
        reason.Kind switch
        {
            PlacementReasonKind.KnowsProduct or PlacementReasonKind.NewToProduct => domain[
                "placement." + reason.Kind,
                catalogue.NameOf(reason.Value ?? "")
            ],
            PlacementReasonKind.SpeaksLanguage or PlacementReasonKind.OtherLanguage => domain[
                "placement." + reason.Kind,
                domain["Language." + reason.Value]
            ],
            _ => domain["placement." + reason.Kind, reason.Value ?? ""],
        };
}
