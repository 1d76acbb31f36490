using System.Buffers;

namespace Helpdesk.Domain.Mail;

/// <summary>
/// Marks signatures within the sender's words: behind "-- ", ruled, what a program adds by itself, and a block of names and numbers
/// right above a quote or at the end. A greeting before it stays the sender's word.
/// </summary>
internal sealed class MailSignatures(string[] lines, MailPartKind[] kinds)
{
    private static readonly SearchValues<char> s_ruling = SearchValues.Create("-=*_~+#･・…‥─━═―－＝＊☆★◇◆■□●○◎♪/／｡。.,､");

    private const int LongestSignature = 14;
    private const int LongestMarked = 40;
    private const int LongestUnmarked = 9;
    private const int LongestLine = 90;

    public void Mark()
    {
        var end = 0;
        for (var start = 0; start < lines.Length; start = end)
        {
            end = start;
            while (end < lines.Length && kinds[end] == kinds[start])
                end++;
            if (kinds[start] == MailPartKind.Own && SignatureIn(start, end) is { } at)
                Array.Fill(kinds, MailPartKind.Signature, at, end - at);
        }
    }

    /// <summary>A line of nothing but dashes, stars and the like.</summary>
    public static bool IsRule(string line) => line.AsSpan().Trim() is { Length: >= 5 } rule && rule.IndexOfAnyExcept(s_ruling) < 0;

    private int? SignatureIn(int start, int end)
    {
        var hasWords = false;
        // A signature begins near the end; whatever a long text has before cannot be one.
        for (var i = start; i < end; i++)
        {
            // RFC 3676: two dashes and a space; many relays take the space away.
            if (end - i <= LongestMarked && lines[i].AsSpan().TrimEnd() is "--" or "—" or "--\u00A0")
                return i;
            if (!IsRule(lines[i]))
                hasWords |= !string.IsNullOrWhiteSpace(lines[i]);
            else if (hasWords && IsRuledBlock(i, end))
                return i;
        }

        var last = LastFilled(start, end);
        var program = ByProgram(start, last);
        return Unmarked(start, program is null ? last : LastFilled(start, program.Value)) ?? program;
    }

    private int LastFilled(int start, int end)
    {
        var last = end - 1;
        while (last > start && string.IsNullOrWhiteSpace(lines[last]))
            last--;
        return last;
    }

    // "Sent from my iPhone", and the link that Outlook adds.
    private int? ByProgram(int start, int last)
    {
        int? found = null;
        for (var (i, looked) = (last, 0); i > start && looked < 4; i--)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            looked++;
            if (SignatureWords.IsSentFrom(MailQuotes.Flat(lines[i])))
                found = i;
            else if (found is not null)
                break;
        }

        return found;
    }

    // A ruled block at the end that names how to reach somebody; a ruled table of figures names nobody.
    private bool IsRuledBlock(int at, int end)
    {
        var (filled, reaches) = (0, false);
        for (var i = at + 1; i < end && i <= at + LongestMarked; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            if (++filled > LongestSignature)
                return false;
            reaches |= SignatureWords.Reaches(lines[i]);
        }

        return filled > 0 && end - at <= LongestMarked && reaches;
    }

    /// <summary>
    /// The last paragraph, if it is a card: a name first, short lines, no sentence, and how to reach somebody. Behind a closing, such as
    /// "Best regards,", it may begin within a paragraph.
    /// </summary>
    private int? Unmarked(int start, int last)
    {
        for (var i = last; i > start && last - i <= LongestUnmarked; i--)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            var opens = string.IsNullOrWhiteSpace(lines[i - 1]) || SignatureWords.IsClosing(MailQuotes.Flat(lines[i - 1]));
            if (lines[i].Length > LongestLine || SignatureWords.IsClosing(MailQuotes.Flat(lines[i])))
                return null;
            if (opens && HasWordsBefore(start, i) && IsCard(i, last))
                return i;
        }

        return null;
    }

    private bool HasWordsBefore(int start, int at)
    {
        for (var i = at - 1; i >= start; i--)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
                return true;
        }

        return false;
    }

    private bool IsCard(int first, int last)
    {
        if (!SignatureWords.IsName(lines[first]))
            return false;
        var (filled, reaches) = (0, 0);
        for (var i = first; i <= last; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            if (SignatureWords.IsSentence(lines[i]))
                return false;
            filled++;
            reaches += SignatureWords.Reaches(lines[i]) ? 1 : 0;
        }

        return filled >= 3 && reaches >= 1;
    }
}
