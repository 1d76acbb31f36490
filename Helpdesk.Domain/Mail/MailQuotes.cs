namespace Helpdesk.Domain.Mail;

/// <summary>
/// Marks the lines that came along from earlier mails: by ">" before them, under the line or the block that mail programs put over
/// what they quote. Which words these are, says <see cref="QuoteHeads"/>.
/// </summary>
internal sealed class MailQuotes(string[] lines, MailPartKind[] kinds)
{
    // Programs break "On … wrote:" after any word, and within addresses.
    private const int MostLinesOfAttribution = 4;
    private const int LongestLine = 400;

    // Names and addresses of those who got a copy may fill some lines.
    private const int LinesOfBlock = 14;

    private readonly string?[] _flat = new string?[lines.Length];

    public void Mark()
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsQuoted(lines[i]))
            {
                var end = EndOfQuoted(i);
                if (!IsForwardedIn(i, end))
                    Array.Fill(kinds, MailPartKind.Quote, i, end - i);
                i = end - 1;
                continue;
            }

            // What somebody forwards is what they want us to read, to its end.
            if (IsForwarded(i))
                break;
            if (HistoryBegins(i))
            {
                if (!AnswersWithin(i))
                    FillFrom(i, lines.Length);
                break;
            }

            if (Attribution(i) is not (> 0 and var length))
                continue;
            var next = Filled(i + length);
            // With marks the quote ends where they end; without them all that follows is history.
            if (next < lines.Length && IsQuoted(lines[next]))
            {
                FillFrom(i, next);
                i = next - 1;
                continue;
            }

            if (!AnswersWithin(i))
                FillFrom(i, lines.Length);
            break;
        }

        FillBlanks();
    }

    internal static bool IsQuoted(string line) => line.AsSpan().TrimStart(" \t\u00A0\u3000") is ['>' or '＞', ..];

    /// <summary>The line without marks, folded for comparison; empty for one that is too long to be a head.</summary>
    internal static string Flat(string line) => line.Length > LongestLine ? "" : QuoteHeads.Folded(line);

    private string FlatAt(int at) => _flat[at] ??= Flat(lines[at]);

    // With the rule that a program draws above its quote, and the blank lines there.
    private void FillFrom(int from, int end)
    {
        var start = from;
        for (var i = from - 1; i >= 0 && from - i <= 4 && kinds[i] == MailPartKind.Own; i--)
        {
            if (MailSignatures.IsRule(lines[i]))
                start = i;
            else if (!string.IsNullOrWhiteSpace(lines[i]))
                break;
        }

        Array.Fill(kinds, MailPartKind.Quote, start, end - start);
    }

    private int EndOfQuoted(int at)
    {
        while (at < lines.Length && IsQuoted(lines[at]))
            at++;
        return at;
    }

    private int Filled(int at)
    {
        while (at < lines.Length && string.IsNullOrWhiteSpace(lines[at]))
            at++;
        return at;
    }

    // Apple's program marks what it forwards as if it were quoted.
    private bool IsForwardedIn(int from, int end)
    {
        for (var i = from; i < Math.Min(end, from + 3); i++)
        {
            if (QuoteHeads.IsForwarded(FlatAt(i)))
                return true;
        }

        return false;
    }

    private bool IsForwarded(int at) => QuoteHeads.IsForwarded(FlatAt(at)) && Block(Filled(at + 1)) >= 2;

    private bool HistoryBegins(int at)
    {
        if (string.IsNullOrWhiteSpace(lines[at]))
            return false;
        var flat = FlatAt(at);
        if (QuoteHeads.IsOriginal(flat))
            return true;
        // Outlook draws a line and then names the mail it quotes, in any language of the world.
        if (IsUnderscores(flat))
            return Filled(at + 1) is var next && (Block(next) >= 3 || IsLabelled(next));
        return QuoteHeads.RoleOf(flat) is HeadRole.From or HeadRole.Sent && Block(at) >= 3;
    }

    private static bool IsUnderscores(string flat) => flat.Length >= 10 && flat.AsSpan().IndexOfAnyExcept('_') < 0;

    /// <summary>How many of sender, date, addressee and subject are named from here on; the sender has to be among them.</summary>
    private int Block(int at)
    {
        var found = new HashSet<HeadRole>();
        var strange = 0;
        for (var i = at; i < Math.Min(at + LinesOfBlock, lines.Length) && strange <= 3; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            if (QuoteHeads.RoleOf(FlatAt(i)) is { } role)
                found.Add(role);
            else if (i == at)
                return 0;
            else
                strange++;
        }

        found.Remove(HeadRole.Copy);
        return found.Contains(HeadRole.From) ? found.Count : 0;
    }

    // "Label: value" three times among five lines, and an address: no words are known of that language.
    private bool IsLabelled(int at)
    {
        var (labels, hasAddress) = (0, false);
        for (var i = at; i < Math.Min(at + 5, lines.Length); i++)
        {
            var line = FlatAt(i);
            labels += line.IndexOf(':', StringComparison.Ordinal) is > 0 and <= 25 ? 1 : 0;
            hasAddress |= line.Contains('@', StringComparison.Ordinal);
        }

        return labels >= 3 && hasAddress;
    }

    /// <summary>Lines of "On … wrote:" from here on; 0 when there is none.</summary>
    private int Attribution(int at)
    {
        if (string.IsNullOrWhiteSpace(lines[at]))
            return 0;
        var joined = "";
        for (var i = at; i < Math.Min(at + MostLinesOfAttribution, lines.Length); i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || joined.Length + lines[i].Length > LongestLine || IsQuoted(lines[i]))
                return 0;
            // An address that was broken in two goes together again.
            joined += joined.EndsWith('<') ? FlatAt(i) : ' ' + FlatAt(i);
            if (!QuoteHeads.EndsAsAttribution(joined))
                continue;
            var next = Filled(i + 1);
            return QuoteHeads.IsAttribution(joined.Trim(), next < lines.Length && IsQuoted(lines[next])) ? i - at + 1 : 0;
        }

        return 0;
    }

    // "My answers below, in red": history without marks that holds answers is not folded.
    private bool AnswersWithin(int at)
    {
        for (var (i, filled) = (0, 0); i < at && filled < 6; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            filled++;
            if (QuoteHeads.SaysAnswersWithin(FlatAt(i)))
                return true;
        }

        return false;
    }

    // Blank lines between two quoted ones belong to them.
    private void FillBlanks()
    {
        for (var i = 1; i < lines.Length; i++)
        {
            if (kinds[i - 1] != MailPartKind.Quote || kinds[i] == MailPartKind.Quote || !string.IsNullOrWhiteSpace(lines[i]))
                continue;
            var next = i;
            while (next < lines.Length && kinds[next] != MailPartKind.Quote && string.IsNullOrWhiteSpace(lines[next]))
                next++;
            if (next < lines.Length && kinds[next] == MailPartKind.Quote)
                Array.Fill(kinds, MailPartKind.Quote, i, next - i);
            i = next;
        }
    }
}
