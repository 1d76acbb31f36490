using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>
/// One command, one transaction, one announcement: authorise, validate, load, let the case decide, save everything together,
/// then tell the feed. Every path (screen, API, job) goes through here.
/// </summary>
public sealed class CaseCommandRunner(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    AbsenceCache absences,
    SupportProgramme programme,
    IClock clock,
    IAuthorizationService authorisation,
    IServiceProvider services
)
{
    /// <summary>Runs <paramref name="command"/> on a case; <paramref name="expectedVersion"/> null takes the case as it stands.</summary>
    /// <returns>The row as it is now, or why it was refused: <c>auth.forbidden</c>,
    /// <c>case.unknown</c>, <c>case.changed</c>, or the case's own rules.</returns>
    public async Task<Result<QueueEntry>> RunAsync<TCommand>(
        string number,
        int? expectedVersion,
        TCommand command,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
        where TCommand : ICaseCommand
    {
        if (!(await authorisation.AuthorizeAsync(who, command.Policy)).Succeeded)
            return Result<QueueEntry>.Forbid();
        if (
            services.GetService<IValidator<TCommand>>() is { } rules
            && await rules.ValidateAsync(command, cancellation) is { IsValid: false } found
        )
            return Result<QueueEntry>.Refuse(found.ToErrors());

        // A client that goes away must not cut a commit in two: from here on the command runs to its end.
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var target = await db
            .Cases.Include(c => c.Clocks)
            .Include(c => c.Participants)
            .SingleOrDefaultAsync(c => c.Number == number, CancellationToken.None);
        if (target is null)
            return Result<QueueEntry>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        if (expectedVersion is { } expected && expected != target.Version)
            return Result<QueueEntry>.Refuse(ErrorKind.Changed, "case.changed", "If-Match", expected, target.Version);
        if (command.NeedsLinks)
            await db.Entry(target).Collection(c => c.Links).LoadAsync(CancellationToken.None);
        var files = await BroughtFiles.FindAsync(db, target, command, who);
        if (!files.IsOk)
            return Result<QueueEntry>.Refuse(files.Errors);
        var context = Context(who);
        var done = command.Apply(target, command is IAddressesMail mail ? context with { MailTo = mail.Recipients() } : context);
        if (!done.IsOk)
            return Result<QueueEntry>.Refuse(done.Errors);
        BroughtFiles.Attach(db, target, files.Value);
        return await saver.SaveAsync(db, target);
    }

    /// <summary>What a command knows when it runs now.</summary>
    public CaseContext Context(ClaimsPrincipal who) =>
        new(clock.GetCurrentInstant(), who.ToActor(), programme) { IsAway = absences.IsAway, StandIn = absences.StandIn };
}
