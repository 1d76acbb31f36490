using Helpdesk.Domain.Customers;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Records;

/// <summary>Whether anything refers to a record: then it can end, not vanish.</summary>
internal static class RecordUse
{
    public static Task<bool> IsUsedAsync(HelpdeskDb db, string kind, string key, CancellationToken cancellation) =>
        kind switch
        {
            _ when kind == RecordKinds.Products.Name => ProductAsync(db, key, cancellation),
            _ when kind == RecordKinds.Customers.Name => CustomerAsync(db, key, cancellation),
            _ when kind == RecordKinds.Contacts.Name => ContactAsync(db, key, cancellation),
            _ when kind == RecordKinds.Contracts.Name => ContractAsync(db, key, cancellation),
            _ when kind == RecordKinds.Licences.Name => db.Cases.AnyAsync(c => c.SerialNumber == key, cancellation),
            _ => Task.FromResult(false),
        };

    /// <summary>Those of many records of a kind that something refers to: asked together, as an import has thousands.</summary>
    public static async Task<HashSet<string>> UsedAsync(
        HelpdeskDb db,
        string kind,
        IReadOnlyCollection<string> keys,
        CancellationToken cancellation
    )
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var query in keys.Count == 0 ? [] : Named(db, kind, keys))
        {
            foreach (var key in await query.Distinct().ToListAsync(cancellation))
                used.Add(key!);
        }

        if (kind == RecordKinds.Contracts.Name && keys.Count > 0)
            await AddJudgedByAsync(db, keys, used, cancellation);
        return used;
    }

    private static IQueryable<string?>[] Named(HelpdeskDb db, string kind, IReadOnlyCollection<string> keys) =>
        kind switch
        {
            _ when kind == RecordKinds.Products.Name =>
            [
                db.Cases.Where(c => keys.Contains(c.ProductCode)).Select(c => (string?)c.ProductCode),
                db.Licences().Where(l => keys.Contains(l.ProductCode)).Select(l => (string?)l.ProductCode),
                db.ProductVersions().Where(v => keys.Contains(v.ProductCode)).Select(v => (string?)v.ProductCode),
            ],
            _ when kind == RecordKinds.Customers.Name =>
            [
                db.Cases.Where(c => keys.Contains(c.CustomerKey!)).Select(c => c.CustomerKey),
                db.Contracts().Where(c => keys.Contains(c.CustomerKey)).Select(c => (string?)c.CustomerKey),
                db.Licences().Where(l => keys.Contains(l.CustomerKey!)).Select(l => l.CustomerKey),
                db.Contacts().Where(c => keys.Contains(c.CustomerKey)).Select(c => (string?)c.CustomerKey),
                db.Customers().Where(c => keys.Contains(c.ServedBy!)).Select(c => c.ServedBy),
                db.Customers().Where(c => keys.Contains(c.JoinedInto!)).Select(c => c.JoinedInto),
            ],
            _ when kind == RecordKinds.Contacts.Name =>
            [
                db.Cases.Where(c => keys.Contains(c.ContactKey!)).Select(c => c.ContactKey),
                db.Licences().Where(l => keys.Contains(l.ContactKey!)).Select(l => l.ContactKey),
            ],
            _ when kind == RecordKinds.Contracts.Name =>
            [
                db.Licences().Where(l => keys.Contains(l.ContractNumber!)).Select(l => l.ContractNumber),
            ],
            _ when kind == RecordKinds.Licences.Name => [db.Cases.Where(c => keys.Contains(c.SerialNumber!)).Select(c => c.SerialNumber)],
            _ => [],
        };

    // A verdict names its contract inside its JSON: read once for all of them.
    private static async Task AddJudgedByAsync(
        HelpdeskDb db,
        IReadOnlyCollection<string> keys,
        HashSet<string> used,
        CancellationToken cancellation
    )
    {
        var asked = keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var verdicts = db.Database.SqlQuery<string>($"SELECT Verdict AS Value FROM Cases");
        await foreach (var verdict in verdicts.AsAsyncEnumerable().WithCancellation(cancellation))
            used.UnionWith(verdict.Split('"').Where(asked.Contains));
    }

    private static async Task<bool> ProductAsync(HelpdeskDb db, string key, CancellationToken cancellation) =>
        await db.Cases.AnyAsync(c => c.ProductCode == key, cancellation)
        || await db.Licences().AnyAsync(l => l.ProductCode == key, cancellation)
        || await db.ProductVersions().AnyAsync(v => v.ProductCode == key, cancellation);

    private static async Task<bool> CustomerAsync(HelpdeskDb db, string key, CancellationToken cancellation) =>
        await db.Cases.AnyAsync(c => c.CustomerKey == key, cancellation)
        || await db.Contracts().AnyAsync(c => c.CustomerKey == key, cancellation)
        || await db.Licences().AnyAsync(l => l.CustomerKey == key, cancellation)
        || await db.Contacts().AnyAsync(c => c.CustomerKey == key, cancellation)
        || await db.Customers().AnyAsync(c => c.ServedBy == key || c.JoinedInto == key, cancellation);

    private static async Task<bool> ContactAsync(HelpdeskDb db, string key, CancellationToken cancellation) =>
        await db.Cases.AnyAsync(c => c.ContactKey == key, cancellation)
        || await db.Licences().AnyAsync(l => l.ContactKey == key, cancellation);

    private static async Task<bool> ContractAsync(HelpdeskDb db, string key, CancellationToken cancellation) =>
        await db.Licences().AnyAsync(l => l.ContractNumber == key, cancellation)
        || await db.Cases.AnyAsync(c => ((string)(object)c.Verdict).Contains("\"" + key + "\""), cancellation);
}
