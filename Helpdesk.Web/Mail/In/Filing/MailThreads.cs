using System.Text.RegularExpressions;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>The case that a mail proves, and whether its sender takes part in it.</summary>
internal sealed record MailThread(ThreadedCase Case, bool TakesPart);

/// <summary>Finds the case that a mail belongs to; never by a number it quotes.</summary>
public sealed partial class MailThreads
{
    private const int MostLookedAt = 20;

    /// <summary>
    /// The case that a Message-ID of ours, the address only our mail named, or an earlier
    /// mail of the same sender proves; of a merged one the case it went into.
    /// </summary>
    internal async Task<MailThread?> OfAsync(HelpdeskDb db, InboundMail row, ReadMail mail, CancellationToken cancellation)
    {
        var number =
            await ByAnswerAsync(db, mail, cancellation)
            ?? await ByAddressAsync(db, mail, cancellation)
            ?? await ByOwnMailAsync(db, mail, cancellation)
            ?? await ByForeignThreadAsync(db, row, mail, cancellation);
        var (takesPart, from) = (false, mail.FromAddress);
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (number is not null && seen.Add(number))
        {
            var found = await db
                .Cases.Where(c => c.Number == number)
                .Select(c => new
                {
                    c.Status,
                    c.ClosingReason,
                    c.ClosingDetail,
                    c.ClosedAt,
                    c.ErasedAt,
                    c.Contact.Email,
                    IsParticipant = c.Participants.Any(p => p.Address == from),
                })
                .SingleAsync(cancellation);
            // Whoever took part in a duplicate takes part in the case it went into.
            takesPart |= found.IsParticipant || string.Equals(found.Email, mail.FromAddress, StringComparison.OrdinalIgnoreCase);
            if (found.ClosingReason != ClosingReason.Merged || found.ClosingDetail is null)
                return new(Threaded(number, found.Status, found.ClosedAt, found.ErasedAt is not null, row.ReceivedAt), takesPart);
            number = found.ClosingDetail;
        }

        return null;
    }

    private static ThreadedCase Threaded(string number, CaseStatus status, Instant? closedAt, bool isErased, Instant mailCame) =>
        status == CaseStatus.Closed
            ? ThreadedCase.Closed(number, closedAt ?? Instant.MinValue, isErased, mailCame)
            : new(number, IsClosed: false);

    private static async Task<string?> ByAnswerAsync(HelpdeskDb db, ReadMail mail, CancellationToken cancellation)
    {
        var ids = mail.Answers;
        if (ids.Count == 0)
            return null;
        var found = await db.OutboxMails()
            .Where(m => ids.Contains(m.MessageId))
            .Select(m => new { m.MessageId, m.Case.Number })
            .ToListAsync(cancellation);
        // The nearest one: a mail program may carry the ids of two conversations.
        return ids.Select(id => found.Find(f => f.MessageId == id)?.Number).FirstOrDefault(n => n is not null);
    }

    private static async Task<string?> ByAddressAsync(HelpdeskDb db, ReadMail mail, CancellationToken cancellation)
    {
        foreach (
            var token in mail
                .Recipients.Select(r => Token().Match(r))
                .Where(m => m.Success)
                .Select(m => m.Groups["token"].Value.ToLowerInvariant())
                .Distinct()
                .Take(5)
        )
        {
            // The token is the id's random half; between these two lies every id that begins with it.
            var (from, to) = (token + "@", token + "A");
            if (
                await db.OutboxMails()
                    .Where(m => m.MessageId.CompareTo(from) >= 0 && m.MessageId.CompareTo(to) < 0)
                    .Select(m => m.Case.Number)
                    .FirstOrDefaultAsync(cancellation) is
                { } number
            )
                return number;
        }

        return null;
    }

    // Whoever answers their own sent mail adds to the same matter. So does whoever takes part and answers another's that they had a copy
    // of: only they, its writer and we have had its id.
    private static async Task<string?> ByOwnMailAsync(HelpdeskDb db, ReadMail mail, CancellationToken cancellation)
    {
        var (ids, from) = (mail.Answers, mail.FromAddress);
        return ids.Count == 0
            ? null
            : await db.InboundMails()
                .Where(m =>
                    m.MessageId != null
                    && ids.Contains(m.MessageId)
                    && (
                        m.FromAddress == from
                        || db.Cases.Any(c =>
                            c.Number == m.CaseNumber && (c.Contact.Email == from || c.Participants.Any(p => p.Address == from))
                        )
                    )
                    && m.State == InboundState.Filed
                    && m.TimelineEntryId != null
                )
                .OrderByDescending(m => m.Id)
                .Select(m => m.CaseNumber)
                .FirstOrDefaultAsync(cancellation);
    }

    // A thread that began elsewhere, and whose other mails are in a case: for whoever wrote one of them, takes part, or is of that house.
    private static async Task<string?> ByForeignThreadAsync(HelpdeskDb db, InboundMail row, ReadMail mail, CancellationToken cancellation)
    {
        if (mail.ThreadRoot is not { } root)
            return null;
        var (from, house) = (mail.FromAddress, MailHosts.Of(mail.FromAddress));
        var found = await db.InboundMails()
            .Where(m => m.ThreadRoot == root && m.Id < row.Id && m.State == InboundState.Filed && m.TimelineEntryId != null)
            .OrderByDescending(m => m.Id)
            .Take(MostLookedAt)
            .Select(m => new
            {
                m.CaseNumber,
                m.FromAddress,
                TakesPart = db.Cases.Any(c =>
                    c.Number == m.CaseNumber && (c.Contact.Email == from || c.Participants.Any(p => p.Address == from))
                ),
            })
            .ToListAsync(cancellation);
        return found
            .Find(m =>
                m.TakesPart
                || string.Equals(m.FromAddress, from, StringComparison.OrdinalIgnoreCase)
                || (house is not null && !MailHosts.IsOpenToAll(house) && house == MailHosts.Of(m.FromAddress))
            )
            ?.CaseNumber;
    }

    [GeneratedRegex(@"\+(?<token>[0-9a-fA-F]{32})@", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex Token();
}
