using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Records;

/// <summary>A record as it was saved.</summary>
/// <param name="Version">Its ETag.</param>
/// <param name="ChangeId">The change to undo; null when the record said the same already.</param>
public sealed record SavedRecord<T>(T Record, int Version, bool IsNew, long? ChangeId);

/// <summary>
/// Saves one record, or undoes one change: authorised, checked, in one transaction with its history and its line in the administrative
/// log, and told to whoever keeps something of it.
/// </summary>
public sealed class RecordWriter(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IAuthorizationService authorisation,
    RecordEffects effects,
    IClock clock
)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>record.changed</c>, <c>record.exists</c>, <c>record.unknown</c>, those of the rules, and of
    /// records it names.
    /// </summary>
    /// <param name="texts">Columns and what stands in them; columns not named stay as they are.</param>
    /// <param name="expected">The version it was seen in; 0 for one that must be new, null for whichever there is.</param>
    public async Task<Result<SavedRecord<T>>> SaveAsync<T>(
        RecordTable<T> table,
        IReadOnlyDictionary<string, string> texts,
        int? expected,
        ClaimsPrincipal who,
        string? reason = null,
        CancellationToken cancellation = default
    )
        where T : class
    {
        var begun = await BeginAsync(who, reason, cancellation);
        if (!begun.IsOk)
            return Result<SavedRecord<T>>.Refuse(begun.Errors);
        await using var unit = begun.Value;
        var saved = await unit.PutAsync(table, texts, expected);
        if (saved.IsOk)
            await unit.CommitAsync();
        return saved;
    }

    /// <summary>Begins several changes that are one. Refusal: <c>auth.forbidden</c>.</summary>
    public async Task<Result<RecordUnit>> BeginAsync(ClaimsPrincipal who, string? reason = null, CancellationToken cancellation = default)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.ManageRecords)).Succeeded)
            return Result<RecordUnit>.Forbid();
        var turn = await gate.EnterAsync(cancellation);
        HelpdeskDb? db = null;
        try
        {
            db = await databases.CreateDbContextAsync(CancellationToken.None);
            var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            return new RecordUnit(db, turn, transaction, effects, new(who.ToActor(), clock.GetCurrentInstant(), Reason: reason));
        }
        catch
        {
            if (db is not null)
                await db.DisposeAsync();
            turn.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Brings a record back to what it was before a change, if nobody changed it since. Refusals: <c>auth.forbidden</c>,
    /// <c>record.unknown</c>, <c>record.changed</c>, <c>record.in-use</c>.
    /// </summary>
    public async Task<Result> UndoAsync<T>(RecordTable<T> table, long changeId, ClaimsPrincipal who)
        where T : class
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.ManageRecords)).Succeeded)
            return Result.Forbid();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.RecordChanges().AsNoTracking().SingleOrDefaultAsync(c => c.Id == changeId) is not { } change)
            return Result.Refuse(ErrorKind.NotFound, "record.unknown");
        // Erasing a contact emptied what it was: there is nothing to go back to, and it was not new either.
        if (change is { Before: null, After: null })
            return Result.Refuse(ErrorKind.Conflict, "record.erased", table.Kind.Keys[0], change.Key);
        var batch = new RecordBatch<T>(db, table, new(who.ToActor(), clock.GetCurrentInstant(), Undoes: changeId));
        await batch.LoadAsync([change.Key], CancellationToken.None);
        if (batch.Find(change.Key) is not { Before: { } now } stored || stored.ChangeId != changeId)
            return Result.Refuse(ErrorKind.Changed, "record.changed", table.Kind.Keys[0], change.Key);
        if (RecordJson.Read<T>(change.Before) is { } before)
            await batch.PutAsync(before, CancellationToken.None);
        else if (await RecordUse.IsUsedAsync(db, table.Kind.Name, change.Key, CancellationToken.None))
            return Result.Refuse(ErrorKind.Conflict, "record.in-use", table.Kind.Keys[0], change.Key);
        else
            await batch.RemoveAsync(change.Key, CancellationToken.None);
        var after = RecordJson.Read<T>(change.Before) ?? table.Kind.Blank();
        await CommitAsync(
            db,
            batch.Changes,
            Act(AdminActs.RecordUndone, table.Kind, batch.Changes[0], table.Kind.Compare(now, after)),
            who
        );
        return Result.Ok;
    }

    /// <summary>What is wrong with a record and with what it names.</summary>
    internal static async Task<IReadOnlyList<Error>> WrongAsync<T>(HelpdeskDb db, RecordTable<T> table, T record)
        where T : class
    {
        RecordReference[] named = [.. table.References(record)];
        var known = await KnownRecords.LoadAsync(db, named, CancellationToken.None);
        return [.. table.Check(record), .. named.SelectMany(n => known.Missing(n, OwnerOf(table, record, n)))];
    }

    /// <summary>The customer whose the named record must be: contracts and contacts of a licence are its own customer's.</summary>
    internal static string? OwnerOf<T>(RecordTable<T> table, T record, RecordReference named)
        where T : class => named.Column is "contract" or "contact" ? table.CustomerOf(record) : null;

    /// <summary>The key that these texts name; refuses when a part of it is missing.</summary>
    internal static Result<string> KeyIn<T>(RecordKind<T> kind, IReadOnlyDictionary<string, string> texts)
        where T : class
    {
        List<Error> wrong = [];
        var record = kind.Blank();
        foreach (var (name, text) in texts)
        {
            if (kind.Column(name) is { } column && column.Read(record, text) is { IsOk: true } read)
                record = read.Value;
        }

        var key = kind.KeyOf(kind.Complete(record));
        foreach (var part in kind.Keys.Where(k => kind.Column(k)!.Text(kind.Complete(record)).Length == 0))
            wrong.Add(new Error("record.value-missing", part));
        return wrong.Count > 0 ? Result<string>.Refuse(wrong) : key;
    }

    private async Task CommitAsync(HelpdeskDb db, IReadOnlyList<RecordChange> changes, AdminAct act, ClaimsPrincipal who)
    {
        db.AdminLog().Add(new AdminLogEntry(changes[0].At, who.ToActor(), act));
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
        var after = await effects.BeforeCommitAsync(db, changes, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        await after();
    }

    internal static AdminAct Act<T>(string code, RecordKind<T> kind, RecordChange change, IEnumerable<RecordDifference> differences)
        where T : class
    {
        var act = new AdminAct(code).On(SubjectOf(kind.Name, change.Key), change.Key).With("kind", kind.Name);
        foreach (var d in differences)
            act.With(d.Column, d.IsPersonal ? "…" : $"{(d.Before.Length > 0 ? d.Before : "–")} → {(d.After.Length > 0 ? d.After : "–")}");
        return change.Reason is { } reason ? act.With("reason", reason) : act;
    }

    // The log knows its subjects by an id; a record's is made of kind and key, so that it is the same each time.
    private static Guid SubjectOf(string kind, string key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(kind + "/" + key.ToUpperInvariant())).AsSpan(0, 16));
}
