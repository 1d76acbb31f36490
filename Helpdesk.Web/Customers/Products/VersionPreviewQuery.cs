using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Products;

/// <summary>An open case about a version.</summary>
public sealed record ConcernedCase(string Number, string Subject, string Customer, string? CustomerKey, string Version);

/// <summary>What adding a version would change.</summary>
/// <param name="Effects">Versions that would stand otherwise, newest first.</param>
/// <param name="Licences">How many licences report a version that leaves support, by its number.</param>
/// <param name="Cases">The open cases about such a version, oldest first.</param>
public sealed record VersionPreview(
    IReadOnlyList<VersionEffect> Effects,
    IReadOnlyDictionary<string, int> Licences,
    IReadOnlyList<ConcernedCase> Cases
);

/// <summary>Finds out what a version would change before it is saved (spec E1).</summary>
public sealed class VersionPreviewQuery(IDbContextFactory<HelpdeskDb> databases, Catalogue catalogue, ProductsQuery products)
{
    /// <summary>Refusals: <c>auth.forbidden</c>, <c>product.unknown</c>.</summary>
    public async Task<Result<VersionPreview>> RunAsync(ProductVersion added, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.ReadRecords, who))
            return Result<VersionPreview>.Forbid();
        if (catalogue.Find(added.ProductCode) is not { } product)
            return Result<VersionPreview>.Refuse("product.unknown", "product", added.ProductCode, "");
        var effects = VersionEffects.Of(product, added, catalogue.Today);
        HashSet<string> leaving = [.. effects.Where(e => e.LeavesSupport).Select(e => e.Version.Number)];
        if (leaving.Count == 0)
            return new VersionPreview(effects, new Dictionary<string, int>(), []);
        var after = VersionEffects.With(product, added);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // Which version a build belongs to is told by patterns that SQL does not know.
        var licences = (await products.ReportedAsync(db, product.Code, cancellation))
            .Where(r => r.Version is not null && after.Find(r.Version) is { } found && leaving.Contains(found.Number))
            .GroupBy(r => after.Find(r.Version!)!.Number)
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Licences), StringComparer.Ordinal);
        var open = await db
            .Cases.AsNoTracking()
            .Where(c => c.ProductCode == product.Code && c.Status != CaseStatus.Closed)
            .OrderBy(c => c.Number)
            .Select(c => new ConcernedCase(
                c.Number,
                c.Subject,
                c.CustomerName ?? c.Contact.Organisation ?? c.Contact.Name,
                c.CustomerKey,
                c.ProductVersion
            ))
            .ToListAsync(cancellation);
        return new VersionPreview(
            effects,
            licences,
            [.. open.Where(c => after.Find(c.Version) is { } found && leaving.Contains(found.Number))]
        );
    }
}
