using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;

namespace Helpdesk.Web.Customers.Records;

/// <summary>Who changes records, when, and with what.</summary>
/// <param name="ImportId">The import that brings them, or null.</param>
/// <param name="Undoes">The change that is undone, or null.</param>
internal sealed record RecordAct(Actor By, Instant At, Guid? ImportId = null, long? Undoes = null, string? Reason = null);

/// <summary>A record as it is stored, with its stamp; null when it is not there.</summary>
internal sealed class StoredRecord<T>(T? before, EntityEntry<T>? entry)
    where T : class
{
    /// <summary>A copy, which stays as it was.</summary>
    public T? Before => before;

    public int Version => entry?.Property<int>(RecordStamp.Version).CurrentValue ?? 0;

    public long ChangeId => entry?.Property<long>(RecordStamp.ChangeId).CurrentValue ?? 0;

    internal EntityEntry<T>? Entry => entry;
}

/// <summary>
/// Puts changes of one kind of record into a context: the rows, the history, the addresses that lead to them. The caller has the write
/// gate, saves and logs.
/// </summary>
/// <param name="lastChange">Id of the last change there is, where the caller knows it.</param>
internal sealed class RecordBatch<T>(HelpdeskDb db, RecordTable<T> table, RecordAct act, long lastChange = -1)
    where T : class
{
    private readonly Dictionary<string, StoredRecord<T>> _stored = new(StringComparer.OrdinalIgnoreCase);
    private long _nextId = lastChange + 1;

    /// <summary>The changes so far.</summary>
    public List<RecordChange> Changes { get; } = [];

    /// <summary>Reads the records of these keys as they are now.</summary>
    public async Task LoadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        if (_nextId == 0)
            _nextId = (await db.RecordChanges().MaxAsync(c => (long?)c.Id, cancellation) ?? 0) + 1;
        foreach (var record in await table.WithKeys(db, keys).ToListAsync(cancellation))
            _stored[table.Kind.KeyOf(record)] = new(table.Copy(record), db.Entry(record));
    }

    public StoredRecord<T> Find(string key) => _stored.GetValueOrDefault(key) ?? new(null, null);

    /// <summary>Adds or changes one; nothing when it says the same already.</summary>
    /// <param name="undoes">The change that is undone, where each undoes its own.</param>
    public async Task<bool> PutAsync(T after, CancellationToken cancellation, long? undoes = null)
    {
        var stored = Find(table.Kind.KeyOf(after));
        if (stored.Before is { } same && same.Equals(after))
            return false;
        var change = Note(table.Kind.KeyOf(after), stored.Before, after, undoes);
        var entry = stored.Entry ?? db.Add(table.Copy(after));
        entry.CurrentValues.SetValues(after);
        Stamp(entry, change.Id, stored.Version + 1, after);
        _stored[table.Kind.KeyOf(after)] = new(table.Copy(after), entry);
        await OwnAsync(
            change.Key,
            stored.Before is { } before ? [.. table.Addresses(before)] : [],
            [.. table.Addresses(after)],
            cancellation
        );
        return true;
    }

    /// <summary>Takes a record away that an undo brings back to not being there.</summary>
    public async Task RemoveAsync(string key, CancellationToken cancellation, long? undoes = null)
    {
        var stored = Find(key);
        if (stored.Before is not { } before)
            return;
        Note(key, before, null, undoes);
        db.Remove(stored.Entry!.Entity);
        _stored.Remove(key);
        await OwnAsync(key, [.. table.Addresses(before)], [], cancellation);
    }

    private RecordChange Note(string key, T? before, T? after, long? undoes)
    {
        var change = new RecordChange
        {
            Id = _nextId++,
            At = act.At,
            ActorKind = act.By.Kind,
            ActorId = act.By.Id,
            ActorName = act.By.Name,
            Kind = table.Kind.Name,
            Key = key,
            Before = RecordJson.Of(before),
            After = RecordJson.Of(after),
            ImportId = act.ImportId,
            Undoes = undoes ?? act.Undoes,
            Reason = act.Reason,
        };
        Changes.Add(change);
        db.Add(change);
        return change;
    }

    private void Stamp(EntityEntry<T> entry, long changeId, int version, T after)
    {
        entry.Property<int>(RecordStamp.Version).CurrentValue = version;
        entry.Property<long>(RecordStamp.ChangeId).CurrentValue = changeId;
        entry.Property<Instant>(RecordStamp.ChangedAt).CurrentValue = act.At;
        entry.Property<string>(RecordStamp.Folded).CurrentValue = table.Folded(after);
    }

    private async Task OwnAsync(string key, string[] before, string[] after, CancellationToken cancellation)
    {
        var gone = before.Except(after, StringComparer.OrdinalIgnoreCase).ToList();
        if (gone.Count > 0)
            db.RemoveRange(await db.MailOwners().Where(o => o.Key == key && gone.Contains(o.Address)).ToListAsync(cancellation));
        foreach (var address in after.Except(before, StringComparer.OrdinalIgnoreCase))
            db.Add(new MailOwner(address, key));
    }
}

/// <summary>A record as its history keeps it.</summary>
internal static class RecordJson
{
    public static string? Of<T>(T? record)
        where T : class => record is null ? null : JsonSerializer.Serialize(record, StoredJson.Options);

    public static T? Read<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, StoredJson.Options);
}
