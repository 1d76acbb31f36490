using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Takes mail that did not arrive out of the silence of its case, and tells the owner (spec C8).</summary>
public sealed class FailedContacts(PersonalNotices notices, SupportProgramme programme, IClock clock)
{
    /// <summary>Changes the case, unsaved.</summary>
    /// <param name="mail">With its case; it failed for good, or nobody sends it any more.</param>
    /// <returns>Tells the owner, to be done after the commit; null when it was no contact that counted.</returns>
    public async Task<Action?> TakeOutAsync(HelpdeskDb db, OutboxMail mail)
    {
        var story = mail.TimelineEntryId is { } about
            ? await db.Timeline.AsNoTracking().Where(e => e.CaseId == mail.CaseId && e.Id >= about).OrderBy(e => e.Id).ToListAsync()
            : [];
        // One that was sent again and failed again has gone already.
        if (story.Count == 0 || !Case.IsContact(story[0].Event) || story.Exists(e => IsFailure(e.Event, story[0].Id)))
            return null;
        await db.Entry(mail.Case).Collection(c => c.Clocks).LoadAsync();
        var next = story.Find(e => e.At > story[0].At && Case.IsContact(e.Event) && !story.Exists(f => IsFailure(f.Event, e.Id)));
        if (!mail.Case.ContactFailed(story[0].At, next?.At, clock.GetCurrentInstant(), programme))
            return null;
        var (owner, number) = (mail.Case.OwnerId, mail.Case.Number);
        return owner is { } told ? () => notices.Tell(told, new(NoticeKind.MailFailed, number, "")) : null;
    }

    private static bool IsFailure(CaseEvent happened, long about) =>
        (happened is MailFailed failed && failed.About == about && failed.Reason?.MayGoBetter() != true)
        || (happened is MailGivenUp given && given.About == about);
}
