using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Held;

/// <summary>What a person makes of a held mail.</summary>
public enum ReleaseAs
{
    /// <summary>The customer's word in a case.</summary>
    Message = 0,

    /// <summary>The same, and a closed case comes back for it (spec C9).</summary>
    Reopen = 1,

    /// <summary>A new case; linked with the closed one it belongs to, if any (spec C9).</summary>
    NewCase = 2,
}

/// <summary>Releases a held mail.</summary>
/// <param name="Into">Number of the case; for a new case nothing.</param>
public sealed record ReleaseMail(long Id, ReleaseAs As, string? Into);

public sealed class ReleaseMailRules : AbstractValidator<ReleaseMail>
{
    public ReleaseMailRules()
    {
        RuleFor(r => r.Into).Required().When(r => r.As != ReleaseAs.NewCase);
        RuleFor(r => r.Into)
            .Must(n => CaseNumber.IsValid(n!.Trim().ToUpperInvariant()))
            .When(r => r.As != ReleaseAs.NewCase && !string.IsNullOrWhiteSpace(r.Into))
            .WithErrorCode("case.unknown")
            .WithState(r => new object?[] { r.Into });
    }
}

/// <summary>Nobody wants this mail; it can be taken back while its bytes are kept.</summary>
public sealed record DropMail(long Id);

/// <summary>Holds a dropped mail again.</summary>
public sealed record HoldMailAgain(long Id);

/// <summary>What people do about held mail: whoever works cases may, for it may be their customer who waits.</summary>
public sealed class HeldMailHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RawMails raws,
    InboundStore desk,
    MailIntoCase cases,
    MailInStatus board,
    HeldMailWatch watch,
    ReleasedReports reports,
    IValidator<ReleaseMail> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    private const int Tries = 3;

    /// <returns>The number of the case it is in, or <c>auth.forbidden</c>, <c>mail-in.decided</c>, <c>mail-in.gone</c>,
    /// <c>mail-in.unreadable</c>, <c>case.unknown</c>, or the case's own rules.</returns>
    public async Task<Result<string>> HandleAsync(ReleaseMail command, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<string>.Forbid();
        if (await rules.ValidateAsync(command, cancellation) is { IsValid: false } wrong)
            return Result<string>.Refuse(wrong.ToErrors());
        InboundMail? row;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            row = await db.InboundMails().AsNoTracking().SingleOrDefaultAsync(m => m.Id == command.Id, cancellation);
        if (row is not { State: InboundState.Held })
            return Result<string>.Refuse("mail-in.decided");
        if (await raws.ReadAsync(row.RawChecksum, cancellation) is not { } raw)
            return Result<string>.Refuse("mail-in.gone");
        using var mail = desk.TryRead(raw);
        if (mail is not { IsReadable: true } || (command.As == ReleaseAs.NewCase && mail.FromAddress.Length == 0))
            return Result<string>.Refuse("mail-in.unreadable");
        var done =
            mail.Report is { IsForwarded: false } report && command.As != ReleaseAs.NewCase
                ? await reports.TellAsync(command.Id, NumberIn(command), report, who.ToActor())
                : await ReleaseAsync(command, row, row.IsWhole ? mail : mail with { Files = [] }, who, cancellation);
        board.Tell();
        await watch.RunAsync(CancellationToken.None);
        return done;
    }

    public Task<Result> HandleAsync(DropMail command, ClaimsPrincipal who) =>
        ChangeAsync(
            command.Id,
            who,
            (row, now) =>
            {
                if (row.State != InboundState.Held)
                    return false;
                row.Drop(row.Cause, who.DisplayName(), now);
                return true;
            }
        );

    public Task<Result> HandleAsync(HoldMailAgain command, ClaimsPrincipal who) =>
        ChangeAsync(command.Id, who, (row, _) => row.HoldAgain());

    private static string NumberIn(ReleaseMail command) => command.Into?.Trim().ToUpperInvariant() ?? "";

    private async Task<Result<string>> ReleaseAsync(
        ReleaseMail command,
        InboundMail row,
        ReadMail mail,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        var number = NumberIn(command);
        for (var tries = 1; ; tries++)
        {
            try
            {
                var done =
                    command.As == ReleaseAs.NewCase
                        ? await cases.OpenAsync(
                            command.Id,
                            mail,
                            row.Cause == InboundCause.CaseClosed ? row.CaseNumber : null,
                            who.DisplayName(),
                            cancellation
                        )
                        : await cases.AddAsync(
                            command.Id,
                            number,
                            mail,
                            command.As == ReleaseAs.Reopen ? ReopenBy.Colleague(who.ToActor()) : ReopenBy.Nobody,
                            who.DisplayName(),
                            cancellation
                        );
                if (done.IsOk || done.Errors[0].Code != "case.changed" || tries == Tries)
                    return done;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Another node wrote at the same moment.
            }
        }
    }

    private async Task<Result> ChangeAsync(long id, ClaimsPrincipal who, Func<InboundMail, Instant, bool> change)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result.Forbid();
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            if (await db.InboundMails().SingleOrDefaultAsync(m => m.Id == id) is not { } row || !change(row, clock.GetCurrentInstant()))
                return Result.Refuse("mail-in.decided");
            await db.SaveChangesAsync();
        }

        board.Tell();
        await watch.RunAsync(CancellationToken.None);
        return Result.Ok;
    }
}
