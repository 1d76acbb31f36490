using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Web.Cases.Acts.CustomerLink;

/// <summary>Makes every link that the customer ever got for this case worthless (spec U5).</summary>
/// <param name="SendNew">True where the customer gets a fresh one at once, to the address on record.</param>
public sealed record RevokeLinks(bool SendNew = false) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context)
    {
        var revoked = target.RevokeLinks(context);
        return revoked.IsOk && SendNew ? target.RequestLink(context) : revoked;
    }
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
