using Helpdesk.Domain.Cases;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>
/// Sends what is due, in order, and marks each mail once the other side has it. A crash in between sends that one again under the
/// same Message-ID: at least once, and never twice in normal work. While others write, marks are put together, so that mail costs
/// them little; then a crash may send up to <see cref="MarksTogether"/> again.
/// </summary>
public sealed class OutboxWorker(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    OutboxMarks marks,
    StaffMailWorker staff,
    IMailSender sender,
    MailMessages messages,
    IClock clock,
    ILogger<OutboxWorker> log
) : IDueWork, IDisposable
{
    private const int AtATime = 50;
    private const int MarksTogether = 25;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public static string Name => "outbox";

    /// <summary>Whether a run is under way; whoever started it arms the job for the next mail when it ends.</summary>
    public bool IsRunning => _turn.CurrentCount == 0;

    /// <summary>Sends everything due by now; one run at a time, so that two jobs cannot send the same mail.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            for (var more = true; more; )
            {
                await using var session = sender.Open();
                // Our own people first: a page cannot wait behind a flood.
                if (!await staff.RunAsync(session, cancellation))
                    return;
                var due = await DueAsync(cancellation);
                more = due.Count > 0 && await SendAllAsync(due, session, cancellation);
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
        var customers = await db.OutboxMails()
            .Where(m => m.State == OutboxState.Waiting)
            .OrderBy(m => m.NextAttemptAt)
            .Select(m => (Instant?)m.NextAttemptAt)
            .FirstOrDefaultAsync(cancellation);
        return await staff.NextAsync(cancellation) is { } next && (customers is null || next < customers) ? next : customers;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<List<DueMail>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var due = await db.OutboxMails()
            .AsNoTracking()
            .Where(m => m.State == OutboxState.Waiting && m.NextAttemptAt <= now)
            .OrderBy(m => m.NextAttemptAt)
            .ThenBy(m => m.Id)
            .Take(AtATime)
            .Select(m => new DueMail(m, m.Case.Number))
            .ToListAsync(cancellation);
        List<long?> replies = [.. due.Where(d => d.Mail.Kind == MailKind.Reply).Select(d => d.Mail.TimelineEntryId)];
        if (replies.Count == 0)
            return due;
        var files = await db.Attachments()
            .AsNoTracking()
            .Where(a => a.GoesByMail && a.CustomerMaySee && replies.Contains(a.EntryId))
            .OrderBy(a => a.Id)
            .ToListAsync(cancellation);
        return files.Count == 0 ? due : due.ConvertAll(d => d with { Files = [.. files.Where(f => f.EntryId == d.Mail.TimelineEntryId)] });
    }

    /// <returns>False when there is no use in going on now.</returns>
    private async Task<bool> SendAllAsync(List<DueMail> due, IMailSession session, CancellationToken cancellation)
    {
        var sent = new List<OutboxMail>();
        try
        {
            return await SendAllAsync(due, session, sent, cancellation);
        }
        finally
        {
            // The server has them: whatever stops the console now, the marks must be tried.
            await MarkAsync(sent);
        }
    }

    private async Task<bool> SendAllAsync(List<DueMail> due, IMailSession session, List<OutboxMail> sent, CancellationToken cancellation)
    {
        // A case whose mail was put off: those behind it were put off with it.
        var held = new HashSet<long>();
        foreach (var one in due)
        {
            cancellation.ThrowIfCancellationRequested();
            if (held.Contains(one.Mail.CaseId))
                continue;
            // What the next one of a case asks about has to be written.
            if (sent.Exists(mail => mail.CaseId == one.Mail.CaseId))
                await MarkAsync(sent);
            if (one.Mail.IsAutomatic && await marks.HoldBackAsync(one.Mail))
                continue;
            // Cases that come in go before mails that go out: in a flood one mail a turn, about 60/s.
            await gate.StepBackAsync(cancellation);
            var outcome = await SendAsync(one, session, cancellation);
            if (outcome.Result == SendResult.Accepted)
            {
                sent.Add(one.Mail);
                if (sent.Count >= MarksTogether || !gate.IsTaken || outcome.RefusedCopies.Count > 0)
                    await MarkAsync(sent);
                if (outcome.RefusedCopies.Count > 0)
                    await marks.CopiesRefusedAsync(one.Mail.Id, outcome.RefusedCopies);
                continue;
            }

            log.LogWarning(
                "Mail {Id} of {Case} was not taken ({Result}): {Cause}",
                one.Mail.Id,
                one.CaseNumber,
                outcome.Result,
                outcome.Cause
            );
            // First what the server has: after this the rest is as good as tried.
            await MarkAsync(sent);
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

    private async Task MarkAsync(List<OutboxMail> sent)
    {
        if (sent.Count == 0)
            return;
        await marks.SentAsync([.. sent.Select(mail => mail.Id)]);
        sent.Clear();
    }

    private async Task<SendOutcome> SendAsync(DueMail due, IMailSession session, CancellationToken cancellation)
    {
        try
        {
            using var message = messages.Build(due);
            return await session.SendAsync(FormattableString.Invariant($"{due.Mail.Id:D8}"), message, cancellation);
        }
        catch (FormatException e)
        {
            return new(SendResult.Refused, e.Message);
        }
    }
}
