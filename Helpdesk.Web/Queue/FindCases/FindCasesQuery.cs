using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Search;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Queue.FindCases;

/// <summary>What is looked for among all cases; any part may be missing.</summary>
/// <param name="State"><see cref="CaseDocuments.Open"/>, <see cref="CaseDocuments.Closed"/> or null for both.</param>
public sealed record CaseFilter(string? Search, string? State, string? ProductCode);

/// <summary>A case that was found, with the place in its words that the search fits best.</summary>
public sealed record FoundCase(Case Case, Snippet Subject, Snippet Excerpt);

/// <summary>Cases of every state by what was written in them, closed ones too; the queue knows the open ones alone.</summary>
public sealed class FindCasesQuery(
    IDbContextFactory<HelpdeskDb> databases,
    ISearchEngine engine,
    IAuthorizationService authorisation,
    IClock clock
)
{
    public const int Shown = 50;

    private const int Whole = 500;

    /// <returns>The best hits, best first; none for an empty search; <c>auth.forbidden</c>.</returns>
    public async Task<Result<IReadOnlyList<FoundCase>>> ListAsync(CaseFilter filter, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<IReadOnlyList<FoundCase>>.Forbid();
        var searched = SearchText.Of(
            filter.Search is { Length: > PublicArticles.LongestSearch } endless ? endless[..PublicArticles.LongestSearch] : filter.Search
        );
        if (searched.IsEmpty)
            return new List<FoundCase>();
        // The engine answers on the thread that asks, which may be a circuit's.
        return await Task.Run(() => FindAsync(searched, filter, cancellation), cancellation);
    }

    private async Task<List<FoundCase>> FindAsync(SearchText searched, CaseFilter filter, CancellationToken cancellation)
    {
        var must = ((string?[])[filter.State, filter.ProductCode]).OfType<string>().ToList();
        var hits = await engine.QueryAsync(
            new SearchRequest(SearchKind.Case, searched, must) { Take = Shown, Now = clock.GetCurrentInstant() },
            cancellation
        );
        List<long> ids = [.. hits.Select(h => h.Id).Distinct()];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        var words = await WordsAsync(db, ids, cancellation);
        return
        [
            .. from id in ids
            let one = found.GetValueOrDefault(id)
            where one is not null
            select new FoundCase(one, SearchMarks.Cut(one.Subject, searched, Whole), Excerpt(words[id], searched)),
        ];
    }

    private static async Task<ILookup<long, string>> WordsAsync(HelpdeskDb db, List<long> ids, CancellationToken cancellation)
    {
        List<(long CaseId, long EntryId, string Text)> all = [];
        foreach (var table in (IQueryable<EntryWords>[])[db.CustomerWords, db.Replies, db.Notes])
        {
            foreach (
                var line in await table
                    .AsNoTracking()
                    .Where(w => ids.Contains(w.CaseId))
                    .Select(w => new
                    {
                        w.CaseId,
                        w.EntryId,
                        w.Text,
                    })
                    .ToListAsync(cancellation)
            )
                all.Add((line.CaseId, line.EntryId, line.Text));
        }

        return all.OrderBy(w => w.EntryId).ToLookup(w => w.CaseId, w => w.Text);
    }

    // The message in which most of the search occurs; the first where none has any of it.
    private static Snippet Excerpt(IEnumerable<string> words, SearchText searched) =>
        words.Select(text => SearchMarks.Cut(text, searched)).DefaultIfEmpty(new Snippet("", [])).MaxBy(cut => cut.Marks.Count)!;
}
