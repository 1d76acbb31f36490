using System.Buffers;
using Helpdesk.Domain.Mail;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>Picks out of a report the line that says why: the server's own, without the address before it.</summary>
internal static class BounceCause
{
    private const int Longest = 200;
    private const int LinesLookedAt = 200;

    private static readonly SearchValues<string> s_reasons = SearchValues.Create(
        (
            "unknown|no such|full|reject|refused|denied|not found|does not exist|doesn't exist|no mailbox|"
            + "unavailable|disabled|blocked|quota|"
            + "invalid|expired|timed out|too large|not listed|unrouteable|spam|policy|gave up|見つかり|存在しま|"
            + "登録されてい|いっぱい|容量|拒否|不明|"
            + "停止|超えて"
        ).Split('|'),
        StringComparison.OrdinalIgnoreCase
    );

    // What is said before the reason.
    private static readonly SearchValues<string> s_general = SearchValues.Create(
        ["できません", "could not", "cannot", "unable to", "undeliver", "failed", "permanent"],
        StringComparison.OrdinalIgnoreCase
    );

    /// <returns>One line, never empty.</returns>
    public static string Of(StatusGroup? group, string words, string otherwise)
    {
        var said = group?["Diagnostic-Code"] is { } code ? WithoutType(code) : null;
        said = string.IsNullOrWhiteSpace(said) ? BestLine(words) ?? group?["Status"] ?? otherwise : said;
        var line = HeaderText.OneLine(said);
        return line.Length == 0 ? "bounced"
            : line.Length <= Longest ? line
            : line[..(Longest - 1)] + "…";
    }

    // "smtp; 550 …"; some leave the type away.
    private static string WithoutType(string code) =>
        code.IndexOf(';', StringComparison.Ordinal) is > 0 and <= 20 and var at ? code[(at + 1)..] : code;

    private static string? BestLine(string words)
    {
        string? best = null;
        var (score, looked) = (0, 0);
        foreach (var range in words.AsSpan().Split('\n'))
        {
            if (++looked > LinesLookedAt)
                break;
            var whole = words.AsSpan(range).Trim();
            var line = WithoutAddress(whole);
            var points = Points(line, line.Length < whole.Length);
            if (points > score)
                (best, score) = (line.ToString(), points);
        }

        return best;
    }

    private static int Points(ReadOnlySpan<char> line, bool behindAddress) =>
        line.Length < 4 || line is ['-' or '=', '-' or '=', ..]
            ? 0
            : (HasCode(line) ? 4 : 0)
                + (line.ContainsAny(s_reasons) ? 3 : 0)
                + (line.ContainsAny(s_general) ? 1 : 0)
                + (behindAddress ? 1 : 0)
                - (line[^1] is ':' ? 1 : 0);

    // "<a@b>: reason" is the reason; an address alone is none.
    private static ReadOnlySpan<char> WithoutAddress(ReadOnlySpan<char> line)
    {
        var end = line is ['<', ..] ? line.IndexOf('>') + 1 : line.IndexOfAny(' ', ':', '\t');
        if (end < 0)
            end = line.Length;
        return end > 0 && line[..end].Contains('@') && line[..end].IndexOf(' ') < 0 ? line[end..].TrimStart(" :.\t-") : line;
    }

    // "550 …", "550-…", "5.1.1".
    private static bool HasCode(ReadOnlySpan<char> line)
    {
        for (var i = 0; i + 3 < line.Length; i++)
        {
            if (
                line[i] is '4' or '5'
                && (i == 0 || !(char.IsAsciiLetterOrDigit(line[i - 1]) || line[i - 1] == '.'))
                && (
                    (
                        char.IsAsciiDigit(line[i + 1])
                        && char.IsAsciiDigit(line[i + 2])
                        && line[i + 3] is ' ' or '-'
                        && line[i + 1] is >= '0' and <= '7'
                    ) || (line[i + 1] == '.' && char.IsAsciiDigit(line[i + 2]) && line[i + 3] == '.')
                )
            )
                return true;
        }

        return false;
    }
}
