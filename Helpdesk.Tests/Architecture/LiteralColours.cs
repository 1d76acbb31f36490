using System.Text.RegularExpressions;

namespace Helpdesk.Tests.Architecture;

/// <summary>Finds colours written out in markup and styles; they belong into the theme's tokens.</summary>
internal static partial class LiteralColours
{
    /// <summary>Each colour with its line number, e.g. <c>12: #ff0000</c>. Comments are passed over.</summary>
    public static IEnumerable<string> In(string source)
    {
        var text = Comment().Replace(source, match => new string('\n', match.Value.Count(character => character == '\n')));
        return Colour().Matches(text).Select(match => $"{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}");
    }

    /// <summary>Not a colour: an entity (<c>&amp;#160;</c>), a fragment (<c>href="#add"</c>, <c>/page#fed</c>), a selector's id.</summary>
    [GeneratedRegex(
        """(?<![&\w/])(?<!href=")(?<!url\()#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![\w-])|\b(?:rgb|hsl)a?\("""
            + """|\b(?:oklch|oklab|hwb)\(""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Colour();

    [GeneratedRegex(
        @"@\*.*?\*@|<!--.*?-->|/\*.*?\*/",
        RegexOptions.Singleline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Comment();
}
