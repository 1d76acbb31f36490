using System.Globalization;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Search;
using NodaTime;

namespace Helpdesk.Tests.Search;

/// <summary>
/// Makes texts as a backup vendor's support centre has them, from words that also occur in real articles; the same seed, the same texts.
/// </summary>
internal sealed partial class SearchCorpus(int seed)
{
    // Not for secrets: the same texts every time.
    private readonly Random _random = new(seed);

    public string Title(bool japanese) =>
        japanese
            ? $"{Pick(s_placesJa)}{Pick(s_subjectsJa)}{Pick(s_verbsJa)}"
            : $"{Pick(s_subjectsEn)} {Pick(s_verbsEn)} {Pick(s_objectsEn)}";

    public string Text(bool japanese, int sentences)
    {
        var lines = Enumerable
            .Range(0, sentences)
            .Select(i => i % 4 == 3 ? Title(japanese) + (japanese ? "。" : ".") : Pick(japanese ? s_sentencesJa : s_sentencesEn));
        return string.Join(japanese ? "" : " ", lines)
            + string.Create(CultureInfo.InvariantCulture, $" ({Word()}-{_random.Next(100_000)})");
    }

    public string Product() => Pick(s_products);

    /// <summary>An article as the upkeep would hand it over, for colleagues and for everybody.</summary>
    public IEnumerable<SearchChange> Article(long id, Instant at)
    {
        var product = Product();
        SearchDocument[] documents =
        [
            .. new[] { false, true }.Select(japanese => new SearchDocument
            {
                Language = japanese ? "ja" : "en",
                Title = Title(japanese),
                Keywords = product,
                Body = Text(japanese, 12),
                Facets = [ArticleDocuments.Language(japanese ? "ja" : "en"), product],
                At = at,
            }),
        ];
        yield return new(SearchKind.Article, id, documents);
        yield return new(SearchKind.Help, id, documents);
    }

    /// <summary>A case with its description and three messages.</summary>
    public SearchChange Case(long id, Instant at)
    {
        var japanese = id % 3 != 0;
        var number = string.Create(CultureInfo.InvariantCulture, $"C-2026{1 + (id % 12):D2}{1 + (id % 28):D2}-{id % 10_000:D4}");
        return new(
            SearchKind.Case,
            id,
            [
                new()
                {
                    Title = Title(japanese),
                    Keywords = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{number}\n{Word()} {(japanese ? "株式会社" : "Ltd.")}\n{Word()}@example.test\n"
                            + $"SP-{id % 10_000:D4}-{id * 37 % 10_000:D4}"
                    ),
                    Body = Text(japanese, 4) + "\n" + Text(japanese, 3) + "\n" + Text(japanese, 2) + "\n" + Text(japanese, 2),
                    Facets = [id % 20 == 0 ? CaseDocuments.Open : CaseDocuments.Closed, Product()],
                    At = at,
                },
            ]
        );
    }

    // Names and the like: many words that occur once.
    private string Word()
    {
        const string Consonants = "bdfghklmnprstvz",
            Vowels = "aeiou";
        return string.Concat(
            Enumerable.Range(0, 3).Select(_ => $"{Consonants[_random.Next(Consonants.Length)]}{Vowels[_random.Next(Vowels.Length)]}")
        );
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
