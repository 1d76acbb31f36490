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
public sealed class MailKnowledgeQuery(
    IOptions<MailOptions> mailOptions,
    IOptions<MailInOptions> options,
    MailThreads threads,
    IClock clock
)
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
        var thread = await threads.OfAsync(db, row, mail, cancellation);
        var bounced = facts.Nature == MailNature.Bounce ? await BouncedAsync(db, mail, cancellation) : null;
        return new(
            facts,
            new MailKnowledge
            {
                Thread = thread?.Case,
                TakesPart = thread is { TakesPart: true },
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
        var from = MailThreads.Token().Replace(mail.FromAddress, "@");
        string[] ours = [mailOptions.Value.From, mailOptions.Value.ReplyTo, options.Value.UserName, .. options.Value.OwnAddresses];
        return mail.Headers.Has("X-Helpdesk-Case") || ours.Any(our => our.Length > 0 && Same(our, from));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
