using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>The mail of ours that a report is about.</summary>
/// <param name="IsSure">False where only the addressee and the time say so: then a person decides.</param>
internal sealed record BouncedMail(long Id, string CaseNumber, bool IsSure);

/// <summary>
/// Finds the mail that came back: by the address that only its envelope had, by its Message-ID anywhere in the report, by the head of
/// the mail that was returned, whose mark nobody can guess, and last by whom it was written to, and when.
/// </summary>
public sealed class BouncedMails(IOptions<MailOptions> mailOptions, IClock clock)
{
    // Servers try for up to five days.
    private static readonly Duration s_longest = Duration.FromDays(6);

    /// <summary>The token of the envelope's own address among the mail's recipients; null when it came to another one.</summary>
    internal static string? TokenIn(ReadMail mail, MailOptions options)
    {
        if (options.BounceAddress is not { Length: > 0 } own)
            return null;
        foreach (var address in mail.Recipients)
        {
            if (
                MailThreads.Token().Match(address) is { Success: true } found
                && string.Equals(MailThreads.Token().Replace(address, "@"), own, StringComparison.OrdinalIgnoreCase)
            )
                return found.Groups["token"].Value.ToLowerInvariant();
        }

        return null;
    }

    internal async Task<BouncedMail?> FindAsync(HelpdeskDb db, ReadMail mail, MailNature nature, CancellationToken cancellation)
    {
        var isReport = nature is MailNature.Bounce or MailNature.Complaint;
        if (!isReport && mail.Report is not { IsForwarded: true, IsFailure: true })
            return null;
        if (TokenIn(mail, mailOptions.Value) is { } token && await ByTokenAsync(db, token, cancellation) is { } own)
            return own;
        var ids = mail.Report?.Originals ?? [];
        return await ByIdAsync(db, ids, cancellation)
            ?? await ByHeadAsync(db, mail.Report, cancellation)
            ?? (isReport ? await ByAddresseeAsync(db, mail.Report, cancellation) : null);
    }

    private static Task<BouncedMail?> ByTokenAsync(HelpdeskDb db, string token, CancellationToken cancellation)
    {
        var (from, to) = (token + "@", token + "A");
        return db.OutboxMails()
            .Where(m => m.MessageId.CompareTo(from) >= 0 && m.MessageId.CompareTo(to) < 0)
            .Select(m => new BouncedMail(m.Id, m.Case.Number, true))
            .FirstOrDefaultAsync(cancellation);
    }

    private static async Task<BouncedMail?> ByIdAsync(HelpdeskDb db, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return null;
        var found = await db.OutboxMails()
            .Where(m => ids.Contains(m.MessageId))
            .Select(m => new { m.MessageId, Mail = new BouncedMail(m.Id, m.Case.Number, true) })
            .ToListAsync(cancellation);
        // The surest first: what was returned stands before what the report refers to.
        return ids.Select(id => found.Find(f => string.Equals(f.MessageId, id, StringComparison.OrdinalIgnoreCase))?.Mail)
            .FirstOrDefault(m => m is not null);
    }

    // A relay gave the mail an id of its own; the head that came back still names the case. Anybody can write a number: a person decides.
    private async Task<BouncedMail?> ByHeadAsync(HelpdeskDb db, MailReport? report, CancellationToken cancellation)
    {
        if (report?.ReturnedCase?.Trim() is not { Length: > 0 and < 40 } number || report.Named.Count == 0)
            return null;
        var (named, since) = (report.Named, clock.GetCurrentInstant() - s_longest);
        return await db.OutboxMails()
            .Where(m => m.Case.Number == number && named.Contains(m.To) && m.SentAt != null && m.SentAt > since)
            .OrderByDescending(m => m.Id)
            .Select(m => new BouncedMail(m.Id, m.Case.Number, false))
            .FirstOrDefaultAsync(cancellation);
    }

    private async Task<BouncedMail?> ByAddresseeAsync(HelpdeskDb db, MailReport? report, CancellationToken cancellation)
    {
        if (report is null || report.Named.Count == 0)
            return null;
        var (named, since) = (report.Named, clock.GetCurrentInstant() - s_longest);
        return await db.OutboxMails()
            .Where(m => named.Contains(m.To) && m.SentAt != null && m.SentAt > since)
            .OrderByDescending(m => m.Id)
            .Select(m => new BouncedMail(m.Id, m.Case.Number, false))
            .FirstOrDefaultAsync(cancellation);
    }
}
