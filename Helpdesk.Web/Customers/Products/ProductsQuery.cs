using System.Security.Claims;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Products;

/// <summary>All products with how their versions stand today (spec E1), and how many licences report each.</summary>
public sealed class ProductsQuery(IDbContextFactory<HelpdeskDb> databases, Catalogue catalogue)
{
    public async Task<Result<IReadOnlyList<ProductRow>>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.ReadRecords, who))
            return Result<IReadOnlyList<ProductRow>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var products = await db.Products()
            .AsNoTracking()
            .Select(p => new { Product = p, RowVersion = EF.Property<int>(p, RecordStamp.Version) })
            .ToListAsync(cancellation);
        var versions = await db.ProductVersions()
            .AsNoTracking()
            .Select(v => new { Version = v, RowVersion = EF.Property<int>(v, RecordStamp.Version) })
            .ToListAsync(cancellation);
        var reported = await ReportedAsync(db, null, cancellation);
        return products
            .Select(p =>
                RowOf(
                    p.Product with
                    {
                        Versions =
                        [
                            .. versions
                                .Where(v => string.Equals(v.Version.ProductCode, p.Product.Code, StringComparison.OrdinalIgnoreCase))
                                .Select(v => v.Version),
                        ],
                    },
                    p.RowVersion,
                    version => versions.Find(v => v.Version == version)!.RowVersion,
                    [.. reported.Where(r => string.Equals(r.Product, p.Product.Code, StringComparison.OrdinalIgnoreCase))]
                )
            )
            .OrderBy(r => r.Product.EndedOn is null ? 0 : 1)
            .ThenBy(r => r.Product.NameEn, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>How many licences that may be used today report which text as their version.</summary>
    /// <param name="product">Code of the one product, or null for all.</param>
    internal async Task<List<ReportedVersion>> ReportedAsync(HelpdeskDb db, string? product, CancellationToken cancellation)
    {
        var today = catalogue.Today;
        return await db.Licences()
            .Where(l => (l.EndedOn == null || l.EndedOn >= today) && (product == null || l.ProductCode == product))
            .GroupBy(l => new { l.ProductCode, l.Version })
            .Select(g => new ReportedVersion(g.Key.ProductCode, g.Key.Version, g.Count()))
            .ToListAsync(cancellation);
    }

    private ProductRow RowOf(Product product, int rowVersion, Func<ProductVersion, int> versionOf, IReadOnlyList<ReportedVersion> reported)
    {
        var counts = reported
            .Where(r => r.Version is not null)
            .GroupBy(r => product.Find(r.Version!)?.Number ?? "")
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Licences), StringComparer.Ordinal);
        return new(
            product,
            [
                .. product
                    .Versions.Reverse()
                    .Select(v => new VersionRow(
                        v,
                        product.StandingOf(v.Number, catalogue.Today),
                        counts.GetValueOrDefault(v.Number),
                        versionOf(v)
                    )),
            ],
            reported.Sum(r => r.Licences),
            rowVersion
        );
    }
}

/// <summary>A version as licences report it.</summary>
internal sealed record ReportedVersion(string Product, string? Version, int Licences);
