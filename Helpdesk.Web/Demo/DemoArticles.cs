using System.Reflection;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.Demo;

/// <summary>
/// The demo's knowledge base, in both languages: what a backup vendor's support centre is asked most. Each lies as a Markdown file in
/// <c>Articles</c>: facts, then a part for each language that begins with its title.
/// </summary>
internal static class DemoArticles
{
    private const string Folder = "Helpdesk.Web.Demo.Articles.";

    public static HelpLink[] Links(IdSource ids) =>
        [
            Link(ids.New(), 1, HelpLinkKind.Forum, "Users' forum", "ユーザーフォーラム", "https://forum.helpdesk.example/", "en"),
            Link(
                ids.New(),
                2,
                HelpLinkKind.Video,
                "The first backup in ten minutes",
                "10 分でわかる最初のバックアップ",
                "https://videos.helpdesk.example/first-backup",
                "en",
                "SPX-SERVER",
                "SPX-DESKTOP",
                "SPX-SB"
            ),
            Link(
                ids.New(),
                3,
                HelpLinkKind.Video,
                "Restore to new hardware, step by step",
                "新しいハードウェアへの復元手順",
                "https://videos.helpdesk.example/restore-hir",
                "en",
                "SPX-SERVER",
                "SPX-DESKTOP",
                "SPX-SB",
                "SPX-IT"
            ),
            Link(
                ids.New(),
                4,
                HelpLinkKind.Video,
                "Verify, consolidate, replicate with ImageManager",
                "ImageManager による検証・統合・レプリケーション",
                "https://videos.helpdesk.example/imagemanager",
                "en",
                "IMG-MANAGER"
            ),
            Link(
                ids.New(),
                5,
                HelpLinkKind.Video,
                "Making the recovery medium",
                "復元用メディアの作成",
                "https://videos.helpdesk.example/ja/recovery-media",
                "ja",
                "SPX-SERVER",
                "SPX-DESKTOP",
                "SPX-SB",
                "SPX-IT"
            ),
        ];

    /// <summary>Articles with their bodies, and the files they came from in the same order.</summary>
    public static IReadOnlyList<Article> All(Instant now, Func<Guid> key) =>
        [.. Names().Select((name, i) => Read(key(), Text(name), now - Duration.FromDays(200) + Duration.FromDays(i * 7)))];

    /// <summary>The first revision of every body; called when the articles have their numbers.</summary>
    public static IEnumerable<ArticleRevision> RevisionsOf(IEnumerable<Article> articles) =>
        from article in articles
        from body in article.Bodies
        select new ArticleRevision
        {
            ArticleId = article.Id,
            Language = body.Language,
            Number = 1,
            Title = body.Title,
            Text = body.Text,
            At = body.ChangedAt,
            ByName = body.ChangedBy,
        };

    /// <summary>By them a demo's article is known later: its key is another in each database.</summary>
    public static IEnumerable<string> Titles() =>
        All(NodaConstants.UnixEpoch, () => Guid.Empty).SelectMany(a => a.Bodies).Select(b => b.Title);

    private static IEnumerable<string> Names() =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static Article Read(Guid key, string text, Instant at)
    {
        var parts = text.Split("\n--- ");
        var facts = parts[0]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .ToDictionary(f => f[0], f => f[1].Trim(), StringComparer.Ordinal);
        var article = new Article
        {
            Key = key,
            IsInternal = facts["internal"] == "yes",
            ProductCodes = Words(facts["products"]),
            Versions = Words(facts["versions"]),
            Keywords = Words(facts["keywords"]),
            MadeAt = at,
            MadeBy = DemoPeople.Kato.DisplayName,
        };
        article.Bodies.AddRange(parts.Skip(1).Select(part => Body(part, facts["state"] == "published", at)));
        return article;
    }

    private static ArticleBody Body(string part, bool isPublished, Instant at)
    {
        var (language, rest) = (part[..2], part[3..]);
        var title = rest[..rest.IndexOf('\n', StringComparison.Ordinal)];
        var text = rest[title.Length..].Trim() + "\n";
        return new()
        {
            Language = language,
            State = isPublished ? ArticleState.Published : ArticleState.Draft,
            Title = title,
            Text = text,
            Revision = 1,
            PublishedTitle = isPublished ? title : null,
            PublishedText = isPublished ? text : null,
            PublishedRevision = isPublished ? 1 : null,
            PublishedAt = isPublished ? at : null,
            PublishedBy = isPublished ? DemoPeople.Mori.DisplayName : null,
            ChangedAt = at,
            ChangedBy = DemoPeople.Kato.DisplayName,
        };
    }

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static HelpLink Link(
        Guid id,
        int place,
        HelpLinkKind kind,
        string en,
        string ja,
        string address,
        string language,
        params string[] products
    ) =>
        new()
        {
            Id = id,
            Kind = kind,
            TitleEn = en,
            TitleJa = ja,
            Address = address,
            Language = language,
            ProductCodes = products,
            Place = place,
        };
}
