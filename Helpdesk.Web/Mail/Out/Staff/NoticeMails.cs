using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Staff;

/// <summary>Somebody of a customer who is written to outside the conversation of a case.</summary>
public sealed record NoticeAddressee(string Address, string Name, string Language);

/// <summary>
/// Writes mails to contacts of customers that belong to no case's conversation, by the templates of customers' mails, in the transaction
/// of what they tell of.
/// </summary>
public sealed class NoticeMails(MailTemplates templates, MailSenderName sender, IOptions<MailOptions> options, IdSource ids)
{
    /// <summary>Adds a mail, unsaved.</summary>
    /// <param name="key">What makes it one of a kind.</param>
    /// <param name="values">What the template's placeholders stand for, besides <c>customer</c> and <c>team</c>.</param>
    /// <returns>False when <paramref name="key"/> was written before.</returns>
    public bool Add(
        HelpdeskDb db,
        MailKind kind,
        string key,
        NoticeAddressee to,
        IReadOnlyDictionary<string, object?> values,
        Instant at,
        Case? about = null
    )
    {
        if (db.StaffMails().Local.Any(m => m.Key == key) || db.StaffMails().Any(m => m.Key == key))
            return false;
        var filled = MailPlaceholders.Of(kind).ToDictionary(name => name, _ => (object?)null, StringComparer.Ordinal);
        (filled["customer"], filled["team"]) = (to.Name, sender.In(to.Language));
        foreach (var (name, value) in values)
            filled[name] = value;
        var (subject, text) = templates.Of(kind, to.Language).Render(filled);
        var domain = options.Value.From[(options.Value.From.LastIndexOf('@') + 1)..];
        db.StaffMails()
            .Add(
                new StaffMail
                {
                    Key = key,
                    PersonId = StaffMail.Nobody,
                    To = to.Address,
                    ToName = to.Name,
                    Language = to.Language,
                    Subject = subject,
                    Text = text,
                    MessageId = $"{ids.Word()}@{domain}",
                    CreatedAt = at,
                    NextAttemptAt = at,
                    GiveUpAt = at + RetryPlan.GiveUpAfter,
                    Case = about,
                }
            );
        return true;
    }
}

/// <summary>Mails to a contact outside any case's conversation.</summary>
public sealed class NoticeContactData : IContactData
{
    public string Name => "notices";

    public async Task<IReadOnlyList<object>> ReadAsync(HelpdeskDb db, string email, CancellationToken cancellation) =>
        await Of(db, email)
            .AsNoTracking()
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                m.CreatedAt,
                m.To,
                m.ToName,
                m.Subject,
                m.Text,
                m.State,
                m.SentAt,
            })
            .ToListAsync<object>(cancellation);

    public Task EraseAsync(HelpdeskDb db, string email, CancellationToken cancellation) => Of(db, email).ExecuteDeleteAsync(cancellation);

    private static IQueryable<StaffMail> Of(HelpdeskDb db, string email) =>
        db.StaffMails().Where(m => m.PersonId == StaffMail.Nobody && EF.Functions.Collate(m.To, "NOCASE") == email);
}
