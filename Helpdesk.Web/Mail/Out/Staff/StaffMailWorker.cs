using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace Helpdesk.Web.Mail.Out.Staff;

/// <summary>Sends what is due to those who work here; part of <see cref="OutboxWorker"/>, which lets one run at a time.</summary>
public sealed class StaffMailWorker(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    MailMessages messages,
    CaseFeed feed,
    IClock clock,
    ILogger<StaffMailWorker> log
)
{
    private const int AtATime = 50;

    /// <returns>False when nobody takes mail now.</returns>
    public async Task<bool> RunAsync(IMailSession session, CancellationToken cancellation)
    {
        foreach (var mail in await DueAsync(cancellation))
        {
            var outcome = await SendAsync(mail, session, cancellation);
            if (outcome.Result != SendResult.Accepted)
                log.LogWarning("Staff mail {Id} was not taken ({Result}): {Cause}", mail.Id, outcome.Result, outcome.Cause);
            await MarkAsync(mail.Id, outcome);
            if (outcome.Result == SendResult.Unreachable)
                return false;
        }

        return true;
    }

    public async Task<Instant?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.StaffMails()
            .Where(m => m.State == OutboxState.Waiting)
            .OrderBy(m => m.NextAttemptAt)
            .Select(m => (Instant?)m.NextAttemptAt)
            .FirstOrDefaultAsync(cancellation);
    }

    private async Task<List<StaffMail>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.StaffMails()
            .AsNoTracking()
            .Where(m => m.State == OutboxState.Waiting && m.NextAttemptAt <= now)
            .OrderBy(m => m.NextAttemptAt)
            .ThenBy(m => m.Id)
            .Take(AtATime)
            .ToListAsync(cancellation);
    }

    private async Task<SendOutcome> SendAsync(StaffMail mail, IMailSession session, CancellationToken cancellation)
    {
        MimeMessage message;
        try
        {
            message = messages.Build(mail);
        }
        catch (FormatException e)
        {
            return new(SendResult.Refused, e.Message);
        }

        using (message)
            return await session.SendAsync(FormattableString.Invariant($"staff-{mail.Id:D8}"), message, cancellation);
    }

    // The server has it: whatever stops the console now, the mark must be tried.
    private async Task MarkAsync(long id, SendOutcome outcome)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var (mail, now) = (await db.StaffMails().Include(m => m.Case).SingleAsync(m => m.Id == id), clock.GetCurrentInstant());
        Mark(mail, outcome, now);
        var said =
            mail.Case is { } about && mail.PageStep is { } step && Said(mail, step, outcome) is { } told
                ? (about, told)
                : ((Case, OnCallEvent)?)null;
        said?.Item1.Tell(said.Value.Item2, OutboxMarks.Rule, now);
        // A question to a customer that does not arrive is waited for in vain.
        var failed = mail is { IsToCustomer: true, State: OutboxState.Failed, Case: { } asked } ? asked : null;
        if (failed is not null)
            SayFailed(db, failed, mail, now);
        await db.SaveChangesAsync(CancellationToken.None);
        if (said is { } of)
            feed.AnnounceRecord(of.Item1.Number);
        if (failed is not null)
            feed.AnnounceRecord(failed.Number);
    }

    private static void Mark(StaffMail mail, SendOutcome outcome, Instant now)
    {
        switch (outcome.Result)
        {
            case SendResult.Accepted:
                mail.MarkSent(now);
                break;
            case SendResult.Refused:
                mail.MarkFailed(outcome.Cause);
                break;
            default:
                mail.Postpone(outcome.Cause, now);
                break;
        }
    }

    private static void SayFailed(HelpdeskDb db, Case about, StaffMail mail, Instant now)
    {
        var said = new MailFailed(MailKind.OwnerQuestion, mail.To, mail.LastError!);
        db.Timeline.Add(new TimelineEntry(now, OutboxMarks.Rule, said, about.Version)).Property(e => e.CaseId).CurrentValue = about.Id;
    }

    // The first try that failed is said at once, as somebody may not have been woken; then only the outcome.
    private static PageTold? Said(StaffMail mail, int step, SendOutcome outcome) =>
        outcome.Result == SendResult.Accepted ? new(step, PageChannel.Mail, mail.ToName, PageOutcome.Delivered)
        : mail.Attempts == 1 || mail.State == OutboxState.Failed
            ? new(step, PageChannel.Mail, mail.ToName, PageOutcome.Failed, mail.LastError)
        : null;
}
