using System.Buffers;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>What a piece of HTML is.</summary>
internal enum HtmlPiece
{
    Words = 0,
    Opening = 1,
    Closing = 2,

    /// <summary>A comment, a doctype and the like.</summary>
    Aside = 3,
}

/// <summary>
/// Goes through HTML piece by piece and never back, so that its cost is the number of letters whatever they are. What no reader
/// sees, as scripts and style sheets, belongs to the tag that opens it.
/// </summary>
internal ref struct HtmlPieces(string html)
{
    private static readonly string[] Unseen = ["script", "style", "title", "textarea", "iframe", "noembed", "noframes"];

    private static readonly SearchValues<char> EndsName = SearchValues.Create(" \t\r\n\f/>");

    private int _at;

    public HtmlPiece Kind { get; private set; }

    /// <summary>The words as they stand there, or the name of the tag.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    public bool MoveNext()
    {
        var rest = html.AsSpan(_at);
        if (rest.IsEmpty)
            return false;
        if (rest[0] == '<' && Markup(rest) is > 0 and var length)
        {
            _at += length;
            return true;
        }

        // A "<" that begins no tag is a word's letter.
        var next = rest[1..].IndexOf('<');
        Kind = HtmlPiece.Words;
        Text = next < 0 ? rest : rest[..(next + 1)];
        _at += Text.Length;
        return true;
    }

    /// <summary>Letters up to the end of the tag or comment that begins here; 0 when none does.</summary>
    private int Markup(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
            return Aside(rest, "-->");
        if (rest is ['<', '!' or '?', ..])
            return Aside(rest, ">");
        var closes = rest is ['<', '/', ..];
        var name = rest[(closes ? 2 : 1)..];
        if (name.IsEmpty || !char.IsAsciiLetter(name[0]))
            return closes ? Aside(rest, ">") : 0;
        var end = name.IndexOfAny(EndsName);
        Kind = closes ? HtmlPiece.Closing : HtmlPiece.Opening;
        Text = end < 0 ? name : name[..end];
        var tag = TagLength(rest);
        return closes ? tag : tag + UnseenLength(rest[tag..], Text);
    }

    private int Aside(ReadOnlySpan<char> rest, string end)
    {
        Kind = HtmlPiece.Aside;
        Text = [];
        return rest.IndexOf(end, StringComparison.Ordinal) is >= 0 and var at ? at + end.Length : rest.Length;
    }

    // A ">" within quotes does not end a tag; quotes begin behind "=" only.
    private static int TagLength(ReadOnlySpan<char> rest)
    {
        var at = 0;
        while (rest[at..].IndexOfAny('>', '"', '\'') is >= 0 and var found)
        {
            var before = rest.Slice(at, found).TrimEnd();
            at += found + 1;
            if (rest[at - 1] == '>')
                return at;
            if (before is not [.., '='])
                continue;
            var close = rest[at..].IndexOf(rest[at - 1]);
            if (close < 0)
                return rest.Length;
            at += close + 1;
        }

        return rest.Length;
    }

    private static int UnseenLength(ReadOnlySpan<char> behind, ReadOnlySpan<char> name)
    {
        foreach (var unseen in Unseen)
        {
            if (name.Equals(unseen, StringComparison.OrdinalIgnoreCase))
                return behind.IndexOf("</" + unseen, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at : behind.Length;
        }

        return 0;
    }
}
