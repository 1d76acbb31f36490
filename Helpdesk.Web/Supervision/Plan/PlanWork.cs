using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>The cases of a plan, read together: a few queries for a thousand cases instead of one each.</summary>
internal sealed class PlanWork : IAsyncDisposable
{
    // What SQLite takes as parameters of one question without a second thought.
    private const int AtOnce = 500;

    private readonly Dictionary<string, Case> _cases;
    private Dictionary<string, int> _versions = new(StringComparer.Ordinal);

    private PlanWork(HelpdeskDb db, Dictionary<string, Case> cases) => (Db, _cases) = (db, cases);

    public HelpdeskDb Db { get; }

    /// <summary>The cases that a command has changed since they were read.</summary>
    public IReadOnlyList<Case> Changed => [.. _cases.Values.Where(c => c.Timeline.Count > 0)];

    public static async Task<PlanWork> LoadAsync(IDbContextFactory<HelpdeskDb> databases, IReadOnlyList<string> numbers)
    {
        var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var cases = new Dictionary<string, Case>(StringComparer.Ordinal);
        foreach (var some in numbers.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (
                var found in await db
                    .Cases.Include(c => c.Clocks)
                    .Where(c => some.Contains(c.Number))
                    .AsSplitQuery()
                    .ToListAsync(CancellationToken.None)
            )
                cases[found.Number] = found;
        }

        return new(db, cases);
    }

    /// <summary>Asks, inside the gate, for the versions as they are now: what was read before may be old by then.</summary>
    public async Task LookOverAsync()
    {
        var now = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var some in _cases.Keys.Chunk(AtOnce))
        {
            foreach (
                var found in await Db
                    .Cases.Where(c => some.Contains(c.Number))
                    .Select(c => new { c.Number, c.Version })
                    .ToListAsync(CancellationToken.None)
            )
                now[found.Number] = found.Version;
        }

        _versions = now;
    }

    public Case? Find(string number) => _cases.GetValueOrDefault(number);

    /// <summary>The version as it is now; null for a case that does not exist.</summary>
    public int? VersionOf(string number) => _versions.TryGetValue(number, out var version) ? version : null;

    /// <summary>Whether somebody was at it between reading and the turn at the gate.</summary>
    public bool HasChanged(string number) => _versions.GetValueOrDefault(number) != _cases[number].Version;

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}
