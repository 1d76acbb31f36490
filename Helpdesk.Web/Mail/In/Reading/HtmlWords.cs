using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Makes readable text out of a mail's HTML: sanitised first, then line for line, with what it quotes marked by ">" as in plain mails.
/// Nothing is fetched, nothing hidden is shown.
/// </summary>
internal static partial class HtmlWords
{
    private const int LongestHtml = 4_000_000;
    private const int Deepest = 150;
    private static readonly HashSet<string> Blocks = new(
        [
            "P",
            "DIV",
            "TABLE",
            "TR",
            "UL",
            "OL",
            "LI",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "BLOCKQUOTE",
            "PRE",
            "HR",
            "SECTION",
            "ARTICLE",
            "HEADER",
            "FOOTER",
            "ADDRESS",
            "CENTER",
            "DL",
            "DT",
            "DD",
            "FIELDSET",
            "FORM",
        ],
        StringComparer.Ordinal
    );

    /// <exception cref="OverBudgetException">It costs more than a mail may.</exception>
    public static string Of(string html, ReadingBudget budget)
    {
        using var document = Sanitised(html.Length > LongestHtml ? html[..LongestHtml] : html, budget);
        var text = new StringBuilder();
        if (document.Body is { } body)
            Write(body, text, 0, preformatted: false, budget);
        return Tidy(text.ToString());
    }

    private static void Write(INode node, StringBuilder text, int depth, bool preformatted, ReadingBudget budget)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words)
                text.Append(preformatted ? words.Data.ReplaceLineEndings("\n") : Collapsed(words.Data, text));
            else if (child is IElement element && !IsHidden(element))
                WriteElement(element, text, depth, preformatted, budget);
        }
    }

    private static void WriteElement(IElement element, StringBuilder text, int depth, bool preformatted, ReadingBudget budget)
    {
        budget.Check();
        if (depth > Deepest)
        {
            text.Append(Collapsed(element.TextContent, text));
            return;
        }

        switch (element.TagName)
        {
            case "BR":
                text.Append('\n');
                return;
            case "HR":
                NewLine(text).Append("----------\n");
                return;
            case "IMG":
                if (element.GetAttribute("alt") is { Length: > 0 } alt)
                    text.Append('[').Append(alt.Trim()).Append(']');
                return;
            case "TD" or "TH":
                if (text.Length > 0 && text[^1] is not ('\n' or '\t'))
                    text.Append('\t');
                break;
            case "LI":
                NewLine(text).Append("- ");
                break;
        }

        if (HtmlClues.IsQuote(element))
        {
            WriteQuote(element, text, depth, budget);
            return;
        }

        // As Outlook itself does where it writes plain text: what follows is told by its head, in any language.
        if (HtmlClues.BeginsHistory(element) && !EndsWithRule(text))
            NewLine(text).Append(HtmlClues.Rule).Append('\n');
        if (HtmlClues.IsSignature(element) && !EndsWithMark(text))
            NewLine(text).Append("--\n");

        var block = Blocks.Contains(element.TagName) && element.TagName != "LI";
        if (block)
            NewLine(text);
        if (element is IHtmlAnchorElement link)
            WriteLink(link, text, depth, preformatted, budget);
        else
            Write(element, text, depth + 1, preformatted || element.TagName == "PRE", budget);
        if (!block)
            return;
        NewLine(text);
        // Paragraphs stand apart; lines of <div> do not.
        if (element.TagName is "P" or "TABLE" or "UL" or "OL" || element.TagName is ['H', _])
            text.Append('\n');
    }

    private static void WriteLink(IHtmlAnchorElement link, StringBuilder text, int depth, bool preformatted, ReadingBudget budget)
    {
        var from = text.Length;
        Write(link, text, depth + 1, preformatted, budget);
        var said = text.ToString(from, text.Length - from).Trim();
        var to = link.GetAttribute("href") ?? "";
        // Where a link really goes is part of what it says.
        if (to.StartsWith("http", StringComparison.OrdinalIgnoreCase) && said.TrimEnd('/') != to.TrimEnd('/'))
            text.Append(" <").Append(to).Append('>');
    }

    private static void WriteQuote(IElement element, StringBuilder text, int depth, ReadingBudget budget)
    {
        var quoted = new StringBuilder();
        Write(element, quoted, depth + 1, preformatted: false, budget);
        NewLine(text);
        foreach (var line in Tidy(quoted.ToString()).Split('\n'))
        {
            // Every level marks every line once more.
            budget.Check();
            text.Append("> ").Append(line).Append('\n');
        }
    }

    // Texts for the eyes of mail filters alone, and pixels that tell when a mail was read.
    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden") || (element.GetAttribute("style") is { Length: > 0 } style && Hiding().IsMatch(style));

    private static bool EndsWithRule(StringBuilder text) => Last(text, 80).TrimEnd().EndsWith(HtmlClues.Rule, StringComparison.Ordinal);

    private static bool EndsWithMark(StringBuilder text) => Last(text, 6).Trim() is "--";

    private static string Last(StringBuilder text, int letters) =>
        text.ToString(Math.Max(0, text.Length - letters), Math.Min(text.Length, letters));

    private static StringBuilder NewLine(StringBuilder text) => text.Length == 0 || text[^1] == '\n' ? text : text.Append('\n');

    private static string Collapsed(string words, StringBuilder before)
    {
        var one = Whitespace().Replace(words, " ");
        return before.Length == 0 || before[^1] is '\n' or ' ' or '\t' ? one.TrimStart(' ') : one;
    }

    private static string Tidy(string text) =>
        TextLines.Tidy(text.Replace('\u00A0', ' '), mostBlank: 1, keepSignatureMark: false).Trim('\n', ' ', '\t');

    [GeneratedRegex(
        @"(display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(px|pt|em)?\s*(;|$)|max-height\s*:\s*0(px)?\s*(;|$)"
            + @"|opacity\s*:\s*0\s*(;|$))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Hiding();

    [GeneratedRegex(@"[ \t\r\n\f]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whitespace();
}
