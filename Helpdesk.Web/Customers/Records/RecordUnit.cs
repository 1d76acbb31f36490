using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore.Storage;

namespace Helpdesk.Web.Customers.Records;

/// <summary>
/// Changes of records that are one: all of them or none, in one transaction behind the write gate; begun by
/// <see cref="RecordWriter.BeginAsync"/>. What is not committed when it is disposed of never was.
/// </summary>
public sealed class RecordUnit : IAsyncDisposable
{
    private readonly IDisposable _turn;
    private readonly IDbContextTransaction _transaction;
    private readonly RecordEffects _effects;
    private readonly RecordAct _act;
    private readonly List<RecordChange> _changes = [];
    private readonly List<AdminAct> _acts = [];

    internal RecordUnit(HelpdeskDb db, IDisposable turn, IDbContextTransaction transaction, RecordEffects effects, RecordAct act) =>
        (Db, _turn, _transaction, _effects, _act) = (db, turn, transaction, effects, act);

    /// <summary>For what goes along in the same transaction.</summary>
    public HelpdeskDb Db { get; }

    /// <summary>Puts one record; its refusals are those of saving one alone.</summary>
    /// <param name="expected">The version it was seen in; 0 for one that must be new, null for whichever there is.</param>
    public async Task<Result<SavedRecord<T>>> PutAsync<T>(RecordTable<T> table, IReadOnlyDictionary<string, string> texts, int? expected)
        where T : class
    {
        var key = RecordWriter.KeyIn(table.Kind, texts);
        if (!key.IsOk)
            return Result<SavedRecord<T>>.Refuse(key.Errors);
        var batch = new RecordBatch<T>(Db, table, _act);
        await batch.LoadAsync([key.Value], CancellationToken.None);
        var stored = batch.Find(key.Value);
        if (expected is { } version && version != stored.Version)
            return Result<SavedRecord<T>>.Refuse(
                ErrorKind.Changed,
                version == 0 ? "record.exists"
                    : stored.Before is null ? "record.unknown"
                    : "record.changed",
                table.Kind.Keys[0],
                key.Value
            );
        var read = table.Kind.Read(stored.Before, texts);
        if (!read.IsOk)
            return Result<SavedRecord<T>>.Refuse(read.Errors);
        if (await RecordWriter.WrongAsync(Db, table, read.Value) is { Count: > 0 } wrong)
            return Result<SavedRecord<T>>.Refuse(wrong);
        if (!await batch.PutAsync(read.Value, CancellationToken.None))
            return new SavedRecord<T>(read.Value, stored.Version, false, null);
        // What comes next in this unit reads what this one wrote.
        await Db.SaveChangesAsync(CancellationToken.None);
        var change = batch.Changes[0];
        _changes.Add(change);
        _acts.Add(
            RecordWriter.Act(
                stored.Before is null ? AdminActs.RecordAdded : AdminActs.RecordChanged,
                table.Kind,
                change,
                table.Kind.Compare(stored.Before, read.Value)
            )
        );
        return new SavedRecord<T>(read.Value, batch.Find(key.Value).Version, stored.Before is null, change.Id);
    }

    /// <summary>Logs and commits; nothing when nothing was changed.</summary>
    /// <param name="afterwards">Runs once it is committed, still inside the gate.</param>
    public async Task CommitAsync(Func<Task>? afterwards = null)
    {
        if (_changes.Count == 0)
            return;
        foreach (var act in _acts)
            Db.AdminLog().Add(new AdminLogEntry(_act.At, _act.By, act));
        await Db.SaveChangesAsync(CancellationToken.None);
        var after = await _effects.BeforeCommitAsync(Db, _changes, CancellationToken.None);
        await _transaction.CommitAsync(CancellationToken.None);
        await after();
        if (afterwards is not null)
            await afterwards();
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
        _turn.Dispose();
    }
}
