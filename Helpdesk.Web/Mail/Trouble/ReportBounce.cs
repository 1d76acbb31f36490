using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Mail.Trouble;

/// <summary>A mail that a server had taken came back; whatever reads the bounce mailbox tells it by the Message-ID.</summary>
/// <param name="Recipient">The address that turned it away; without it, the one it was written to.</param>
public sealed record ReportBounce(string MessageId, string Cause, string? Recipient = null);

public sealed class ReportBounceRules : AbstractValidator<ReportBounce>
{
    public ReportBounceRules()
    {
        RuleFor(b => b.MessageId).Required().AtMost(300).OneLine();
        RuleFor(b => b.Cause).Required().AtMost(Rules.ShortText).OneLine();
        RuleFor(b => b.Recipient).AtMost(320).OneLine();
    }
}

/// <summary>Shows a bounce on the case and in the mail-trouble view.</summary>
public sealed class ReportBounceHandler(
    IDbContextFactory<HelpdeskDb> databases,
    OutboxMarks marks,
    IValidator<ReportBounce> rules,
    IAuthorizationService authorisation
)
{
    public async Task<Result> HandleAsync(ReportBounce command, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result.Forbid();
        if (await rules.ValidateAsync(command, cancellation) is { IsValid: false } wrong)
            return Result.Refuse(wrong.ToErrors());
        var messageId = command.MessageId.Trim().TrimStart('<').TrimEnd('>');
        OutboxMail? mail;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            mail = await db.OutboxMails().AsNoTracking().SingleOrDefaultAsync(m => m.MessageId == messageId, cancellation);
        if (mail is null)
            return Result.Refuse(ErrorKind.NotFound, "mail.unknown", "messageId");
        var (cause, recipient) = (command.Cause.Trim(), command.Recipient?.Trim().TrimStart('<').TrimEnd('>'));
        List<RefusedCopy> failed = string.IsNullOrEmpty(recipient) ? [] : [new(recipient, cause)];
        if (failed.Exists(f => !mail.IsTo(f.Address) && !mail.IsCopy(f.Address)))
            return Result.Refuse("mail.not-recipient", "recipient", recipient);
        await marks.BouncedAsync(mail.Id, who.ToActor(), cause, failed);
        return Result.Ok;
    }
}

public static class MailTroubleApi
{
    public static void MapMailTrouble(this RouteGroupBuilder api) =>
        api.MapPost("/mail/bounces", ReportAsync)
            .WithTags("Mail")
            .WithName(nameof(ReportBounce))
            .WithSummary("Tells that a mail came back, by its Message-ID.")
            .Accepts<ReportBounce>("application/json")
            .Produces(204)
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(422);

    private static async Task<IResult> ReportAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        ReportBounceHandler handler,
        ApiAnswers answers
    )
    {
        var body = await ApiBody.ReadAsync<ReportBounce>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var done = await handler.HandleAsync(body.Value, who, request.HttpContext.RequestAborted);
        return done.IsOk ? Results.NoContent() : answers.Refused(done.Errors);
    }
}
