using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Acts.Participants;

/// <summary>What is kept of somebody in cases that are not theirs: that they take part, and mails they got a copy of.</summary>
public sealed class ParticipantData : IContactData
{
    public string Name => "participations";

    public async Task<IReadOnlyList<object>> ReadAsync(HelpdeskDb db, string email, CancellationToken cancellation) =>
        await db
            .Participants.AsNoTracking()
            .Where(p => p.Address == email)
            .OrderBy(p => p.Id)
            .Select(p => new
            {
                Case = db.Cases.Where(c => c.Id == p.CaseId).Select(c => c.Number).First(),
                p.Address,
                p.Name,
                p.Source,
                p.Since,
                Mails = db.OutboxMails().Count(m => m.CaseId == p.CaseId && (m.To == email || m.Cc!.Contains(email))),
            })
            .ToListAsync<object>(cancellation);

    public async Task EraseAsync(HelpdeskDb db, string email, CancellationToken cancellation)
    {
        await db.Participants.Where(p => p.Address == email).ExecuteDeleteAsync(cancellation);
        // The mail stays that of its case; who else got it is taken out. One that waits goes to the others.
        var copied = await db.OutboxMails()
            .Where(m => m.Cc != null && EF.Functions.Like(m.Cc, $"%{email}%"))
            .Select(m => new { m.Id, m.Cc })
            .ToListAsync(cancellation);
        foreach (var mail in copied)
        {
            string[] left = [.. mail.Cc!.Split('\n').Where(a => !string.Equals(a, email, StringComparison.OrdinalIgnoreCase))];
            var cc = left.Length == 0 ? null : string.Join('\n', left);
            await db.OutboxMails().Where(m => m.Id == mail.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Cc, cc), cancellation);
        }

        await db.OutboxMails()
            .Where(m => m.To == email && m.Case.Contact.Email != email)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(m => m.To, "")
                        .SetProperty(m => m.ToName, "")
                        .SetProperty(m => m.State, m => m.State == OutboxState.Waiting ? OutboxState.Cancelled : m.State),
                cancellation
            );
    }
}
