using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>Who takes part in a case by a mail that came in: who wrote it, and whom they wrote to beside us (issue 17, spec I5).</summary>
public sealed class MailCopies(IOptions<MailOptions> mailOptions, IOptions<MailInOptions> options)
{
    private const int MostLookedAt = 100;

    private const int LongestName = 120;

    /// <summary>
    /// Takes people in, after the mail was filed. Only somebody who takes part already brings others along: a stranger with a forwarded
    /// mail must not let a third one listen.
    /// </summary>
    /// <param name="byPerson">True where a colleague let the mail in, and so accepted who wrote it.</param>
    internal async Task JoinAsync(HelpdeskDb db, Case target, ReadMail mail, bool byPerson, CaseContext context)
    {
        if (target.TakesPart(mail.FromAddress))
            target.AddParticipants(await OthersAsync(db, mail), ParticipantSource.Copied, context);
        else if (byPerson || IsOfTheHouse(target, mail.FromAddress))
            target.AddParticipants([new(mail.FromAddress, NameIn(mail.FromName, mail.FromAddress))], ParticipantSource.Wrote, context);
    }

    // A colleague of the contact's, by an address that only their firm gives out.
    private static bool IsOfTheHouse(Case target, string address) =>
        MailHosts.Of(address) is { } host && !MailHosts.IsOpenToAll(host) && host == MailHosts.Of(target.Contact.Email);

    private async Task<IReadOnlyList<MailName>> OthersAsync(HelpdeskDb db, ReadMail mail)
    {
        List<MailName> named =
        [
            .. mail
                .Message.To.Mailboxes.Concat(mail.Message.Cc.Mailboxes)
                .Where(m => MimeReader.IsAddress(m.Address) && !IsOurs(m.Address))
                .Take(MostLookedAt)
                .Select(m => new MailName(m.Address, NameIn(m.Name, m.Address))),
        ];
        if (named.Count == 0)
            return named;
        // A colleague of ours in copy reads the case here.
        List<string> addresses = [.. named.Select(n => n.Address.ToUpperInvariant())];
        var staff = await db.Users.Where(u => addresses.Contains(u.NormalizedEmail!)).Select(u => u.NormalizedEmail!).ToListAsync();
        return [.. named.Where(n => !staff.Contains(n.Address.ToUpperInvariant(), StringComparer.Ordinal))];
    }

    private bool IsOurs(string address)
    {
        var bare = MailThreads.Token().Replace(address, "@");
        string[] ours = [mailOptions.Value.From, mailOptions.Value.ReplyTo, options.Value.UserName, .. options.Value.OwnAddresses];
        return ours.Any(our => our.Length > 0 && string.Equals(our, bare, StringComparison.OrdinalIgnoreCase));
    }

    private static string? NameIn(string? name, string address)
    {
        var line = HeaderText.OneLine(name ?? "").Trim();
        return line.Length == 0 || line.Equals(address, StringComparison.OrdinalIgnoreCase) ? null
            : line.Length <= LongestName ? line
            : line[..LongestName];
    }
}
