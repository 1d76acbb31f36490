using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Intake.OldCases;

/// <summary>Finds a case by the number that another help desk gave it.</summary>
public sealed class OldNumberQuery(IDbContextFactory<HelpdeskDb> databases)
{
    /// <returns>The number it has here; null when none came from there.</returns>
    public async Task<string?> FindAsync(string from, string oldNumber, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Cases.AsNoTracking()
            .Where(c => c.OldNumber == oldNumber && c.MovedFrom == from)
            .Select(c => c.Number)
            .SingleOrDefaultAsync(cancellation);
    }
}
