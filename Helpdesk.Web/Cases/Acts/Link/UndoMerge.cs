using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Acts.Link;

/// <summary>Takes a merging back within ten minutes, both cases at once (spec I5).</summary>
public sealed class UndoMergeHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    IAuthorizationService authorisation
) : TwoCasesHandler(databases, gate, saver, runner, authorisation)
{
    private readonly IDbContextFactory<HelpdeskDb> _databases = databases;

    /// <param name="number">The duplicate.</param>
    public async Task<Result<QueueEntry>> HandleAsync(string number, int? expectedVersion, ClaimsPrincipal who)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var into = await db
            .Cases.Where(c => c.Number == number && c.ClosingReason == ClosingReason.Merged)
            .Select(c => c.ClosingDetail)
            .SingleOrDefaultAsync();
        // What is no duplicate is refused by its own state.
        return await RunAsync(number, expectedVersion, into ?? number, "number", who, (one, other, c) => one.UndoMerge(other, c));
    }
}
