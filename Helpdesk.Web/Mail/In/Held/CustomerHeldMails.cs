using Helpdesk.Domain.Mail;
using Helpdesk.Web.Customers.CustomerPage;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Mail.In.Held;

/// <summary>Reads which held mails come from a customer's addresses.</summary>
public sealed class CustomerHeldMails : ICustomerHeldMails
{
    public async Task<IReadOnlyList<HeldMailLook>> FromAsync(
        HelpdeskDb db,
        IReadOnlyCollection<string> addresses,
        CancellationToken cancellation
    )
    {
        if (addresses.Count == 0)
            return [];
        // What waits is little; whose it is, is quicker told here than by a pattern for each domain.
        var held = await db.InboundMails()
            .AsNoTracking()
            .Where(m => m.State == InboundState.Held)
            .OrderByDescending(m => m.Id)
            .Select(m => new HeldMailLook(m.Id, m.FromAddress, m.Subject, m.ReceivedAt))
            .ToListAsync(cancellation);
        var known = addresses.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return held.FindAll(m => known.Contains(m.From) || known.Contains(m.From[Math.Max(m.From.LastIndexOf('@'), 0)..]));
    }
}
