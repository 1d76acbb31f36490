using System.Globalization;
using Ganss.Xss;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Helpdesk.Web.Knowledge;

/// <summary>
/// Makes HTML of an article. No HTML comes through Markdown, and what Markdig writes goes through a list of what is allowed besides; links
/// lead away without leave to look back, and pictures are our own or none, so that a page of ours calls nobody else.
/// </summary>
public static class ArticleMarkdown
{
    /// <summary>How an article names a picture of its own: <c>![what it shows](picture:12)</c>.</summary>
    public const string PictureScheme = "picture:";

    public const string PictureAddress = "/support/help/pictures/";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoLinks()
        .UseReferralLinks("nofollow", "noopener")
        .Build();

    private static readonly HtmlSanitizer Allowed = Sanitizer();

    /// <summary>Safe HTML; headings begin below the page's own.</summary>
    public static string ToHtml(string markdown)
    {
        if (Read(markdown) is not { } document)
            return Plain(markdown);
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Min(6, heading.Level + 1);
        foreach (var picture in document.Descendants<LinkInline>().Where(l => l.IsImage).ToList())
        {
            if (PictureOf(picture.Url) is { } id)
            {
                picture.Url = PictureAddress + id.ToString(CultureInfo.InvariantCulture);
                picture.GetAttributes().AddProperty("loading", "lazy");
            }
            else
            {
                picture.IsImage = false;
            }
        }

        return Allowed.Sanitize(document.ToHtml(Pipeline));
    }

    /// <summary>The words alone, for excerpts.</summary>
    public static string ToText(string markdown) => Read(markdown) is null ? markdown : Markdown.ToPlainText(markdown, Pipeline).Trim();

    /// <summary>Ids of the pictures that a text shows.</summary>
    public static IReadOnlySet<long> PicturesOf(string markdown) =>
        Read(markdown)?.Descendants<LinkInline>().Where(l => l.IsImage).Select(l => PictureOf(l.Url)).OfType<long>().ToHashSet() ?? [];

    private static long? PictureOf(string? address) =>
        address is not null
        && address.StartsWith(PictureScheme, StringComparison.Ordinal)
        && long.TryParse(address.AsSpan(PictureScheme.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    // Markdig refuses what nests too deeply to be meant; it is shown as it was typed.
    private static MarkdownDocument? Read(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Plain(string text) => $"<pre>{System.Net.WebUtility.HtmlEncode(text)}</pre>";

    private static HtmlSanitizer Sanitizer()
    {
        var allowed = new HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = Set(
                    "p",
                    "br",
                    "hr",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "pre",
                    "code",
                    "em",
                    "strong",
                    "a",
                    "img",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td"
                ),
                AllowedAttributes = Set("href", "rel", "src", "alt", "title", "loading", "start"),
                AllowedSchemes = Set("https", "http", "mailto"),
                UriAttributes = Set("href", "src"),
            }
        );
        allowed.FilterUrl += (_, e) =>
        {
            // Only what was written above as a picture of ours may be loaded.
            if (
                e.Tag.LocalName == "img"
                && !(
                    e.OriginalUrl.StartsWith(PictureAddress, StringComparison.Ordinal)
                    && e.OriginalUrl.AsSpan(PictureAddress.Length) is { IsEmpty: false } id
                    && !id.ContainsAnyExceptInRange('0', '9')
                )
            )
                e.SanitizedUrl = null;
        };
        return allowed;
    }

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}
