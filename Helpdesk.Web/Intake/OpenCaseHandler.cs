using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Intake;

/// <summary>Opens a case: judge, number, save, announce (spec H1). Acknowledged only when it is on the disk.</summary>
public sealed class OpenCaseHandler(
    IDbContextFactory<HelpdeskDb> databases,
    IntakeGroupCommit desk,
    EntitlementLookup lookup,
    SupportProgramme programme,
    IClock clock,
    IValidator<OpenCaseRequest> rules,
    IAuthorizationService authorisation,
    IOptions<IntakeOptions> options
)
{
    public Task<Result<OpenedCase>> HandleAsync(
        OpenCaseRequest request,
        Channel channel,
        Idempotency? once,
        ClaimsPrincipal who,
        CancellationToken cancellation
    ) => HandleAsync(request, channel, once, IntakeExtras.None, who, cancellation);

    public async Task<Result<OpenedCase>> HandleAsync(
        OpenCaseRequest request,
        Channel channel,
        Idempotency? once,
        IntakeExtras extras,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<OpenedCase>.Forbid();
        if (await rules.ValidateAsync(request, cancellation) is { IsValid: false } found)
            return Result<OpenedCase>.Refuse(found.ToErrors());
        if (extras.Files.Count > options.Value.MaxAttachments)
            return Result<OpenedCase>.Refuse("files.too-many", "files", options.Value.MaxAttachments);
        var intake = lookup.Canonical(request.ToIntake(channel, options.Value.PrivacyPolicyVersion));

        // Judged before its turn: contracts do not change within a call, and reading needs no turn.
        var now = clock.GetCurrentInstant();
        TriageOutcome triage;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            triage = await lookup.JudgeAsync(db, intake, programme, now, cancellation);
        // An Emergency's first response is itself the callback (spec P11); of any other call it has to be said, also of one that is
        // handled as less than the caller states.
        if (channel == Channel.Phone && request.AnsweredOnTheSpot is null && triage.Severity > Helpdesk.Domain.Kernel.Severity.Emergency)
            return Result<OpenedCase>.Refuse("value.required", "answeredOnTheSpot");
        return await desk.OpenAsync(new(intake, triage, once, extras, new CaseContext(now, who.ToActor(), programme)), cancellation);
    }
}
