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
public sealed record ReportBounce(string MessageId, string Cause);

public sealed class ReportBounceRules : AbstractValidator<ReportBounce>
{
    public ReportBounceRules()
    {
        RuleFor(b => b.MessageId).Required().AtMost(300).OneLine();
        RuleFor(b => b.Cause).Required().AtMost(Rules.ShortText).OneLine();
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
        long? id;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            id = await db.OutboxMails().Where(m => m.MessageId == messageId).Select(m => (long?)m.Id).SingleOrDefaultAsync(cancellation);
        // Told twice it is the same bounce: the second changes nothing.
        return
            id is { } found
            && await marks.ChangeAsync(
                found,
                who.ToActor(),
                (mail, _) =>
                    mail.Bounce(command.Cause.Trim()) ? new MailFailed(mail.Kind, mail.To, mail.LastError!, mail.TimelineEntryId) : null
            )
            ? Result.Ok
            : Result.Refuse(ErrorKind.NotFound, "mail.unknown", "messageId");
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
