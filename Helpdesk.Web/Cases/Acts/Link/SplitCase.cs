using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Acts.Link;

/// <summary>Makes a case of its own out of a second question (spec I5); product, licence and contact are the first one's.</summary>
public sealed record SplitCase(string Subject, string Description, Helpdesk.Domain.Kernel.Severity? Severity, RequestType? RequestType);

public sealed class SplitCaseRules : AbstractValidator<SplitCase>
{
    public SplitCaseRules()
    {
        RuleFor(c => c.Subject).Required().AtMost(Rules.ShortText).OneLine();
        RuleFor(c => c.Description).Required().AtMost(Rules.LongText).Readable();
        RuleFor(c => c.Severity).NotNull().WithErrorCode("value.required");
    }
}

/// <summary>Opens the new case and links both, or does neither.</summary>
public sealed class SplitCaseHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    EntitlementLookup lookup,
    SupportProgramme programme,
    IValidator<SplitCase> rules,
    IAuthorizationService authorisation
)
{
    /// <param name="expectedVersion">Of the case that is split; null takes it as it stands.</param>
    /// <returns>The new case's number.</returns>
    public async Task<Result<string>> HandleAsync(
        string number,
        int? expectedVersion,
        SplitCase command,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<string>.Forbid();
        if (await rules.ValidateAsync(command, cancellation) is { IsValid: false } wrong)
            return Result<string>.Refuse(wrong.ToErrors());
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (
            await db
                .Cases.Include(c => c.Clocks)
                .Include(c => c.Links)
                .SingleOrDefaultAsync(c => c.Number == number, CancellationToken.None)
            is not { } first
        )
            return Result<string>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        if (expectedVersion is { } expected && expected != first.Version)
            return Result<string>.Refuse(ErrorKind.Changed, "case.changed", "If-Match", expected, first.Version);
        var context = runner.Context(who);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var intake = IntakeOf(first, command);
        var triage = await lookup.JudgeAsync(db, intake, programme, context.Now, CancellationToken.None);
        var second = Case.Open(
            await CaseNumbers.NextAsync(db, context.Now.InZone(programme.Zone).Date, CancellationToken.None),
            intake,
            triage,
            context
        );
        db.Cases.Add(second);
        var linked = first.Link(LinkKind.SplitInto, second.Number, context);
        if (linked.IsOk)
            linked = second.Link(LinkKind.SplitFrom, first.Number, context);
        if (!linked.IsOk)
            return Result<string>.Refuse(linked.Errors);
        var attached = await saver.AttachAsync(db, [first, second]);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        saver.Announce([first, second], attached);
        return second.Number;
    }

    private static CaseIntake IntakeOf(Case first, SplitCase command) =>
        new()
        {
            Channel = first.Channel,
            Contact = first.Contact,
            ProductCode = first.ProductCode,
            ProductVersion = first.ProductVersion,
            SerialNumber = first.SerialNumber,
            RequestType = command.RequestType ?? first.RequestType,
            Severity = command.Severity!.Value,
            // A licence that is refused in production is refused for the second question too (spec E4).
            UsedIn = first.ToIntake().UsedIn,
            Subject = command.Subject.Trim(),
            Description = command.Description.Trim(),
            ConsentVersion = first.ConsentVersion,
        };
}
