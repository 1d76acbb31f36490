using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Api;
using Helpdesk.Web.Commands;

namespace Helpdesk.Web.Features.Portal;

/// <summary>Makes every link that the customer ever got for this case worthless (spec U5).</summary>
public sealed record RevokeLinks : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.RevokeLinks(context);
}

/// <summary>Sends the customer a fresh link, to the address on record.</summary>
public sealed record SendLink : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.RequestLink(context);
}

public static class CustomerLinkApi
{
    public static void MapCustomerLinks(this RouteGroupBuilder cases)
    {
        cases.MapCommand<RevokeLinks>("revoke-links", "Makes every link that the customer has worthless (U5).");
        cases.MapCommand<SendLink>("send-link", "Sends the customer a fresh link to the case's page (U5).");
    }
}
