using Helpdesk.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Takes out of kept mails whose they were.</summary>
public static class InboundErasing
{
    /// <summary>
    /// Empties the rows and leaves their keys: the same mail, delivered again, is still known and opens nothing. The bytes count as
    /// decided since ever, so that the next clearing takes them from the disk.
    /// </summary>
    public static Task EmptyAsync(this IQueryable<InboundMail> mails, CancellationToken cancellation) =>
        mails.ExecuteUpdateAsync(
            set =>
                set.SetProperty(m => m.FromAddress, "")
                    .SetProperty(m => m.FromName, "")
                    .SetProperty(m => m.Subject, "")
                    .SetProperty(m => m.MessageId, (string?)null)
                    .SetProperty(m => m.LeftOut, (string?)null)
                    .SetProperty(m => m.State, m => m.State == InboundState.Filed ? InboundState.Filed : InboundState.Dropped)
                    .SetProperty(m => m.DecidedBy, InboundMail.ByRule)
                    .SetProperty(m => m.DecidedAt, (Instant?)Instant.FromUnixTimeTicks(0)),
            cancellation
        );
}
