using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Board;

/// <summary>Gives a case to a colleague and pages them for it: until they take it, it goes on to the next (spec U3).</summary>
/// <param name="Text">Where it stands, in a line; null says nothing.</param>
/// <param name="Seen">Whose it was when that was decided; null hands it over whoever has it now.</param>
public sealed record HandCaseOver(string Number, Guid To, string? Text, OwnerSeen? Seen = null);

public sealed class HandCaseOverHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    PageWriter writer,
    PageNews news,
    PeopleDirectory people,
    IClock clock,
    IAuthorizationService authorisation
)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>owner.unknown</c>, <c>text.too-long</c>,
    /// <c>case.unknown</c>, and the case's own, such as <c>owner.away</c> and <c>case.taken-meanwhile</c>.
    /// </summary>
    public async Task<Result<QueueEntry>> HandleAsync(HandCaseOver command, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<QueueEntry>.Forbid();
        if (people.Find(command.To) is not { Active: true } to)
            return Result<QueueEntry>.Refuse("owner.unknown", "to", command.To);
        var text = command.Text?.Trim();
        if (text?.Length > Rules.ShortText)
            return Result<QueueEntry>.Refuse("text.too-long", "text", Rules.ShortText, text.Length);

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.Cases.Include(c => c.Clocks).SingleOrDefaultAsync(c => c.Number == command.Number) is not { } target)
            return Result<QueueEntry>.Refuse(ErrorKind.NotFound, "case.unknown", "number", command.Number);
        var context = runner.Context(who);
        var given = target.Assign(to.Id, to.DisplayName, context, command.Seen);
        if (!given.IsOk)
            return Result<QueueEntry>.Refuse(given.Errors);
        if (!string.IsNullOrEmpty(text))
            target.Note(text, context);
        var written =
            who.ActorId() == to.Id ? PagesWritten.None : await writer.WriteNamedAsync(db, target, to.Id, clock.GetCurrentInstant());
        var saved = await saver.SaveAsync(db, target);
        if (saved.IsOk)
            news.Tell(written);
        return saved;
    }
}
