using Helpdesk.Domain.Cases;
using Helpdesk.Web.Data;
using Helpdesk.Web.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail;

/// <summary>
/// Sends what is due, in order, and marks each mail once the other side has it. A crash in between sends that one again under the
/// same Message-ID: at least once, and never twice in normal work.
/// </summary>
public sealed class OutboxRun(IDbContextFactory<HelpdeskDb> databases, OutboxMarks marks, IMailSender sender, MailMessages messages, IClock clock, ILogger<OutboxRun> log) : IDisposable
{
    private const int AtATime = 50;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends everything due by now; one run at a time, so that two jobs cannot send the same mail.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            while (await DueAsync(cancellation) is { Count: > 0 } due)
            {
                await using var session = sender.Open();
                if (!await SendAllAsync(due, session, cancellation))
                    return;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>When the next mail falls due, or null when none waits.</summary>
    public async Task<Instant?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.OutboxMails.Where(m => m.State == OutboxState.Waiting).OrderBy(m => m.NextAttemptAt).Select(m => (Instant?)m.NextAttemptAt).FirstOrDefaultAsync(cancellation);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<List<DueMail>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var due = await db.OutboxMails.AsNoTracking().Where(m => m.State == OutboxState.Waiting && m.NextAttemptAt <= now)
            .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Take(AtATime).Select(m => new DueMail(m, m.Case.Number)).ToListAsync(cancellation);
        List<long?> replies = [.. due.Where(d => d.Mail.Kind == MailKind.Reply).Select(d => d.Mail.TimelineEntryId)];
        if (replies.Count == 0)
            return due;
        var files = await db.Attachments.AsNoTracking().Where(a => a.GoesByMail && a.CustomerMaySee && replies.Contains(a.EntryId)).OrderBy(a => a.Id).ToListAsync(cancellation);
        return files.Count == 0 ? due : due.ConvertAll(d => d with { Files = [.. files.Where(f => f.EntryId == d.Mail.TimelineEntryId)] });
    }

    /// <returns>False when there is no use in going on now.</returns>
    private async Task<bool> SendAllAsync(List<DueMail> due, IMailSession session, CancellationToken cancellation)
    {
        // A case whose mail was put off: those behind it were put off with it.
        var held = new HashSet<long>();
        foreach (var one in due)
        {
            cancellation.ThrowIfCancellationRequested();
            if (held.Contains(one.Mail.CaseId))
                continue;
            if (one.Mail.IsAutomatic && await marks.HoldBackAsync(one.Mail))
                continue;
            var outcome = await SendAsync(one, session, cancellation);
            if (outcome.Result == SendResult.Accepted)
            {
                // The server has it: whatever stops the console now, the mark must be tried.
                await marks.SentAsync(one);
                continue;
            }

            log.LogWarning("Mail {Id} of {Case} was not taken ({Result}): {Cause}", one.Mail.Id, one.CaseNumber, outcome.Result, outcome.Cause);
            if (outcome.Result == SendResult.Unreachable)
            {
                await marks.NobodyThereAsync(outcome.Cause);
                return false;
            }

            await marks.NotTakenAsync(one, outcome);
            held.Add(one.Mail.CaseId);
        }

        return true;
    }

    private async Task<SendOutcome> SendAsync(DueMail due, IMailSession session, CancellationToken cancellation)
    {
        try
        {
            using var message = messages.Build(due);
            return await session.SendAsync(due, message, cancellation);
        }
        catch (FormatException e)
        {
            return new(SendResult.Refused, e.Message);
        }
    }
}
