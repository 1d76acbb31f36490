using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Makes the HTML part out of the text part: paragraphs, line breaks and links, everything else encoded.</summary>
public static partial class MailHtml
{
    /// <summary>The paragraphs alone, for a page of our own.</summary>
    public static string Paragraphs(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in Blank().Split(text.ReplaceLineEndings("\n").Trim('\n')))
        {
            html.Append("<p>");
            html.AppendJoin("<br>\n", paragraph.Split('\n').Select(Line));
            html.Append("</p>\n");
        }

        return html.ToString();
    }

    /// <summary>A whole document.</summary>
    public static string Document(string text, string subject, string language) =>
        $"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{Encode(subject)}</title></head>\n"
        + $"<body>\n{Paragraphs(text)}</body></html>\n";

    private static string Line(string line)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var link in Links().EnumerateMatches(line))
        {
            html.Append(Encode(line[at..link.Index]));
            var address = Encode(line.Substring(link.Index, link.Length));
            html.Append("<a href=\"").Append(address).Append("\">").Append(address).Append("</a>");
            at = link.Index + link.Length;
        }

        return html.Append(Encode(line[at..])).ToString();
    }

    // Japanese stays readable in the source; what HTML gives a meaning to is encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private static string Encode(string text) => Encoder.Encode(text);

    [GeneratedRegex(@"\n\s*\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blank();

    // Only what a browser opens as a page; the sentence's own full stop or bracket is not part of it.
    [GeneratedRegex(@"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%]*[A-Za-z0-9/\-_~=&%+]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Links();
}
