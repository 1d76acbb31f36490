using System.Globalization;
using System.Text;
using Helpdesk.Domain.Search;

namespace Helpdesk.Web.Knowledge;

/// <summary>The address that everybody may know: the number finds the article, the words tell what it is about.</summary>
public static class ArticleAddress
{
    private const string Help = "/support/help/";
    private const int LongestWords = 60;

    public static string Of(long id, string? englishTitle) => Help + Slug(id, englishTitle);

    /// <summary><c>12-image-verification-fails</c>; the number alone where there is no English title.</summary>
    public static string Slug(long id, string? englishTitle)
    {
        var slug = new StringBuilder(id.ToString(CultureInfo.InvariantCulture));
        foreach (var word in SearchTerms.OfFolded(SearchFold.Fold(englishTitle ?? "")).Where(w => w.All(char.IsAsciiLetterOrDigit)))
        {
            if (slug.Length + word.Length >= LongestWords)
                break;
            slug.Append('-').Append(word);
        }

        return slug.ToString();
    }

    /// <summary>The number in front; null when there is none.</summary>
    public static long? IdOf(string? slug)
    {
        var digits = slug is null ? "" : slug[..(slug.IndexOf('-', StringComparison.Ordinal) is >= 0 and var dash ? dash : slug.Length)];
        return digits.Length is > 0 and < 18 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
    }
}
