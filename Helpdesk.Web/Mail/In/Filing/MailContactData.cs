using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>Mails that came from a contact's address, held and dropped ones too.</summary>
public sealed class MailContactData : IContactData
{
    public string Name => "mailsReceived";

    public async Task<IReadOnlyList<object>> ReadAsync(HelpdeskDb db, string email, CancellationToken cancellation) =>
        await db.InboundMails()
            .AsNoTracking()
            .Where(m => m.FromAddress == email)
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                m.ReceivedAt,
                m.FromAddress,
                m.FromName,
                m.Subject,
                m.Size,
                m.State,
                m.CaseNumber,
            })
            .ToListAsync<object>(cancellation);

    public Task EraseAsync(HelpdeskDb db, string email, CancellationToken cancellation) =>
        db.InboundMails().Where(m => m.FromAddress == email).EmptyAsync(cancellation);
}
