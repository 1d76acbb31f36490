using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.Trouble;

/// <summary>A mail that failed, or that did not get through at the first try.</summary>
/// <param name="NextAttemptAt">Null when it is not tried any more.</param>
public sealed record TroubleRow(
    long Id,
    string CaseNumber,
    MailKind Kind,
    string To,
    string Subject,
    Instant CreatedAt,
    int Attempts,
    string? Cause,
    Instant? NextAttemptAt
)
{
    public bool HasFailed => NextAttemptAt is null;
}

/// <summary>Everybody who works cases sees what is in trouble: it may be their customer who waits.</summary>
public sealed class MailTroubleQuery(IDbContextFactory<HelpdeskDb> databases, IAuthorizationService authorisation)
{
    private const int Shown = 500;

    /// <summary>Failed ones first, then those that are being tried again; newest first in each.</summary>
    public async Task<Result<IReadOnlyList<TroubleRow>>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<IReadOnlyList<TroubleRow>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.OutboxMails()
            .Where(m => m.State == OutboxState.Failed || (m.State == OutboxState.Waiting && m.Attempts > 0))
            .OrderByDescending(m => m.State)
            .ThenByDescending(m => m.Id)
            .Take(Shown)
            .Select(m => new TroubleRow(
                m.Id,
                m.Case.Number,
                m.Kind,
                m.To,
                m.Subject,
                m.CreatedAt,
                m.Attempts,
                m.LastError,
                m.State == OutboxState.Waiting ? m.NextAttemptAt : null
            ))
            .ToListAsync(cancellation);
    }
}

/// <summary>Sends a failed mail again, as it is.</summary>
public sealed record TryMailAgain(long Id);

/// <summary>Settles a failed mail: the customer was reached another way, or never will be.</summary>
public sealed record GiveMailUp(long Id);

/// <summary>What supervisors do about mail in trouble.</summary>
public sealed class MailTroubleHandlers(OutboxMarks marks, OutboxSignal bell, IAuthorizationService authorisation)
{
    public async Task<Result> HandleAsync(TryMailAgain command, ClaimsPrincipal who)
    {
        var done = await ChangeAsync(command.Id, who, (mail, now) => (mail.TryAgain(now), null));
        if (done.IsOk)
            bell.Ring();
        return done;
    }

    public Task<Result> HandleAsync(GiveMailUp command, ClaimsPrincipal who) =>
        ChangeAsync(
            command.Id,
            who,
            (mail, _) =>
                mail.State == OutboxState.Failed && mail.Cancel()
                    ? (true, new MailGivenUp(mail.Kind, mail.To, mail.TimelineEntryId))
                    : (false, null)
        );

    private async Task<Result> ChangeAsync(long id, ClaimsPrincipal who, Func<OutboxMail, Instant, (bool Done, CaseEvent? Said)> change)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return Result.Forbid();
        var changed = false;
        var found = await marks.ChangeAsync(
            id,
            who.ToActor(),
            (mail, now) =>
            {
                (changed, var said) = change(mail, now);
                return said;
            }
        );
        return changed ? Result.Ok
            : found ? Result.Refuse("mail.not-failed")
            : Result.Refuse(ErrorKind.NotFound, "mail.unknown");
    }
}
