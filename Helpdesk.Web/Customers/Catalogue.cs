using System.Collections.Frozen;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers;

/// <summary>The products, read once at start: small, asked for with every row, changed only by an administrator.</summary>
public sealed class Catalogue
{
    private FrozenDictionary<string, Product> _products = FrozenDictionary<string, Product>.Empty;

    public IReadOnlyList<Product> Products { get; private set; } = [];

    public Product? Find(string code) => _products.GetValueOrDefault(code);

    public string NameOf(string code) => Find(code)?.NameEn ?? code;

    public async Task LoadAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        Products =
        [
            .. (await db.Products().AsNoTracking().ToListAsync(cancellation))
                .Select(p => p.ToProduct())
                .OrderBy(p => p.NameEn, StringComparer.Ordinal),
        ];
        _products = Products.ToFrozenDictionary(p => p.Code, StringComparer.OrdinalIgnoreCase);
    }
}
