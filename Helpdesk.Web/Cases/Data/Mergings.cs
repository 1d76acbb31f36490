using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Data;

/// <summary>Follows mergings of merged cases to either end, however many there were (spec I5).</summary>
internal static class Mergings
{
    /// <summary>The cases that were merged into this one, and into those; the nearest first.</summary>
    public static async Task<IReadOnlyList<string>> IntoAsync(HelpdeskDb db, string number, CancellationToken cancellation)
    {
        List<string> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal) { number };
        List<string> last = [number];
        while (last.Count > 0)
        {
            var next = await db
                .Cases.Where(c => last.Contains(c.Number))
                .SelectMany(c => c.Links)
                .Where(l => l.Kind == LinkKind.MergedFrom)
                .OrderBy(l => l.Id)
                .Select(l => l.OtherNumber)
                .ToListAsync(cancellation);
            last = next.FindAll(seen.Add);
            found.AddRange(last);
        }

        return found;
    }

    /// <summary>The case that carries on with this one; itself, if it was not merged.</summary>
    public static async Task<string> EndOfAsync(HelpdeskDb db, string number, CancellationToken cancellation)
    {
        HashSet<string> seen = new(StringComparer.Ordinal) { number };
        while (
            await db
                .Cases.Where(c => c.Number == number && c.ClosingReason == ClosingReason.Merged)
                .Select(c => c.ClosingDetail)
                .SingleOrDefaultAsync(cancellation)
                is { } into
            && seen.Add(into)
        )
            number = into;
        return number;
    }
}
