using Helpdesk.Domain.Customers;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.GetReady;

/// <summary>Without a product of which a version is out, no case can be opened (spec E1).</summary>
public sealed class ProductsCheck(IDbContextFactory<HelpdeskDb> databases, Catalogue catalogue) : IReadinessCheck
{
    public string Key => RecordKinds.Products.Name;

    public async Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var today = catalogue.Today;
        var offered = await db.Products().Where(p => p.EndedOn == null || p.EndedOn >= today).Select(p => p.Code).ToListAsync(cancellation);
        var released = (
            await db.ProductVersions()
                .Where(v => v.ReleasedOn == null || v.ReleasedOn <= today)
                .Select(v => v.ProductCode)
                .Distinct()
                .ToListAsync(cancellation)
        ).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return offered.Count == 0 ? Readiness.Missing("none", "/admin/products")
            : offered.Where(released.Contains).Count() is > 0 and var usable ? Readiness.Ready("some", usable)
            : Readiness.Missing("no-version", "/admin/products", offered.Count);
    }
}

/// <summary>Whether there are customers to serve.</summary>
public sealed class CustomersCheck(IDbContextFactory<HelpdeskDb> databases) : IReadinessCheck
{
    public string Key => RecordKinds.Customers.Name;

    public async Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var count = await db.Customers().CountAsync(c => c.JoinedInto == null, cancellation);
        return count > 0 ? Readiness.Ready("some", count) : Readiness.Missing("none", "/customers");
    }
}

/// <summary>Whether a contract runs today.</summary>
public sealed class ContractsCheck(IDbContextFactory<HelpdeskDb> databases, Catalogue catalogue) : IReadinessCheck
{
    public string Key => RecordKinds.Contracts.Name;

    public async Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var today = catalogue.Today;
        var running = await db.Contracts()
            .CountAsync(c => c.From <= today && c.Until >= today && (c.EndedOn == null || c.EndedOn >= today), cancellation);
        if (running > 0)
            return Readiness.Ready("some", running);
        var ended = await db.Contracts().CountAsync(cancellation);
        return ended > 0 ? Readiness.Missing("none-today", "/customers", ended) : Readiness.Missing("none", "/customers");
    }
}

/// <summary>Without licences no serial number leads to a contract.</summary>
public sealed class LicencesCheck(IDbContextFactory<HelpdeskDb> databases) : IReadinessCheck
{
    public string Key => RecordKinds.Licences.Name;

    public async Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var count = await db.Licences().CountAsync(cancellation);
        return count > 0 ? Readiness.Ready("some", count) : Readiness.Missing("none", "/customers");
    }
}
