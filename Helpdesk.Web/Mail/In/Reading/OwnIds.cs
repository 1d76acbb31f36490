namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Finds Message-IDs wherever they stand: behind their label, and ours anywhere, as 32 hexadecimal digits before an @ (or behind a +,
/// where an address bears one as its token). By hand, in one pass.
/// </summary>
internal static class OwnIds
{
    private const int Digits = 32;
    private const int Longest = 300;
    private const int Most = 40;

    public static IEnumerable<string> Labelled(string text)
    {
        const string Label = "message-id";
        var found = 0;
        for (
            var at = text.IndexOf(Label, StringComparison.OrdinalIgnoreCase);
            at >= 0 && found < Most;
            at = text.IndexOf(Label, at + Label.Length, StringComparison.OrdinalIgnoreCase)
        )
        {
            var rest = text.AsSpan(at + Label.Length, Math.Min(Longest, text.Length - at - Label.Length))
                .TrimStart("\": \t\r\n,valueVALUE=");
            if (rest is not ['<', ..])
                continue;
            var end = rest.IndexOf('>');
            if (end > 3 && !rest[1..end].ContainsAny(" \t\r\n<"))
            {
                found++;
                yield return rest[1..end].ToString();
            }
        }
    }

    /// <summary>Every id that has the form of ours, with the host behind it.</summary>
    public static IEnumerable<string> In(string text)
    {
        var (digits, found) = (0, 0);
        for (var i = 0; i < text.Length && found < Most; i++)
        {
            if (char.IsAsciiHexDigit(text[i]))
            {
                digits++;
                continue;
            }

            if (digits == Digits && text[i] == '@')
            {
                var end = i + 1;
                while (end < text.Length && end - i < Longest && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-'))
                    end++;
                found++;
                yield return text[(i - Digits)..end].TrimEnd('.', '-').ToLowerInvariant();
            }

            digits = 0;
        }
    }
}
