using System.Globalization;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Knowledge;

namespace Helpdesk.Web.Portal.Front;

/// <summary>A product at the front door.</summary>
/// <param name="Articles">How many public articles are about it.</param>
public sealed record FrontProduct(string Code, string Name, int Articles);

/// <summary>The products that are offered today, with the help there is for each (spec E8, P7).</summary>
public sealed class FrontProducts(Catalogue catalogue, PublicArticles articles)
{
    public async Task<IReadOnlyList<FrontProduct>> ListAsync(CancellationToken cancellation)
    {
        var offered = catalogue.Products;
        var counts = await articles.CountByProductAsync([.. offered.Select(p => p.Code)], cancellation);
        var isJapanese = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";
        return [.. offered.Select(p => new FrontProduct(p.Code, isJapanese ? p.NameJa : p.NameEn, counts.GetValueOrDefault(p.Code)))];
    }
}
