using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Search;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Data;

/// <summary>
/// Cases as the index takes them in: all that was written in them, notes
/// included, for colleagues alone. Erased words are not there to be read.
/// </summary>
public sealed class CaseDocuments : ISearchSource
{
    public const string Open = "open";
    public const string Closed = "closed";

    /// <summary>Of one message; a pasted log goes on for long.</summary>
    private const int LongestMessage = 20_000;

    public SearchKind Kind => SearchKind.Case;

    public async Task<IReadOnlyList<SearchChange>> ReadAsync(HelpdeskDb db, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        var found = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        var words = (await WordsAsync(db.CustomerWords, ids, cancellation))
            .Concat(await WordsAsync(db.Replies, ids, cancellation))
            .Concat(await WordsAsync(db.Notes, ids, cancellation))
            .OrderBy(w => w.EntryId)
            .ToLookup(w => w.CaseId, w => w.Text);
        return
        [
            .. ids.Select(id => new SearchChange(
                SearchKind.Case,
                id,
                found.TryGetValue(id, out var one) ? [DocumentOf(one, words[id])] : []
            )),
        ];
    }

    private static SearchDocument DocumentOf(Case one, IEnumerable<string> words)
    {
        var body = new StringBuilder();
        foreach (
            var text in words
                .Concat(one.Answers.InOrder().Select(a => a.Text).OfType<string>())
                .Concat(one.Answers.OfProduct.Select(a => a.Text))
        )
            body.Append(text, 0, Math.Min(text.Length, LongestMessage)).Append('\n');
        return new()
        {
            Title = one.Subject,
            Keywords = string.Join(
                '\n',
                one.Number,
                one.OldNumber,
                one.MovedFrom,
                one.CustomerName,
                one.Contact.Organisation,
                one.Contact.Name,
                one.Contact.Email,
                one.SerialNumber,
                one.ProductCode,
                one.ProductVersion
            ),
            Body = body.ToString(),
            Facets = [one.Status == CaseStatus.Closed ? Closed : Open, one.ProductCode],
            At = one.LastActivityAt,
        };
    }

    private static Task<List<Words>> WordsAsync<T>(DbSet<T> table, IReadOnlyList<long> ids, CancellationToken cancellation)
        where T : EntryWords =>
        table
            .AsNoTracking()
            .Where(w => ids.Contains(w.CaseId))
            .Select(w => new Words(w.CaseId, w.EntryId, w.Text))
            .ToListAsync(cancellation);

    private sealed record Words(long CaseId, long EntryId, string Text);
}
