using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>Who reopens a closed case for a mail (spec C9).</summary>
/// <param name="Person">A colleague; null is the customer who wrote.</param>
internal sealed record ReopenBy(bool Reopens, Actor? Person)
{
    /// <summary>A closed case stays closed, and refuses.</summary>
    public static readonly ReopenBy Nobody = new(false, null);

    public static readonly ReopenBy Sender = new(true, null);

    public static ReopenBy Colleague(Actor who) => new(true, who);
}

/// <summary>
/// Brings a mail into a case, an old one or a new one, whoever decided so; the row of the mail changes in the same transaction.
/// </summary>
public sealed class MailIntoCase(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseFeed feed,
    IntakeGroupCommit desk,
    OpenAlerts alerts,
    AttachmentStore store,
    MailFiles files,
    MailIntakeReader reader,
    StatedInMail statements,
    MailCopies copies,
    EntitlementLookup lookup,
    AbsenceCache absences,
    SupportProgramme programme,
    IClock clock
)
{
    /// <summary>The customer's word in a case (spec C8, H5).</summary>
    /// <param name="reopenBy">Whoever reopens a closed case for it.</param>
    /// <returns><c>case.unknown</c>, <c>mail-in.decided</c>, <c>case.changed</c>, or the case's own rules.</returns>
    internal async Task<Result<string>> AddAsync(
        long id,
        string number,
        ReadMail mail,
        ReopenBy reopenBy,
        string by,
        CancellationToken cancellation
    )
    {
        using var brought = await files.TakeInAsync(mail, cancellation);
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await OpenRowAsync(db, id) is not { } row)
            return Result<string>.Refuse("mail-in.decided");
        if (
            await db
                .Cases.Include(c => c.Clocks)
                .Include(c => c.Links)
                .Include(c => c.Participants)
                .SingleOrDefaultAsync(c => c.Number == number, CancellationToken.None)
            is not { } target
        )
            return Result<string>.Refuse(ErrorKind.NotFound, "case.unknown", "into", number);
        var isContact = string.Equals(target.Contact.Email, mail.FromAddress, StringComparison.OrdinalIgnoreCase);
        var context = Context(new Actor(ActorKind.Customer, null, isContact ? target.Contact.Name : mail.FromName)) with
        {
            HappenedAt = HeardAt(row, target),
        };
        if (
            target.IsClosed
            && reopenBy.Reopens
            && target.Reopen(null, context with { Actor = reopenBy.Person ?? context.Actor }) is { IsOk: false } refused
        )
            return Result<string>.Refuse(refused.Errors);
        var done = target.CustomerMessage(MailIntakeReader.TextOf(mail), context, MailParts.Headline(mail.Text));
        if (!done.IsOk)
            return Result<string>.Refuse(done.Errors);
        var entry = target.Timeline.Last(e => e.Event is CustomerWrote);
        await copies.JoinAsync(db, target, mail, by != MailFiling.Rule.Name, context with { Actor = MailFiling.Rule });
        var raised = await statements.TellAsync(db, target, mail, context with { Actor = MailFiling.Rule });
        Attach(db, brought, target.Id, entry);
        row.File(number, entry, opened: false, !isContact, brought.LeftOut, by, context.Now);
        var saved = await saver.SaveAsync(db, target);
        alerts.Raised(saved.IsOk ? raised : 0);
        return saved.IsOk ? number : Result<string>.Refuse(saved.Errors);
    }

    /// <summary>A new case with what could be read (spec I1, I2, I6); the acknowledgement asks for the rest.</summary>
    /// <param name="followUpOf">A closed case that it goes on from (spec C9).</param>
    internal async Task<Result<string>> OpenAsync(long id, ReadMail mail, string? followUpOf, string by, CancellationToken cancellation)
    {
        using var brought = await files.TakeInAsync(mail, cancellation);
        var now = clock.GetCurrentInstant();
        MailIntake intake;
        TriageOutcome triage;
        await using (var look = await databases.CreateDbContextAsync(cancellation))
        {
            // Held or not: what was promised counts from when it came in (spec P11), and so does what it is judged by (E5).
            var row = await look.InboundMails().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation);
            intake = reader.Since(row, await reader.ReadAsync(look, mail, cancellation));
            triage = await lookup.JudgeAsync(look, intake.Intake, programme, intake.Intake.ReceivedAt ?? now, cancellation);
        }

        var context = Context(new Actor(ActorKind.Customer, null, intake.Intake.Contact.Name));
        var company = new MailCompany(id, mail, copies, followUpOf, intake.Reading.SaysEmergency, brought.LeftOut, by);
        var opened = await desk.OpenAsync(
            new(
                intake.Intake,
                triage,
                Once: null,
                new(intake.Note, brought.Files) { NoteBy = MailFiling.Rule, Company = company },
                context
            ),
            CancellationToken.None
        );
        if (!opened.IsOk)
            return Result<string>.Refuse(opened.Errors);
        if (intake.Reading.SaysEmergency)
            alerts.Raised(1);
        return opened.Value.Case.Number;
    }

    /// <summary>On the record, and nothing moves: a colleague's open form stays good, the silence goes on (spec C8).</summary>
    internal async Task<bool> RecordQuietlyAsync(long id, string number, ReadMail mail)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await OpenRowAsync(db, id) is not { } row)
            return true;
        var about = await db.Cases.SingleAsync(c => c.Number == number);
        var isContact = string.Equals(about.Contact.Email, mail.FromAddress, StringComparison.OrdinalIgnoreCase);
        var actor = new Actor(ActorKind.Customer, null, isContact ? about.Contact.Name : mail.FromName);
        var words = MailIntakeReader.TextOf(mail);
        // Of a person only thanks come here.
        CaseEvent said =
            MailNatures.Of(mail.Headers, []) is MailNature.Person or MailNature.MailingList && MereThanks.In(mail.Text)
                ? new ThanksCame(words)
                : new AutoReplyCame(words);
        var entry = db.Timeline.Add(new TimelineEntry(clock.GetCurrentInstant(), actor, said, about.Version));
        entry.Property(e => e.CaseId).CurrentValue = about.Id;
        row.File(
            number,
            entry.Entity,
            opened: false,
            !isContact,
            MailFiles.LostOfText(mail),
            MailFiling.Rule.Name,
            clock.GetCurrentInstant()
        );
        await db.SaveChangesAsync();
        feed.AnnounceRecord(number);
        return true;
    }

    internal static async Task<InboundMail?> OpenRowAsync(HelpdeskDb db, long id) =>
        await db.InboundMails().SingleOrDefaultAsync(m => m.Id == id) is { IsOpen: true } row ? row : null;

    // The bytes are at their place before the row that names them is committed; after a
    // crash an orphan is left, never a row without its file.
    private void Attach(HelpdeskDb db, BroughtByMail brought, long caseId, TimelineEntry entry)
    {
        foreach (var file in brought.Files)
        {
            store.Keep(file);
            db.Attachments().Add(Attachment.Of(file, caseId, entry));
        }
    }

    // Held or not: what it promises counts from when it came in (spec P11), but from nothing that was before the case, or its closing.
    private Instant? HeardAt(InboundMail row, Case target) =>
        row.State == InboundState.Held
            ? Instant.Min(Instant.Max(row.ReceivedAt, target.ClosedAt ?? target.OpenedAt), clock.GetCurrentInstant())
            : null;

    private CaseContext Context(Actor actor) =>
        new(clock.GetCurrentInstant(), actor, programme) { IsAway = absences.IsAway, StandIn = absences.StandIn };
}
