using System.Collections.Frozen;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers;

/// <summary>The products with their versions, kept in memory: small, asked for with every row, read again when one changes.</summary>
public sealed class Catalogue(SupportProgramme programme, IClock clock)
{
    private FrozenDictionary<string, Product> _products = FrozenDictionary<string, Product>.Empty;

    /// <summary>Those that are offered today.</summary>
    public IReadOnlyList<Product> Products => [.. All.Where(p => p.IsOffered(Today))];

    /// <summary>Those that have ended as well.</summary>
    public IReadOnlyList<Product> All { get; private set; } = [];

    /// <summary>The day in the programme's zone, by which contracts and versions count.</summary>
    public LocalDate Today => clock.GetCurrentInstant().InZone(programme.Zone).Date;

    public Product? Find(string code) => _products.GetValueOrDefault(code);

    public string NameOf(string code) => Find(code)?.NameEn ?? code;

    public async Task LoadAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var versions = (await db.ProductVersions().AsNoTracking().ToListAsync(cancellation)).ToLookup(
            v => v.ProductCode,
            StringComparer.OrdinalIgnoreCase
        );
        All =
        [
            .. (await db.Products().AsNoTracking().ToListAsync(cancellation))
                .Select(p => p with { Versions = [.. versions[p.Code]] })
                .OrderBy(p => p.NameEn, StringComparer.Ordinal),
        ];
        _products = All.ToFrozenDictionary(p => p.Code, StringComparer.OrdinalIgnoreCase);
    }
}
