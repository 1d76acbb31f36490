using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Customers.Import.Rows;

/// <inheritdoc cref="IImportPass"/>
internal sealed class ImportPass<T>(RecordTable<T> table) : IImportPass
    where T : class
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Key, IReadOnlyList<string> Needs)> _plan = [];
    private KnownContacts _contacts = new();
    private HashSet<string>? _promised;

    // Rows that come one after the other, and are only looked at: what came before may be named though it is not on record.
    private readonly HashSet<string> _earlier = new(StringComparer.OrdinalIgnoreCase);

    public async Task PlanAsync(HelpdeskDb db, IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        var candidates = await ReadAsync(db, new(db, table, ImportActs.Nobody), rows, cancellation);
        _plan.AddRange(candidates.Where(c => c.Wrong.Count == 0).Select(c => (c.Key, c.Needs)));
    }

    public void Planned()
    {
        _promised = Kept(_plan);
        _plan.Clear();
        _seen.Clear();
        _contacts = new();
    }

    public async Task<IReadOnlyList<JudgedRow>> JudgeAsync(HelpdeskDb db, IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        var candidates = await ReadAsync(db, new(db, table, ImportActs.Nobody), rows, cancellation);
        Settle(candidates);
        return [.. candidates.Select(c => Judged(c, withDifferences: true))];
    }

    public async Task<AppliedRows> ApplyAsync(
        HelpdeskDb db,
        IReadOnlyList<ImportRow> rows,
        RecordAct act,
        bool stop,
        CancellationToken cancellation
    )
    {
        var batch = new RecordBatch<T>(db, table, act);
        var candidates = await ReadAsync(db, batch, rows, cancellation);
        Settle(candidates);
        List<JudgedRow> judged = [];
        foreach (var candidate in candidates)
        {
            judged.Add(Judged(candidate, withDifferences: false));
            if (candidate.Wrong.Count == 0)
                await batch.PutAsync(candidate.After!, cancellation);
            else if (stop)
                break;
        }

        return new(judged, batch.Changes);
    }

    public async Task SkipAsync(HelpdeskDb db, IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        foreach (var (row, texts) in await _contacts.NameAsync(db, table, rows, cancellation))
        {
            if (RecordWriter.KeyIn(table.Kind, texts) is { IsOk: true } key)
                _seen.TryAdd(key.Value, row.Number);
        }
    }

    private async Task<List<Candidate>> ReadAsync(
        HelpdeskDb db,
        RecordBatch<T> batch,
        IReadOnlyList<ImportRow> rows,
        CancellationToken cancellation
    )
    {
        List<Candidate> all = [];
        foreach (var (row, texts) in await _contacts.NameAsync(db, table, rows, cancellation))
        {
            var key = row.Wrong is { } unreadable ? unreadable : RecordWriter.KeyIn(table.Kind, texts);
            var candidate = new Candidate(row, texts, key.IsOk ? key.Value : "");
            if (!key.IsOk)
                candidate.Wrong.AddRange(key.Errors);
            else if (!_seen.TryAdd(key.Value, row.Number))
                candidate.Wrong.Add(new("import.duplicate", table.Kind.Keys[0], key.Value, _seen[key.Value]));
            all.Add(candidate);
        }

        await batch.LoadAsync([.. all.Select(c => c.Key).Where(k => k.Length > 0)], cancellation);
        foreach (var candidate in all.Where(c => c.Wrong.Count == 0))
            Read(candidate, batch.Find(candidate.Key).Before);
        await NameOthersAsync(db, all, cancellation);
        return all;
    }

    private void Read(Candidate candidate, T? before)
    {
        candidate.Before = before;
        var read = table.Kind.Read(before, candidate.Texts);
        if (!read.IsOk)
            candidate.Wrong.AddRange(read.Errors);
        else if (table.Check(candidate.After = read.Value) is { Count: > 0 } wrong)
            candidate.Wrong.AddRange(wrong);
    }

    private async Task NameOthersAsync(HelpdeskDb db, List<Candidate> all, CancellationToken cancellation)
    {
        List<(Candidate Of, RecordReference Named)> named =
        [
            .. all.Where(c => c.After is not null).SelectMany(c => table.References(c.After!).Select(n => (c, n))),
        ];
        var known = await KnownRecords.LoadAsync(db, [.. named.Select(n => n.Named).Distinct()], cancellation);
        foreach (var (of, one) in named)
        {
            foreach (var wrong in known.Missing(one, RecordWriter.OwnerOf(table, of.After!, one)))
            {
                // Whether the file brings it is known when all rows are.
                if (one.Kind == table.Kind.Name)
                    of.Missing.Add((one.Key, wrong));
                else
                    of.Wrong.Add(wrong);
            }
        }
    }

    // A row may name another of the file, unless that one is refused itself.
    private void Settle(List<Candidate> all)
    {
        var promised = _promised ?? Kept(all.Where(c => c.Wrong.Count == 0).Select(c => (c.Key, c.Needs)), _earlier);
        foreach (var candidate in all)
            candidate.Wrong.AddRange(candidate.Missing.Where(m => !promised.Contains(m.Key)).Select(m => m.Wrong));
        if (_promised is null)
            _earlier.UnionWith(all.Where(c => c.Wrong.Count == 0).Select(c => c.Key));
    }

    private static HashSet<string> Kept(
        IEnumerable<(string Key, IReadOnlyList<string> Needs)> rows,
        IReadOnlyCollection<string>? earlier = null
    )
    {
        var left = rows.ToList();
        var kept = left.Select(r => r.Key).Concat(earlier ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        while (left.Where(r => !r.Needs.All(kept.Contains)).ToList() is { Count: > 0 } lost)
        {
            left.RemoveAll(lost.Contains);
            kept.ExceptWith(lost.Select(r => r.Key));
        }

        return kept;
    }

    private JudgedRow Judged(Candidate c, bool withDifferences)
    {
        if (c.Wrong.Count > 0)
            return new(c.Row.Number, RowOutcome.Refused, c.Key, [], [.. c.Wrong.Select(e => Refusal(c, e))]);
        var outcome =
            c.Before is null ? RowOutcome.New
            : c.Before.Equals(c.After) ? RowOutcome.Unchanged
            : RowOutcome.Changed;
        return new(c.Row.Number, outcome, c.Key, withDifferences ? [.. table.Kind.Compare(c.Before, c.After!)] : [], []);
    }

    private static RowRefusal Refusal(Candidate candidate, Error error)
    {
        // A rule about one entry of a list names it by its place: phones[0].
        var column = error.Field?.Split('[')[0];
        return new(column, column is null ? null : candidate.Texts.GetValueOrDefault(column), error);
    }

    private sealed class Candidate(ImportRow row, IReadOnlyDictionary<string, string> texts, string key)
    {
        public ImportRow Row => row;

        public IReadOnlyDictionary<string, string> Texts => texts;

        public string Key => key;

        public List<Error> Wrong { get; } = [];

        /// <summary>Records of the same kind that are not on record.</summary>
        public List<(string Key, Error Wrong)> Missing { get; } = [];

        public IReadOnlyList<string> Needs => Missing.ConvertAll(m => m.Key);

        public T? Before { get; set; }

        public T? After { get; set; }
    }
}
