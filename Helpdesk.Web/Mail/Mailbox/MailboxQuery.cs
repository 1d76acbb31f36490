using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.Mailbox;

/// <summary>A mail in the list.</summary>
public sealed record MailboxRow(long Id, string CaseNumber, MailKind Kind, string To, string ToName, string Subject, Instant SentAt);

/// <summary>A mail that is being read; <paramref name="Text"/> is its text part.</summary>
public sealed record MailboxLetter(MailboxRow Row, string Text, string Language, string MessageId, string? InReplyTo, bool IsAutomatic);

/// <summary>What the folder sender has written, as customers would see it; nothing when mail really goes out.</summary>
public sealed class MailboxQuery(
    IDbContextFactory<HelpdeskDb> databases,
    IAuthorizationService authorisation,
    IOptions<MailOptions> options
)
{
    private const int Shown = 200;

    /// <returns>The latest mails, newest first, or <c>auth.forbidden</c>, or <c>mailbox.off</c> when a server gets the mail.</returns>
    public async Task<Result<IReadOnlyList<MailboxRow>>> ListAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (await RefusalAsync(who) is { } refusal)
            return refusal;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Rows(
                db.OutboxMails().Where(m => m.SentAt != null).OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Take(Shown)
            )
            .ToListAsync(cancellation);
    }

    /// <returns>The mail, or also <c>mail.unknown</c>.</returns>
    public async Task<Result<MailboxLetter>> ReadAsync(long id, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (await RefusalAsync(who) is { } refusal)
            return refusal;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = db.OutboxMails().AsNoTracking().Where(m => m.Id == id && m.SentAt != null);
        return await found.SingleOrDefaultAsync(cancellation) is { } mail
            ? new MailboxLetter(
                await Rows(found).SingleAsync(cancellation),
                mail.TextBody,
                mail.Language,
                mail.MessageId,
                mail.InReplyTo,
                mail.IsAutomatic
            )
            : Result<MailboxLetter>.Refuse(ErrorKind.NotFound, "mail.unknown");
    }

    private static IQueryable<MailboxRow> Rows(IQueryable<OutboxMail> mails) =>
        mails.Select(m => new MailboxRow(m.Id, m.Case.Number, m.Kind, m.To, m.ToName, m.Subject, m.SentAt!.Value));

    private async Task<Error?> RefusalAsync(ClaimsPrincipal who) =>
        !(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded ? new Error(ErrorKind.Forbidden, "auth.forbidden")
        : options.Value.Sender != MailSenderKind.Folder ? new Error("mailbox.off")
        : null;
}
