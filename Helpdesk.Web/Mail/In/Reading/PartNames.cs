using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Reads the name of an attached file out of its raw headers: RFC 2231 in pieces, RFC 2047 where it should not be, bare bytes in
/// Shift_JIS (whose second byte may be a backslash) or ISO-2022-JP.
/// </summary>
public static partial class PartNames
{
    /// <summary>The name, or null when the part has none.</summary>
    /// <param name="hint">The charset of the mail's words, for bytes that name none.</param>
    public static string? Of(MimeEntity part, string? hint = null) =>
        Of(part, HeaderId.ContentDisposition, "filename", hint) ?? Of(part, HeaderId.ContentType, "name", hint);

    private static string? Of(MimeEntity part, HeaderId header, string parameter, string? hint)
    {
        if (part.Headers.FirstOrDefault(h => h.Id == header) is not { } found)
            return null;
        var line = Folding().Replace(Encoding.Latin1.GetString(found.RawValue), " ");
        var all = Parameters()
            .Matches(line)
            .Select(m => (Name: m.Groups["name"].Value.ToLowerInvariant(), Value: Unquoted(m.Groups["value"].Value.Trim())))
            .ToList();
        var pieces = all.Where(p => Piece().Match(p.Name) is { Success: true } m && m.Groups["name"].Value == parameter)
            .OrderBy(p => int.Parse("0" + Piece().Match(p.Name).Groups["at"].Value, CultureInfo.InvariantCulture))
            .ToList();
        var name =
            pieces.Count > 0
                ? Rfc2231(pieces)
                : all.Where(p => p.Name == parameter)
                    .Select(p => HeaderText.Decode(Encoding.Latin1.GetBytes(p.Value), hint))
                    .FirstOrDefault();
        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    private static string Rfc2231(IReadOnlyList<(string Name, string Value)> pieces)
    {
        List<byte> bytes = [];
        string? charset = null;
        foreach (var (name, value) in pieces)
        {
            var rest = value;
            var encoded = name.EndsWith('*');
            if (encoded && charset is null && value.Split('\'') is [var named, _, ..] split && split.Length >= 3)
                (charset, rest) = (named, string.Join('\'', split.Skip(2)));
            bytes.AddRange(encoded ? Percent(rest) : Encoding.Latin1.GetBytes(rest));
        }

        return HeaderText.OneLine(MailCharsets.Decode(bytes.ToArray(), charset));
    }

    private static IEnumerable<byte> Percent(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (
                text[i] == '%'
                && i + 2 < text.Length + 0
                && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b)
            )
            {
                yield return b;
                i += 2;
            }
            else
            {
                yield return (byte)text[i];
            }
        }
    }

    private static string Unquoted(string value)
    {
        if (!value.StartsWith('"'))
            return value;
        var inner = value.EndsWith('"') && value.Length > 1 ? value[1..^1] : value[1..];
        // In bare Shift_JIS a backslash is half a character.
        return inner.Any(c => c >= 0x80) || inner.Contains('\u001b', StringComparison.Ordinal) ? inner : Escaped().Replace(inner, "${c}");
    }

    // The quote that ends a value stands before the next parameter or the end.
    [GeneratedRegex(
        @"[;\s](?<name>[A-Za-z0-9\-]+(\*\d*)?\*?)\s*=\s*(?<value>""(?:[^""]|""(?!\s*(;|$)))*""?|[^;""]*)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Parameters();

    [GeneratedRegex(@"^(?<name>[a-z0-9\-]+)\*(?<at>\d*)\*?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Piece();

    [GeneratedRegex(@"\\(?<c>.)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\r?\n[ \t]*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Folding();
}
