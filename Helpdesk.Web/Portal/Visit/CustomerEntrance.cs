using Helpdesk.Web.Portal.Guard;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>The way from a link to the page of its case.</summary>
public sealed class CustomerEntrance(CustomerDoor door, IOptions<PortalOptions> options)
{
    /// <summary>Runner the browser its pass.</summary>
    /// <returns>The address of the case, without the token; null when the link opens nothing.</returns>
    public async Task<string?> EnterAsync(HttpContext context, string? token)
    {
        // The token stands in this one address; nobody is told of it.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await door.ExchangeAsync(token, context.RequestAborted) is not { } pass)
            return null;
        CustomerCookie.Write(context, pass, options.Value.SessionHours);
        return CustomerCookie.PathOf(pass.Number);
    }
}
