using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Staff;

/// <summary>
/// Writes mails to those who work here, in the transaction of what they tell of. Ring <see cref="OutboxSignal"/> after the commit, and they
/// go out at once; the sweep finds them within 30 s otherwise.
/// </summary>
public sealed class StaffMailWriter(DemoGate demo, IOptions<MailOptions> options, IdSource ids)
{
    /// <summary>Adds a mail, unsaved; nothing when <paramref name="key"/> was written before, or the person has no address.</summary>
    /// <param name="key">One a person and thing, e.g. <c>gap:Primary:2027-06-13T09:00Z:{person}</c>.</param>
    /// <returns>The mail, or null when there is nothing to write.</returns>
    public StaffMail? Add(HelpdeskDb db, Guid person, string key, string subject, string text, Instant at) =>
        Add(db, person, key, subject, text, at, null, null);

    /// <inheritdoc cref="Add(HelpdeskDb, Guid, string, string, string, Instant)"/>
    public StaffMail? Add(HelpdeskDb db, Guid person, string key, string subject, string text, Instant at, Case? about, int? pageStep)
    {
        if (demo.Refuses(person) || db.StaffMails().Local.Any(m => m.Key == key) || db.StaffMails().Any(m => m.Key == key))
            return null;
        var to = db
            .Users.Where(p => p.Id == person)
            .Select(p => new
            {
                p.Email,
                p.DisplayName,
                p.Language,
            })
            .SingleOrDefault();
        if (string.IsNullOrWhiteSpace(to?.Email))
            return null;
        var mail = new StaffMail
        {
            Key = key,
            PersonId = person,
            To = to.Email,
            ToName = to.DisplayName,
            Language = to.Language,
            Subject = subject,
            Text = text,
            MessageId = $"{ids.Word()}@" + $"{options.Value.From[(options.Value.From.LastIndexOf('@') + 1)..]}",
            CreatedAt = at,
            NextAttemptAt = at,
            GiveUpAt = at + RetryPlan.GiveUpAfter,
            Case = about,
            PageStep = pageStep,
        };
        db.StaffMails().Add(mail);
        return mail;
    }
}
