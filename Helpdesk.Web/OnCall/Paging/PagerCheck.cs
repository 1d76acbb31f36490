using System.Text.Json;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>
/// Whether a pager service is set up, and whether it answers. Who has promised Premium customers the night cannot be without one: a screen
/// and a mail wake nobody (spec U3).
/// </summary>
public sealed class PagerCheck(
    IOptions<PagingOptions> paging,
    IOptions<MailOptions> mail,
    IHookSender sender,
    IDbContextFactory<HelpdeskDb> databases,
    IClock clock,
    IdSource ids
) : IReadinessCheck, IReadinessTrial
{
    public string Key => "pager";

    public bool AsksForAddress => false;

    public bool IsOffered => paging.Value.WebHook.IsOn;

    public async Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        if (paging.Value.WebHook.IsOn)
            return Readiness.Ready("set", new Uri(paging.Value.WebHook.Url).Host);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var premium = await db.Contracts().CountAsync(c => c.Tier == SupportTier.Premium, cancellation);
        return premium > 0 ? Readiness.Missing("none", null, premium) : Readiness.CanWait("not-needed");
    }

    public async Task<TriedOut> TryAsync(string address, CancellationToken cancellation)
    {
        var (id, now) = (ids.New(), clock.GetCurrentInstant());
        var hook = new PageHook
        {
            Id = $"test_{id:N}",
            PageId = id,
            Number = 0,
            // A type of its own, which a receiver that knows only pages passes over without waking anybody.
            Body = JsonSerializer.Serialize(
                new
                {
                    type = "page.test",
                    timestamp = now,
                    data = new { url = mail.Value.LinkTo("/on-call") },
                },
                ApiJson.Options
            ),
            NextAttemptAt = now,
            GiveUpAt = now,
        };
        var trouble = await sender.SendAsync(hook, cancellation);
        return new(trouble is null, trouble ?? "");
    }
}
