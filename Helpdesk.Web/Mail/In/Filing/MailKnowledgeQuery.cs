using System.Text.RegularExpressions;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>What the console knows about a mail before it decides: the case it proves, its sender, the mail that came back.</summary>
/// <param name="Bounced">The mail of ours that a bounce is about.</param>
internal sealed record MailBackground(MailFacts Facts, MailKnowledge Known, long? Bounced);

/// <summary>Asks the records about a mail.</summary>
public sealed partial class MailKnowledgeQuery(IOptions<MailOptions> mailOptions, IOptions<MailInOptions> options, IClock clock)
{
    private static readonly Duration Lately = Duration.FromHours(1);

    internal async Task<MailBackground> OfAsync(HelpdeskDb db, InboundMail row, ReadMail? mail, CancellationToken cancellation)
    {
        if (mail is not { IsReadable: true })
            return new(new MailFacts { IsReadable = false }, new MailKnowledge(), null);
        var facts = new MailFacts
        {
            IsWhole = row.IsWhole,
            HasContent = mail.HasContent,
            Nature = mail.Report is { } report
                ? report.IsFailure
                    ? MailNature.Bounce
                    : MailNature.DeliveryNews
                : MailNatures.Of(mail.Headers, [.. options.Value.OwnLists]),
            IsOurs = IsOurs(mail),
            Hops = mail.Headers.Count("Received"),
        };
        var (from, since) = (mail.FromAddress, clock.GetCurrentInstant() - Lately);
        var quoted = MailCaseReader.QuotedNumber(mail.Subject) is { } number
            ? await db
                .Cases.Where(c => c.Number == number)
                .Select(c => new { c.Number, c.Contact.Email })
                .SingleOrDefaultAsync(cancellation)
            : null;
        var bounced = facts.Nature == MailNature.Bounce ? await BouncedAsync(db, mail, cancellation) : null;
        return new(
            facts,
            new MailKnowledge
            {
                Thread = await ThreadAsync(db, mail, cancellation),
                QuotedNumber = quoted?.Number,
                IsContactOfQuoted = quoted is not null && Same(quoted.Email, from),
                IsKnownContact = await IsKnownAsync(db, from, cancellation),
                BouncedMailIsOurs = bounced is not null,
                SameIdOtherContent = row.SameIdOtherContent,
                MailsLately = await db.InboundMails()
                    .CountAsync(m => m.FromAddress == from && m.ReceivedAt > since && m.Id < row.Id, cancellation),
                CasesLately = await db.InboundMails()
                    .CountAsync(m => m.FromAddress == from && m.ReceivedAt > since && m.OpenedCase && m.Id != row.Id, cancellation),
            },
            bounced
        );
    }

    internal static async Task<bool> IsKnownAsync(HelpdeskDb db, string address, CancellationToken cancellation) =>
        await db.Cases.AnyAsync(c => c.Contact.Email == address, cancellation)
        || await db.MailOwners().AnyAsync(o => o.Address == address || o.Address == "@" + MailHosts.Of(address), cancellation);

    /// <summary>
    /// The case that a Message-ID of ours, the address only our mail named, or an earlier
    /// mail of the same sender proves; of a merged one the case it went into.
    /// </summary>
    private static async Task<ThreadedCase?> ThreadAsync(HelpdeskDb db, ReadMail mail, CancellationToken cancellation)
    {
        var number =
            await ByAnswerAsync(db, mail, cancellation)
            ?? await ByAddressAsync(db, mail, cancellation)
            ?? await ByOwnMailAsync(db, mail, cancellation);
        for (var merges = 0; number is not null && merges < 5; merges++)
        {
            var found = await db
                .Cases.Where(c => c.Number == number)
                .Select(c => new
                {
                    c.Status,
                    c.ClosingReason,
                    c.ClosingDetail,
                })
                .SingleAsync(cancellation);
            if (found.ClosingReason != ClosingReason.Merged || found.ClosingDetail is null)
                return new(number, found.Status == CaseStatus.Closed);
            number = found.ClosingDetail;
        }

        return null;
    }

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

    // Whoever answers their own sent mail adds to the same matter; only they and we have had its id.
    private static async Task<string?> ByOwnMailAsync(HelpdeskDb db, ReadMail mail, CancellationToken cancellation)
    {
        var (ids, from) = (mail.Answers, mail.FromAddress);
        return ids.Count == 0
            ? null
            : await db.InboundMails()
                .Where(m =>
                    m.MessageId != null
                    && ids.Contains(m.MessageId)
                    && m.FromAddress == from
                    && m.State == InboundState.Filed
                    && m.TimelineEntryId != null
                )
                .OrderByDescending(m => m.Id)
                .Select(m => m.CaseNumber)
                .FirstOrDefaultAsync(cancellation);
    }

    private static async Task<long?> BouncedAsync(HelpdeskDb db, ReadMail mail, CancellationToken cancellation)
    {
        IReadOnlyList<string> ids = mail.Report?.Originals ?? [];
        return ids.Count == 0
            ? null
            : await db.OutboxMails()
                .Where(m => ids.Contains(m.MessageId))
                .OrderByDescending(m => m.Id)
                .Select(m => (long?)m.Id)
                .FirstOrDefaultAsync(cancellation);
    }

    private bool IsOurs(ReadMail mail)
    {
        var from = Token().Replace(mail.FromAddress, "@");
        string[] ours = [mailOptions.Value.From, mailOptions.Value.ReplyTo, options.Value.UserName, .. options.Value.OwnAddresses];
        return mail.Headers.Has("X-Helpdesk-Case") || ours.Any(our => our.Length > 0 && Same(our, from));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\+(?<token>[0-9a-fA-F]{32})@", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
