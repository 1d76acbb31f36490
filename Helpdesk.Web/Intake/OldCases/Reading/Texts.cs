using System.Text;
using Helpdesk.Web.Platform.Validation;
using MimeKit.Text;

namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>Texts of other help desks as they are kept here: without markup, without signs that break screens.</summary>
internal static class Texts
{
    // Better the beginning of an endless log than no case at all.
    private const string CutOff = "\n[…]";

    private static readonly HashSet<string> Breaking = new(StringComparer.OrdinalIgnoreCase)
    {
        "br",
        "p",
        "div",
        "li",
        "tr",
        "ul",
        "ol",
        "table",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
    };

    /// <summary>A text without control characters; null for none.</summary>
    public static string? Plain(string? text)
    {
        if (text is null)
            return null;
        var clean = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        clean = clean.Any(IsBad) ? new string([.. clean.Where(c => !IsBad(c))]).Trim() : clean.Trim();
        return clean.Length <= Rules.LongText ? clean : clean[..(Rules.LongText - 10)] + CutOff;
    }

    /// <summary>The same on one line of at most <paramref name="length"/> characters; null where nothing is left.</summary>
    public static string? Line(string? text, int length)
    {
        if (text is null)
            return null;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = new string([.. line.Where(c => !char.IsControl(c))]);
        if (line.Length > length)
            line = (char.IsHighSurrogate(line[length - 2]) ? line[..(length - 2)] : line[..(length - 1)]) + "…";
        return line.Length == 0 ? null : line;
    }

    /// <summary>The words of an HTML page, a line for each of its blocks.</summary>
    public static string OfHtml(string html)
    {
        var tokens = new HtmlTokenizer(new StringReader(html));
        var (words, hidden) = (new StringBuilder(), 0);
        while (tokens.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
            {
                if (tag.Id is HtmlTagId.Script or HtmlTagId.Style)
                    hidden = tag.IsEndTag ? 0 : 1;
                else if (Breaking.Contains(tag.Name) && words.Length > 0 && words[^1] != '\n')
                    words.Append('\n');
            }
            else if (hidden == 0 && token is HtmlDataToken { Data: { } data } && token.Kind == HtmlTokenKind.Data)
                words.Append(data.ReplaceLineEndings(" "));
        }

        return words.ToString();
    }

    private static bool IsBad(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
