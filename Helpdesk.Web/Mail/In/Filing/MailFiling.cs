using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>Decides a kept mail and does what was decided: the mail's row and the case's change are one transaction.</summary>
public sealed class MailFiling(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RawMails raws,
    InboundStore desk,
    MailKnowledgeQuery knowledge,
    MailIntoCase cases,
    OutboxMarks marks,
    MailInStatus board,
    Microsoft.Extensions.Options.IOptions<MailInOptions> options,
    IClock clock,
    ILogger<MailFiling> log
)
{
    /// <summary>Named as the one who decided.</summary>
    public static readonly Actor Rule = Actor.System(InboundMail.ByRule);

    private const int Tries = 4;

    /// <summary>Decides one mail that waits; one that is decided already is left as it is. Never throws for what a mail is.</summary>
    public Task FileAsync(long id, CancellationToken cancellation) => FileAsync(new KeptMail(id, WasRead: false, null), cancellation);

    /// <summary>The same for a mail that has just been kept, and is not read a second time.</summary>
    public async Task FileAsync(KeptMail kept, CancellationToken cancellation)
    {
        var id = kept.Id;
        try
        {
            using var again = kept.WasRead ? null : await ReadAsync(id, cancellation);
            for (var tries = 1; !await TryAsync(id, kept.Mail ?? again, cancellation); tries++)
            {
                if (tries == Tries)
                    throw new InvalidOperationException("Others changed the case or the mail at every try.");
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // One mail must not stop the next; it is kept, seen, and can be released by a person.
            log.LogError(e, "The mail {Id} could not be filed", id);
            await HoldAsync(id, new(MailOutcome.Hold, InboundCause.CouldNotFile));
        }

        board.Tell();
    }

    private async Task<ReadMail?> ReadAsync(long id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var checksum = await db.InboundMails()
            .Where(m => m.Id == id && m.State == InboundState.Received)
            .Select(m => m.RawChecksum)
            .SingleOrDefaultAsync(cancellation);
        return checksum is not null && await raws.ReadAsync(checksum, cancellation) is { } raw ? desk.TryRead(raw) : null;
    }

    /// <returns>False when somebody else was faster: then it is decided anew.</returns>
    private async Task<bool> TryAsync(long id, ReadMail? mail, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (
            await db.InboundMails().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation)
            is not { State: InboundState.Received } row
        )
            return true;
        var background = await knowledge.OfAsync(db, row, mail, cancellation);
        var decision = InboundRules.Decide(background.Facts, background.Known, options.Value.Limits);
        try
        {
            // A report that somebody forwarded is told on its case; their own mail goes its way.
            if (mail?.Report is { IsForwarded: true, IsFailure: true } forwarded && background.Bounced is { } about)
                await marks.BouncedAsync(about, OutboxMarks.Rule, forwarded.Cause, forwarded.Failed, forwarded.Reason);
            return await DoAsync(id, decision, mail, background, cancellation);
        }
        catch (DbUpdateException e)
        {
            log.LogInformation("The mail {Id} is decided anew: {Cause}", id, e.GetType().Name);
            return false;
        }
    }

    private Task<bool> DoAsync(long id, MailDecision decision, ReadMail? mail, MailBackground background, CancellationToken cancellation) =>
        decision.Outcome switch
        {
            MailOutcome.FileIntoCase => IntoCaseAsync(id, decision.Number!, mail!, reopens: false, cancellation),
            MailOutcome.Reopen => IntoCaseAsync(id, decision.Number!, mail!, reopens: true, cancellation),
            MailOutcome.OpenCase => OpenAsync(id, mail!, followUpOf: null, cancellation),
            MailOutcome.FollowUp => OpenAsync(id, mail!, decision.Number, cancellation),
            MailOutcome.TellBounce => BounceAsync(id, background.Bounced!.Value, mail!),
            MailOutcome.RecordQuietly => cases.RecordQuietlyAsync(id, decision.Number!, mail!),
            MailOutcome.Drop => ChangeAsync(id, row => row.Drop(decision.Cause, Rule.Name, clock.GetCurrentInstant())),
            _ => HoldAsync(id, decision),
        };

    // Closed, reopened or erased in the very moment: then it is decided anew, by how things are now.
    private async Task<bool> IntoCaseAsync(long id, string number, ReadMail mail, bool reopens, CancellationToken cancellation) =>
        (await cases.AddAsync(id, number, mail, reopens ? ReopenBy.Sender : ReopenBy.Nobody, Rule.Name, cancellation)).IsOk;

    private async Task<bool> OpenAsync(long id, ReadMail mail, string? followUpOf, CancellationToken cancellation) =>
        (await cases.OpenAsync(id, mail, followUpOf, Rule.Name, cancellation)).IsOk;

    // Told twice it is the same bounce: a crash between the two changes nothing twice.
    private async Task<bool> BounceAsync(long id, long outboxId, ReadMail mail)
    {
        var report = mail.Report ?? ReportReader.Assume(mail);
        var number = await marks.BouncedAsync(outboxId, OutboxMarks.Rule, report.Cause, report.Failed, report.Reason);
        return await ChangeAsync(
            id,
            row => row.File(number ?? "", null, opened: false, fromSomebodyElse: false, null, Rule.Name, clock.GetCurrentInstant())
        );
    }

    private Task<bool> HoldAsync(long id, MailDecision decision) => ChangeAsync(id, row => row.Hold(decision.Cause, decision.Number));

    private async Task<bool> ChangeAsync(long id, Action<InboundMail> change)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.InboundMails().SingleOrDefaultAsync(m => m.Id == id) is not { State: InboundState.Received } row)
            return true;
        change(row);
        await db.SaveChangesAsync();
        return true;
    }
}
