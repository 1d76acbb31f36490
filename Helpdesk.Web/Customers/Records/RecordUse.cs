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
