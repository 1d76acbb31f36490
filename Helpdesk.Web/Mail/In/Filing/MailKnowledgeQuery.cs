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
    BouncedMails bounces,
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
            Nature = NatureOf(mail),
            IsMereThanks = mail.Files.Count == 0 && MereThanks.In(mail.Text),
            IsOurs = await IsOursAsync(db, mail, cancellation),
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
        if (ReturnsToEnvelope(mail, facts.Nature, thread))
            facts = facts with { Nature = MailNature.Bounce };
        var bounced = await bounces.FindAsync(db, mail, facts.Nature, cancellation);
        return new(
            facts,
            new MailKnowledge
            {
                Thread = thread?.Case,
                TakesPart = thread is { TakesPart: true },
                QuotedNumber = quoted?.Number,
                IsContactOfQuoted = quoted is not null && Same(quoted.Email, from),
                IsKnownContact = await IsKnownAsync(db, from, cancellation),
                BouncedMailIsOurs = bounced is { IsSure: true },
                SuggestedCase = bounced?.CaseNumber,
                SameIdOtherContent = row.SameIdOtherContent,
                MailsLately = await db.InboundMails()
                    .CountAsync(m => m.FromAddress == from && m.ReceivedAt > since && m.Id < row.Id, cancellation),
                CasesLately = await db.InboundMails()
                    .CountAsync(m => m.FromAddress == from && m.ReceivedAt > since && m.OpenedCase && m.Id != row.Id, cancellation),
            },
            bounced is { IsSure: true } ? bounced.Id : null
        );
    }

    // What comes to the envelope's own address came back, but for those who take part, and answers of machines on leave.
    private bool ReturnsToEnvelope(ReadMail mail, MailNature nature, MailThread? thread) =>
        nature is MailNature.Person or MailNature.Unattended or MailNature.MailingList or MailNature.AutoReply
        && thread is not { TakesPart: true }
        && !MailNatures.HasAutomaticSubject(mail.Headers)
        && BouncedMails.TokenIn(mail, mailOptions.Value) is not null;

    private MailNature NatureOf(ReadMail mail) =>
        mail.Report is { IsForwarded: false } report
            ? report.Kind switch
            {
                ReportKind.Failed => MailNature.Bounce,
                ReportKind.Complaint => MailNature.Complaint,
                _ => MailNature.DeliveryNews,
            }
        : MailNatures.Of(mail.Headers, [.. options.Value.OwnLists]) is var nature && nature is MailNature.Bounce or MailNature.Complaint
            ? MailNature.AutoReply
        : nature;

    internal static async Task<bool> IsKnownAsync(HelpdeskDb db, string address, CancellationToken cancellation) =>
        await db.Cases.AnyAsync(c => c.Contact.Email == address, cancellation)
        || await db.MailOwners().AnyAsync(o => o.Address == address || o.Address == "@" + MailHosts.Of(address), cancellation);

    // Another console's marker says nothing here; a mail of ours is one by its own id, or by the mark that only we gave out.
    private async Task<bool> IsOursAsync(HelpdeskDb db, ReadMail mail, CancellationToken cancellation)
    {
        var from = MailThreads.Token().Replace(mail.FromAddress, "@");
        string[] ours = [mailOptions.Value.From, mailOptions.Value.ReplyTo, options.Value.UserName, .. options.Value.OwnAddresses];
        if (ours.Any(our => our.Length > 0 && Same(our, from)))
            return true;
        var marks = mail
            .Headers.All.Where(h => Same(h.Name, MailMessages.Mark))
            .Select(h => h.Value.Trim().ToLowerInvariant())
            .Where(m => m.Length is > 0 and <= 300)
            .Take(3)
            .ToList();
        if (mail.MessageId is { } id)
            marks.Add(id);
        return marks.Count > 0
            && (
                await db.OutboxMails().AnyAsync(m => marks.Contains(m.MessageId), cancellation)
                || await db.StaffMails().AnyAsync(m => marks.Contains(m.MessageId), cancellation)
            );
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
