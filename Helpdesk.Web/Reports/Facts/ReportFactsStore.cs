using System.Diagnostics;
using Helpdesk.Domain.Reports;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Reports.Facts;

/// <summary>
/// The facts of reports in memory. Nobody writes them: they are read from cases and clocks when somebody first asks, and before each
/// further question whatever changed since is read again. So there is one truth, the database, and a restart loses nothing.
/// </summary>
public sealed class ReportFactsStore(IOptions<DataOptions> data, TimeProvider time, ILogger<ReportFactsStore> log) : IDisposable
{
    /// <summary>More changes than this are quicker read as a whole.</summary>
    private const long ManyChanges = 20_000;

    /// <summary>Unasked for so long, the facts are let go.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private ReportFacts? _facts;
    private long _seen;
    private long _usedAt;

    /// <summary>Whether facts are held at the moment.</summary>
    public bool IsLoaded => Volatile.Read(ref _facts) is not null;

    /// <summary>Counts on facts that are up to date; one at a time, and never while they change.</summary>
    public async Task<T> ReadAsync<T>(Func<ReportFacts, T> count, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            Volatile.Write(ref _usedAt, time.GetTimestamp());
            // Seconds of reading must not hold up the thread of a screen.
            return await Task.Run(() => count(UpToDate()), cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Gives the memory back when nobody has asked for a while; the next report reads anew.</summary>
    public async Task LetGoAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (time.GetElapsedTime(Volatile.Read(ref _usedAt)) >= Idle)
                Volatile.Write(ref _facts, null);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Reads all anew and names the cases whose facts, kept up to date bit by bit, were not the same; the new ones are kept.
    /// </summary>
    public async Task<IReadOnlyList<long>> CheckAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_facts is null)
                return [];
            using var db = Open();
            // Both readings from one snapshot: what is written meanwhile is no difference.
            using var snapshot = db.BeginTransaction(deferred: true);
            var kept = ReportFactsPicture.Of(CatchUp(db, _facts));
            var differences = kept.DifferencesTo(ReportFactsPicture.Of(ReadAll(db)));
            if (differences.Count > 0)
                log.LogError(
                    "Facts of reports had drifted for {Count} cases, the first of them {Case}; read anew",
                    differences.Count,
                    differences[0]
                );
            return differences;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private ReportFacts UpToDate()
    {
        using var db = Open();
        // One snapshot for cases and clocks alike, and the last entry that is in it.
        using var snapshot = db.BeginTransaction(deferred: true);
        return _facts is { IsWorn: false } facts && ReportFactsSql.EntriesAfter(db, _seen) <= ManyChanges
            ? CatchUp(db, facts)
            : ReadAll(db);
    }

    private ReportFacts CatchUp(SqliteConnection db, ReportFacts facts)
    {
        var last = ReportFactsSql.LastEntry(db);
        if (last == _seen)
            return facts;
        var clocks = ReportFactsSql.ReadClocks(db, ReportFactsSql.ChangedClocks, _seen, facts.Names);
        var cameBack = ReportFactsSql.ReadCases(db, ReportFactsSql.ChangedCases, _seen, facts, clocks);
        ReportFactsSql.ReadHistories(db, cameBack, facts);
        _seen = last;
        return facts;
    }

    private ReportFacts ReadAll(SqliteConnection db)
    {
        var start = Stopwatch.GetTimestamp();
        var facts = new ReportFacts();
        var last = ReportFactsSql.LastEntry(db);
        var (cases, expected) = ((int)ReportFactsSql.Count(db, clocks: false), (int)ReportFactsSql.Count(db, clocks: true));
        facts.Expect(Math.Min(cases, 1 << 21), Math.Min(expected, 1 << 22));
        var clocks = ReportFactsSql.ReadClocks(db, ReportFactsSql.AllClocks, 0, facts.Names, Math.Min(expected, 1 << 22));
        var cameBack = ReportFactsSql.ReadCases(db, ReportFactsSql.AllCases, 0, facts, clocks);
        ReportFactsSql.ReadHistories(db, cameBack, facts);
        (_facts, _seen) = (facts, last);
        log.LogInformation(
            "Facts of reports: {Cases} cases and {Clocks} clocks read in {Milliseconds:F0} ms",
            facts.CaseCount,
            facts.ClockCount,
            Stopwatch.GetElapsedTime(start).TotalMilliseconds
        );
        return facts;
    }

    private SqliteConnection Open()
    {
        var db = new SqliteConnection(data.Value.ConnectionString);
        db.Open();
        // Read from end to end: mapped pages spare the copy.
        using var map = db.CreateCommand();
        map.CommandText = "PRAGMA mmap_size = 4294967296";
        map.ExecuteNonQuery();
        return db;
    }
}
