using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>
/// Writes down what became of mails, on the row and on the case's time line. The case's version stays: a colleague's open form
/// does not go stale because a mail went out.
/// </summary>
public sealed class OutboxMarks(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    FailedContacts contacts,
    CaseFeed feed,
    IClock clock
)
{
    /// <summary>Named on the time line as the one who acted.</summary>
    public static readonly Actor Rule = Actor.System("mail");

    /// <summary>Marks what the other side has, in one transaction.</summary>
    public async Task SentAsync(IReadOnlyCollection<long> ids)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var sent = await db.OutboxMails().Include(m => m.Case).Where(m => ids.Contains(m.Id)).OrderBy(m => m.Id).ToListAsync();
        foreach (var mail in sent)
        {
            mail.MarkSent(now);
            Append(db, mail.Case, Rule, new MailSent(mail.Kind, mail.To, mail.TimelineEntryId));
        }

        await db.SaveChangesAsync();
        sent.ForEach(mail => feed.AnnounceRecord(mail.Case.Number));
    }

    public Task NotTakenAsync(DueMail due, SendOutcome outcome) =>
        ChangeAsync(
            due.Mail.Id,
            Rule,
            (mail, now) =>
            {
                if (outcome.Result == SendResult.Refused)
                    mail.MarkFailed(outcome.Cause);
                else
                    mail.Postpone(outcome.Cause, now);
                return mail.State == OutboxState.Failed ? new MailFailed(mail.Kind, mail.To, mail.LastError!, mail.TimelineEntryId) : null;
            }
        );

    /// <summary>Some who should get a copy were refused; it is said on the case, and the mail counts as sent.</summary>
    public Task CopiesRefusedAsync(long id, IReadOnlyList<RefusedCopy> copies) =>
        ChangeAsync(
            id,
            Rule,
            (mail, _) =>
                new MailFailed(
                    mail.Kind,
                    string.Join(", ", copies.Select(c => c.Address)),
                    OutboxMail.Shortened(string.Join("; ", copies.Select(c => c.Cause))),
                    mail.TimelineEntryId
                )
        );

    /// <summary>
    /// A mail came back. Where only mailboxes that should get a copy turned it away, it stays sent for whoever it was written to, and
    /// the case says who did not get it. Told twice it is the same bounce.
    /// </summary>
    /// <param name="failed">Whose mailbox turned it away; empty where nobody says: then it is the one it was written to.</param>
    /// <returns>The number of the case; null when there is no such mail.</returns>
    /// <param name="reason">One that may go better has the mail sent again, as long as mails are tried at all.</param>
    public async Task<string?> BouncedAsync(
        long id,
        Actor by,
        string cause,
        IReadOnlyList<RefusedCopy> failed,
        BounceReason reason = BounceReason.Unknown
    )
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.OutboxMails().Include(m => m.Case).SingleOrDefaultAsync(m => m.Id == id) is not { } mail)
            return null;
        // As we write the address; servers like to change its letters.
        List<RefusedCopy> copies =
        [
            .. mail
                .Copies.Where(c => !mail.IsTo(c))
                .Select(c =>
                    failed.FirstOrDefault(f => string.Equals(f.Address, c, StringComparison.OrdinalIgnoreCase)) is { } f
                        ? f with
                        {
                            Address = c,
                        }
                        : null
                )
                .OfType<RefusedCopy>(),
        ];
        Action? tell = null;
        if ((copies.Count == 0 || failed.Any(f => mail.IsTo(f.Address))) && mail.Bounce(cause))
        {
            Append(db, mail.Case, by, new MailFailed(mail.Kind, mail.To, mail.LastError!, mail.TimelineEntryId, reason));
            // Those who got their copy get no second one.
            if (reason.MayGoBetter() && mail.Copies.Count == 0)
                mail.TryOnceMore(clock.GetCurrentInstant());
            tell = await FailedAsync(db, mail);
        }

        foreach (var copy in await UntoldAsync(db, mail, copies))
            Append(
                db,
                mail.Case,
                by,
                new MailFailed(mail.Kind, copy.Address, OutboxMail.Shortened(copy.Cause), mail.TimelineEntryId, reason)
            );
        await db.SaveChangesAsync();
        feed.AnnounceRecord(mail.Case.Number);
        tell?.Invoke();
        return mail.Case.Number;
    }

    private async Task<Action?> FailedAsync(HelpdeskDb db, OutboxMail mail) =>
        mail.State is OutboxState.Failed ? await contacts.TakeOutAsync(db, mail) : null;

    private static async Task<IEnumerable<RefusedCopy>> UntoldAsync(HelpdeskDb db, OutboxMail mail, List<RefusedCopy> copies)
    {
        if (copies.Count == 0)
            return [];
        var story = await db.Timeline.AsNoTracking().Where(e => e.CaseId == mail.CaseId && e.At >= mail.CreatedAt).ToListAsync();
        var told = story
            .Select(e => e.Event)
            .OfType<MailFailed>()
            .Where(f => f.Kind == mail.Kind && f.About == mail.TimelineEntryId)
            .SelectMany(f => f.To.Split(", "))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return copies.Where(c => !told.Contains(c.Address));
    }

    /// <summary>Every mail that is due was tried in vain: nobody answers.</summary>
    public async Task NobodyThereAsync(string cause)
    {
        List<string> touched = [];
        List<Action?> told = [];
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var floors = new Dictionary<long, Instant>();
        foreach (
            var mail in await db.OutboxMails()
                .Include(m => m.Case)
                .Where(m => m.State == OutboxState.Waiting && m.NextAttemptAt <= now)
                .OrderBy(m => m.Id)
                .ToListAsync()
        )
        {
            mail.Postpone(cause, now);
            // A thread arrives in order: a younger mail's shorter pause must not bring it before an older one.
            floors[mail.CaseId] = mail.NextAttemptAt = Instant.Max(
                mail.NextAttemptAt,
                floors.GetValueOrDefault(mail.CaseId, Instant.MinValue)
            );
            if (mail.State != OutboxState.Failed)
                continue;
            Append(db, mail.Case, Rule, new MailFailed(mail.Kind, mail.To, mail.LastError!, mail.TimelineEntryId));
            told.Add(await FailedAsync(db, mail));
            touched.Add(mail.Case.Number);
        }

        await db.SaveChangesAsync();
        touched.ForEach(feed.AnnounceRecord);
        told.ForEach(tell => tell?.Invoke());
    }

    /// <summary>Puts an automatic mail off when the customer had one about this case less than a minute ago.</summary>
    public async Task<bool> HoldBackAsync(OutboxMail mail)
    {
        if (mail.References is null)
            return false; // The first of its case.
        var free = clock.GetCurrentInstant() - OutboxWriter.BetweenAutomatic;
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var last = await db.OutboxMails()
            .Where(m => m.CaseId == mail.CaseId && m.IsAutomatic && m.To == mail.To && m.SentAt > free)
            .MaxAsync(m => m.SentAt);
        if (last is not { } sent)
            return false;
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await db.OutboxMails()
            .Where(m => m.Id == mail.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, sent + OutboxWriter.BetweenAutomatic));
        return true;
    }

    /// <summary>Changes one mail and appends what is to be said of it; a null event says nothing.</summary>
    /// <returns>False when there is no such mail.</returns>
    public async Task<bool> ChangeAsync(long id, Actor by, Func<OutboxMail, Instant, CaseEvent?> change)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.OutboxMails().Include(m => m.Case).SingleOrDefaultAsync(m => m.Id == id) is not { } mail)
            return false;
        var said = change(mail, clock.GetCurrentInstant());
        if (said is not null)
            Append(db, mail.Case, by, said);
        var tell =
            said is MailGivenUp ? await contacts.TakeOutAsync(db, mail)
            : said is MailFailed ? await FailedAsync(db, mail)
            : null;
        if (mail is { State: OutboxState.Waiting, Attempts: > 0 })
            await HoldThoseBehindAsync(db, mail);
        await db.SaveChangesAsync();
        feed.AnnounceRecord(mail.Case.Number);
        tell?.Invoke();
        return true;
    }

    // A thread arrives in order: whoever stands behind this one in its case waits as long.
    private static async Task HoldThoseBehindAsync(HelpdeskDb db, OutboxMail mail)
    {
        foreach (
            var behind in await db.OutboxMails()
                .Where(m =>
                    m.CaseId == mail.CaseId && m.Id > mail.Id && m.State == OutboxState.Waiting && m.NextAttemptAt < mail.NextAttemptAt
                )
                .ToListAsync()
        )
            (behind.NextAttemptAt, behind.GiveUpAt) = (mail.NextAttemptAt, Instant.Max(behind.GiveUpAt, mail.NextAttemptAt));
    }

    private void Append(HelpdeskDb db, Case about, Actor by, CaseEvent said)
    {
        var entry = db.Timeline.Add(new TimelineEntry(clock.GetCurrentInstant(), by, said, about.Version));
        entry.Property(e => e.CaseId).CurrentValue = about.Id;
    }
}
