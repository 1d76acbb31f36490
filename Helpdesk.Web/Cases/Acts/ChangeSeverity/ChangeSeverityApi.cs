using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.ChangeSeverity;

public static class ChangeSeverityApi
{
    public static void MapChangeSeverity(this RouteGroupBuilder cases)
    {
        cases.MapCommand<DecideSeverity>(
            "severity",
            "Decides another severity with a reason; clocks follow ; `message` goes into the customer's mail (S5, S6, S8)."
        );
        cases.MapCommand<KeepSeverity>("keep-severity", "Leaves the severity although a merged case was graver (I5, S5).");
    }
}
