namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Tells before anything is built of it whether HTML nests deeper than any mail program does: a parser looks through all that is open
/// at every tag. One pass, and no more than so many open tags are ever looked at.
/// </summary>
internal static class HtmlNesting
{
    public const int Deepest = 256;

    // An end tag closes what was left open within it; further down only a broken mail has it.
    private const int LooksBack = 32;

    // As many tags as a report of some thousand rows has.
    private const int MostTags = 200_000;

    private static readonly HashSet<string> Empty = new(
        ["br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "param", "source", "track", "wbr"],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly HashSet<string> EndsParagraph = new(
        [
            "p",
            "div",
            "table",
            "ul",
            "ol",
            "dl",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "hr",
            "center",
            "address",
            "form",
            "section",
            "article",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    public static bool IsTooDeep(string html)
    {
        var (open, tags) = (new Stack<string>(Deepest + 1), 0);
        var pieces = new HtmlPieces(html);
        while (pieces.MoveNext())
        {
            if (pieces.Kind != HtmlPiece.Words && ++tags > MostTags)
                return true;
            if (pieces.Kind == HtmlPiece.Opening)
                Open(open, pieces.Text.ToString());
            else if (pieces.Kind == HtmlPiece.Closing)
                Close(open, pieces.Text);
            if (open.Count > Deepest)
                return true;
        }

        return false;
    }

    private static void Open(Stack<string> open, string name)
    {
        while (open.TryPeek(out var last) && Ends(last, name))
            open.Pop();
        if (!Empty.Contains(name))
            open.Push(name);
    }

    private static void Close(Stack<string> open, ReadOnlySpan<char> name)
    {
        var (above, isOpen) = (0, false);
        foreach (var tag in open)
        {
            isOpen = name.Equals(tag, StringComparison.OrdinalIgnoreCase);
            if (isOpen || ++above == LooksBack)
                break;
        }

        for (; isOpen && above >= 0; above--)
            open.Pop();
    }

    /// <summary>Tags that people leave open, for the next one closes them.</summary>
    private static bool Ends(string last, string next) =>
        last.ToLowerInvariant() switch
        {
            "p" => EndsParagraph.Contains(next),
            "li" => Is(next, "li"),
            "dt" or "dd" => Is(next, "dt", "dd"),
            "td" or "th" => Is(next, "td", "th", "tr", "tbody", "tfoot"),
            "tr" => Is(next, "tr", "tbody", "tfoot"),
            "option" => Is(next, "option"),
            _ => false,
        };

    private static bool Is(string name, params ReadOnlySpan<string> names)
    {
        foreach (var one in names)
        {
            if (string.Equals(name, one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
