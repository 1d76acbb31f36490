using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Portal.Visit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Portal;

/// <summary>What the holder of a link does, by the console's own services.</summary>
internal static class CustomerVisits
{
    public static async Task<(Case Opened, string Pass)> OfferedAsync(this MailHost host)
    {
        var opened = await host.OpenAsync();
        await host.DoAsync(opened, new OfferSolution("5.2.8 をお試しください。"));
        return (opened, await host.EnterAsync(opened));
    }

    /// <summary>Goes in by a fresh link.</summary>
    /// <returns>The pass.</returns>
    public static async Task<string> EnterAsync(this MailHost host, Case about)
    {
        var link = host.Services.GetRequiredService<CustomerLinks>().CreateView(about.Number, 0);
        var door = host.Services.GetRequiredService<CustomerDoor>();
        return (await door.ExchangeAsync(link, TestContext.Current.CancellationToken))!.Value;
    }

    public static Task<Case> StateAsync(this MailHost host, Case about) =>
        host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == about.Id));

    public static async Task<Result> ActAsync(this MailHost host, Case about, string? pass, CustomerAct act, string? nonce = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CustomerActsHandler>()
            .HandleAsync(about.Number, pass, act, nonce, TestContext.Current.CancellationToken);
    }

    public static async Task<CustomerCase?> SeeAsync(this MailHost host, Case about, string? pass)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CustomerCaseQuery>()
            .FindAsync(about.Number, pass, TestContext.Current.CancellationToken);
    }
}
