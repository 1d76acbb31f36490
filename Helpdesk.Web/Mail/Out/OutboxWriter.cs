using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Writes the mails that a command calls for, in the command's own transaction.</summary>
public interface IOutboxWriter
{
    /// <summary>Adds the mails for <paramref name="added"/>, unsaved, and takes back the one about a closing that was undone.</summary>
    /// <returns>True when there is something to send.</returns>
    Task<bool> WriteAsync(HelpdeskDb db, Case target, IReadOnlyList<TimelineEntry> added, CancellationToken cancellation);
}

/// <inheritdoc cref="IOutboxWriter"/>
public sealed class OutboxWriter(
    MailComposer composer,
    EntitlementLookup lookup,
    IOptions<MailOptions> options,
    IOptions<FilesOptions> files,
    IdSource ids
) : IOutboxWriter
{
    /// <summary>The least time between two automatic mails of a case to one customer.</summary>
    public static readonly Duration BetweenAutomatic = Duration.FromMinutes(1);

    // Enough for any mail program to find the thread; a header must not grow without end.
    private const int LongestThread = 10;

    public async Task<bool> WriteAsync(HelpdeskDb db, Case target, IReadOnlyList<TimelineEntry> added, CancellationToken cancellation)
    {
        if (added.Any(entry => entry.Event is CloseUndone))
            await CancelClosingAsync(db, target.Id, cancellation);
        List<(TimelineEntry Entry, MailKind Kind)> wanted =
        [
            .. added
                .Where(entry => IsToldOf(target, entry, added))
                .Select(entry => (entry, Kind: MailComposer.KindOf(entry.Event)))
                .Where(w => w.Kind is not null)
                .Select(w => (w.entry, w.Kind!.Value)),
        ];
        if (wanted.Count == 0 || string.IsNullOrWhiteSpace(target.Contact.Email))
            return false;
        if (target.Id != 0 && wanted.Exists(w => w.Kind.ReachesParticipants()))
            await db.Entry(target).Collection(c => c.Participants).LoadAsync(cancellation);
        // A case that is being opened has no mails yet.
        var earlier = target.Id == 0 || wanted[0].Kind == MailKind.Acknowledgement ? [] : await EarlierAsync(db, target.Id, cancellation);
        var isKnown = wanted.Exists(w => Tells(w.Kind, target)) && await IsKnownAsync(db, target, cancellation);
        var alike = wanted.Exists(w => w.Kind == MailKind.Acknowledgement) ? await AlikeAsync(db, target, cancellation) : null;
        foreach (var (entry, kind) in wanted)
        {
            var mail = Write(db, target, entry, kind, Carried(db, entry, kind), isKnown, earlier, alike);
            db.OutboxMails().Add(mail);
            earlier.Add(Earlier.Of(mail));
        }

        return true;
    }

    /// <summary>Takes back mails about a closing that have not gone out; a closing can be undone for a minute.</summary>
    public static async Task CancelClosingAsync(HelpdeskDb db, long caseId, CancellationToken cancellation)
    {
        foreach (
            var mail in await db.OutboxMails()
                .Where(m => m.CaseId == caseId && m.State == OutboxState.Waiting && m.Kind == MailKind.Closing)
                .ToListAsync(cancellation)
        )
            mail.Cancel();
    }

    // A severity that was explained is told once, in the mail with the explanation. What records say is not for strangers: they were told
    // nothing of it, so that nothing changes for them.
    private static bool IsToldOf(Case target, TimelineEntry entry, IReadOnlyList<TimelineEntry> added) =>
        entry.Event switch
        {
            // What they stated themselves as they came back stands in the mail about that (spec C9).
            SeverityChanged => entry.ActorKind != ActorKind.Customer && !added.Any(e => e.Event is SeverityExplained),
            CaseJudgedAnew => !target.IsFromStranger,
            _ => true,
        };

    // What is on record is asked for only where the mail says something of it: not for a case that is plainly covered.
    private static bool Tells(MailKind kind, Case target) =>
        kind is MailKind.ExceptionDecided or MailKind.JudgedAnew
        || (kind == MailKind.Acknowledgement && target.VerdictKind != VerdictKind.Entitled);

    private Task<bool> IsKnownAsync(HelpdeskDb db, Case target, CancellationToken cancellation) =>
        lookup.KnowsAsync(db, target.SerialNumber, target.Contact.Email, cancellation);

    // Only the contact's own address reads it (spec C9): no proof is needed to hear of a case of one's own.
    private static async Task<ClosedCase?> AlikeAsync(HelpdeskDb db, Case target, CancellationToken cancellation) =>
        target.RequestType.IsNonTechnical() || target.Links.Any(l => l.Kind == LinkKind.FollowUpOf)
            ? null
            : await ClosedAlike.FindAsync(
                db,
                target.Contact.Email,
                target.ProductCode,
                target.Subject + "\n" + target.Description,
                target.OpenedAt,
                cancellation
            );

    // Files of a note are never among them, whatever the kind: their own row says so. Those the scanner holds back do not go out.
    private List<Attachment> Carried(HelpdeskDb db, TimelineEntry entry, MailKind kind)
    {
        List<Attachment> brought =
            kind == MailKind.Reply
                ?
                [
                    .. db.Attachments()
                        .Local.Where(a => ReferenceEquals(a.Entry, entry) && a.CustomerMaySee && a.Scan != ScanState.Infected),
                ]
                : [];
        var free = brought.Where(a => ScanOutcome.MayLeave(a.Scan)).ToList();
        var fit = free.Sum(a => a.Size) <= files.Value.MaxMailBytes;
        foreach (var file in free)
            file.GoesByMail = fit;
        return brought;
    }

    private OutboxMail Write(
        HelpdeskDb db,
        Case target,
        TimelineEntry entry,
        MailKind kind,
        IReadOnlyList<Attachment> brought,
        bool isKnown,
        List<Earlier> earlier,
        ClosedCase? alike
    )
    {
        var (to, toName, copies) = RecipientsOf(target, entry, kind);
        // Whoever reads along in copy may know nothing of the other case.
        var composed = composer.Compose(kind, target, entry, brought, isKnown, alike: copies.Count == 0 ? alike : null);
        var notBefore = kind == MailKind.Closing ? entry.At + Case.UndoTime : entry.At;
        if (
            kind.IsAutomatic()
            && earlier.Where(e => e.IsAutomatic && e.IsTo(to)).Select(e => e.GoesAt + BetweenAutomatic).DefaultIfEmpty(notBefore).Max()
                is var free
            && free > notBefore
        )
            notBefore = free;
        // Behind one that could not be delivered yet: a thread arrives in order.
        var behind = earlier.Where(e => e.IsRetried).Select(e => e.GoesAt).DefaultIfEmpty(notBefore).Max();
        string[] thread = [.. earlier.Take(1).Concat(earlier.Skip(1).TakeLast(LongestThread - 1)).Select(e => e.MessageId)];
        return new OutboxMail
        {
            Case = target,
            TimelineEntry = entry,
            Kind = kind,
            IsAutomatic = kind.IsAutomatic(),
            To = to,
            ToName = toName,
            Cc = copies.Count == 0 ? null : string.Join('\n', copies),
            Language = MailComposer.LanguageOf(target, entry.Event),
            Subject = composed.Subject,
            TextBody = composed.Text,
            HtmlBody = composed.Html,
            MessageId = NewMessageId(),
            InReplyTo = thread.LastOrDefault() ?? Answered(db, entry),
            References = thread.Length == 0 ? null : string.Join(' ', thread),
            CreatedAt = entry.At,
            NotBefore = notBefore,
            NextAttemptAt = Instant.Max(notBefore, behind),
            GiveUpAt = Instant.Max(notBefore, behind) + RetryPlan.GiveUpAfter,
        };
    }

    // Nobody gets a copy of a mail to themselves; whoever a colleague took off this one gets none.
    private static (string To, string ToName, IReadOnlyList<string> Cc) RecipientsOf(Case target, TimelineEntry entry, MailKind kind)
    {
        var wanted = entry.Addressed() ?? MailRecipients.Default;
        var to = wanted.To ?? target.Contact.Email;
        var copies = kind.ReachesParticipants() ? wanted.Cc ?? [.. target.Participants.OrderBy(p => p.Since).Select(p => p.Address)] : [];
        return (to, NameOf(target, to), [.. copies.Where(c => !Same(c, to)).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private static string NameOf(Case target, string address) =>
        Same(target.Contact.Email, address)
            ? target.Contact.Name
            : target.Participants.FirstOrDefault(p => Same(p.Address, address))?.Name ?? address;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    // The customer's own mail that opened the case: their mail program shows the acknowledgement under it.
    private static string? Answered(HelpdeskDb db, TimelineEntry entry) =>
        db.InboundMails().Local.FirstOrDefault(m => ReferenceEquals(m.TimelineEntry, entry))?.MessageId is { Length: < 250 } id
        && System.Text.Ascii.IsValid(id)
        && id.Contains('@', StringComparison.Ordinal)
            ? id
            : null;

    // Random, not counted: it also is the token by which an answer finds its case.
    private string NewMessageId() => $"{ids.Word()}@{options.Value.From[(options.Value.From.LastIndexOf('@') + 1)..]}";

    private static async Task<List<Earlier>> EarlierAsync(HelpdeskDb db, long caseId, CancellationToken cancellation) =>
        await db.OutboxMails()
            .AsNoTracking()
            .Where(m => m.CaseId == caseId && m.State != OutboxState.Cancelled)
            .OrderBy(m => m.Id)
            .Select(m => new Earlier(m.MessageId, m.To, m.IsAutomatic, m.State, m.Attempts, m.NotBefore, m.NextAttemptAt, m.SentAt))
            .ToListAsync(cancellation);

    /// <summary>What a new mail has to know of one before it.</summary>
    private sealed record Earlier(
        string MessageId,
        string To,
        bool IsAutomatic,
        OutboxState State,
        int Attempts,
        Instant NotBefore,
        Instant NextAttemptAt,
        Instant? SentAt
    )
    {
        /// <summary>When it went out, or will at the earliest.</summary>
        public Instant GoesAt => SentAt ?? Instant.Max(NotBefore, NextAttemptAt);

        public bool IsRetried => State == OutboxState.Waiting && Attempts > 0;

        public bool IsTo(string address) => string.Equals(To, address, StringComparison.OrdinalIgnoreCase);

        public static Earlier Of(OutboxMail mail) =>
            new(mail.MessageId, mail.To, mail.IsAutomatic, mail.State, mail.Attempts, mail.NotBefore, mail.NextAttemptAt, mail.SentAt);
    }
}
