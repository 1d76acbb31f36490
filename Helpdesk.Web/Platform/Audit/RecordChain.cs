using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>
/// Links every new entry of the time line and of the administrative log to the one before it, on whatever path it is saved. Two
/// writers who go on from the same link get the same id, and the primary key refuses the second: a chain never forks.
/// </summary>
public sealed class RecordChain : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ChainEnd _timeline = new("Timeline", "DroppedEntries");
    private readonly ChainEnd _adminLog = new("AdminLog");

    // What each save under way will have written; a pooled context that failed starts anew.
    private readonly ConditionalWeakTable<DbContext, Written> _written = [];

    // Contexts that do not look for changes while they save.
    private readonly ConditionalWeakTable<DbContext, RecordChain> _resting = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Prepare(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Prepare(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => LookAgain(eventData.Context!);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        LookAgain(eventData.Context!);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => LookAgain(eventData.Context!);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        LookAgain(eventData.Context!);
        return Task.CompletedTask;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Remember(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        Remember(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Committed(eventData.TransactionId);

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Committed(eventData.TransactionId);
        return Task.CompletedTask;
    }

    private void Prepare(DbContext db)
    {
        _written.Remove(db);
        // Entries of a case's own list are found by looking, once: asking the tracker would look again at each question, and the
        // save itself once more. Looking goes on as before when the save has ended, however it ended.
        db.ChangeTracker.DetectChanges();
        if (!db.ChangeTracker.AutoDetectChangesEnabled)
        {
            LinkAdded(db);
            return;
        }

        db.ChangeTracker.AutoDetectChangesEnabled = false;
        _resting.Add(db, this);
        try
        {
            LinkAdded(db);
        }
        catch
        {
            LookAgain(db);
            throw;
        }
    }

    private void LookAgain(DbContext db)
    {
        if (_resting.Remove(db))
            db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private void LinkAdded(DbContext db)
    {
        var entries = Added<TimelineEntry>(db);
        var acts = Added<AdminLogEntry>(db);
        if (entries.Count + acts.Count == 0)
            return;
        using var hash = new LinkHash();
        var cases =
            entries.Count == 0
                ? []
                : db.ChangeTracker.Entries<Case>().ToDictionary(c => c.Property(x => x.Id).CurrentValue, c => c.Entity.Number);
        _written.Add(
            db,
            new(
                Extend(db, _timeline, entries, (entry, last) => hash.Of(Fill(db, entry, last, cases))),
                Extend(db, _adminLog, acts, (entry, last) => hash.Of(LinkOf(entry.Entity, last)))
            )
        );
    }

    // In the order of happening: temporary ids count up.
    private static List<EntityEntry<T>> Added<T>(DbContext db)
        where T : class =>
        [
            .. db
                .ChangeTracker.Entries<T>()
                .Where(e => e.State == EntityState.Added)
                .OrderBy(e => (long)e.Property(nameof(TimelineEntry.Id)).CurrentValue!),
        ];

    private static Link? Extend<T>(DbContext db, ChainEnd end, List<EntityEntry<T>> added, Func<EntityEntry<T>, Link, byte[]> hashOf)
        where T : class
    {
        if (added.Count == 0)
            return null;
        var start = end.Take(db);
        var last = start;
        foreach (var entry in added)
        {
            var hash = hashOf(entry, last);
            entry.Property(nameof(TimelineEntry.PreviousHash)).CurrentValue = last.Hash;
            entry.Property(nameof(TimelineEntry.Hash)).CurrentValue = hash;
            last = new(last.Id + 1, hash);
        }

        // Given here, not by the database: the order of the chain is the order of the ids. The last one first: after a save that
        // failed they still have ids, which can only move up.
        for (var i = added.Count - 1; i >= 0; i--)
        {
            var key = added[i].Property(nameof(TimelineEntry.Id));
            key.CurrentValue = start.Id + 1 + i;
            key.IsTemporary = false;
        }

        return last;
    }

    private static TimelineLink Fill(DbContext db, EntityEntry<TimelineEntry> entry, Link last, Dictionary<long, string> cases)
    {
        var e = entry.Entity;
        var caseId = entry.Property(x => x.CaseId).CurrentValue;
        var number = cases.TryGetValue(caseId, out var known)
            ? known
            : db.Set<Case>().Where(c => c.Id == caseId).Select(c => c.Number).Single();
        var words = LinkHash.OfWords(e.Words);
        entry.Property(x => x.CaseNumber).CurrentValue = number;
        entry.Property(x => x.WordsHash).CurrentValue = words;
        SetWordsCase(db, entry);
        return new(
            last.Hash,
            last.Id + 1,
            number,
            e.CaseVersion,
            LinkHash.Stored(e.At),
            (long)e.ActorKind,
            LinkHash.Stored(e.ActorId),
            e.ActorName,
            JsonSerializer.Serialize(e.Event, StoredJson.Options),
            (long)e.Voice,
            words
        );
    }

    private static AdminLink LinkOf(AdminLogEntry e, Link last) =>
        new(
            last.Hash,
            last.Id + 1,
            LinkHash.Stored(e.At),
            (long)e.ActorKind,
            LinkHash.Stored(e.ActorId),
            e.ActorName,
            e.Action,
            LinkHash.Stored(e.SubjectId),
            e.SubjectName,
            e.Details
        );

    // The words follow the entry by its id; the case they know by a plain key, which may still be a temporary one.
    private static void SetWordsCase(DbContext db, EntityEntry<TimelineEntry> entry)
    {
        if (((EntryWords?)entry.Entity.Reply ?? (EntryWords?)entry.Entity.Note ?? entry.Entity.Customer) is not { } words)
            return;
        var (from, to) = (entry.Property(e => e.CaseId), db.Entry(words).Property(nameof(EntryWords.CaseId)));
        to.CurrentValue = from.CurrentValue;
        to.IsTemporary = from.IsTemporary;
    }

    private void Remember(DbContext db)
    {
        LookAgain(db);
        if (!_written.TryGetValue(db, out var written))
            return;
        _written.Remove(db);
        var transaction = db.Database.CurrentTransaction?.TransactionId;
        if (written.Timeline is { } entry)
            _timeline.Saved(entry, transaction);
        if (written.AdminLog is { } act)
            _adminLog.Saved(act, transaction);
    }

    private void Committed(Guid transaction)
    {
        _timeline.Committed(transaction);
        _adminLog.Committed(transaction);
    }

    private sealed record Written(Link? Timeline, Link? AdminLog);
}
