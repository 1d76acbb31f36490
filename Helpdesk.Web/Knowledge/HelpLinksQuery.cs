using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Knowledge;

/// <summary>A link as a reader sees it.</summary>
/// <param name="Language">What is spoken or written there.</param>
public sealed record ShownLink(Guid Id, HelpLinkKind Kind, string Title, string Address, string Language);

/// <summary>Forum and video tutorials for a product (spec P7), those in the reader's language first; open to everybody.</summary>
public sealed class HelpLinksQuery(IDbContextFactory<HelpdeskDb> databases)
{
    public async Task<IReadOnlyList<ShownLink>> RunAsync(string? productCode, string language, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var active = await db.HelpLinks().AsNoTracking().Where(l => l.IsActive).OrderBy(l => l.Place).ToListAsync(cancellation);
        return
        [
            .. active
                .Where(l => productCode is null || l.IsAbout(productCode))
                .OrderByDescending(l => l.Language == language)
                .ThenBy(l => l.Kind)
                .ThenBy(l => l.Place)
                .Select(l => new ShownLink(l.Id, l.Kind, l.NameIn(language), l.Address, l.Language)),
        ];
    }
}
