using System.Net;
using System.Text;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// The words of HTML that is not worth its layout: tags away, lines where blocks begin and end. One pass, whatever it is.
/// </summary>
internal static class HtmlStripped
{
    private static readonly HashSet<string> Lines = new(
        [
            "br",
            "p",
            "div",
            "tr",
            "li",
            "ul",
            "ol",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "blockquote",
            "pre",
            "dt",
            "dd",
            "section",
            "article",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    public static string WordsOf(string html)
    {
        var text = new StringBuilder();
        var lines = Lines.GetAlternateLookup<ReadOnlySpan<char>>();
        var pieces = new HtmlPieces(html);
        while (pieces.MoveNext())
        {
            if (pieces.Kind == HtmlPiece.Words)
                Append(text, WebUtility.HtmlDecode(pieces.Text.ToString()));
            else if (pieces.Kind == HtmlPiece.Aside)
                continue;
            else if (lines.Contains(pieces.Text))
                NewLine(text, always: pieces.Text.Equals("br", StringComparison.OrdinalIgnoreCase));
            else if (pieces.Text.Equals("td", StringComparison.OrdinalIgnoreCase))
                Append(text, " ");
        }

        return TextLines.Tidy(text.ToString(), mostBlank: 1, keepSignatureMark: false).Trim('\n', ' ');
    }

    /// <summary>Runs of space as one, and none where a line begins.</summary>
    private static void Append(StringBuilder text, string words)
    {
        foreach (var c in words)
        {
            var isSpace = c is ' ' or '\t' or '\r' or '\n' or '\f' or '\u00A0';
            if (!isSpace)
                text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
                text.Append(' ');
        }
    }

    private static void NewLine(StringBuilder text, bool always)
    {
        if (always || (text.Length > 0 && text[^1] != '\n'))
            text.Append('\n');
    }
}
