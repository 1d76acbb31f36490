using System.Text;

namespace Helpdesk.Domain.Mail;

/// <summary>Whose words a part of a mail's text is.</summary>
public enum MailPartKind
{
    /// <summary>What the sender wrote now.</summary>
    Own = 0,

    /// <summary>What was written before and came along.</summary>
    Quote = 1,
    Signature = 2,
}

public sealed record MailPart(MailPartKind Kind, string Text);

/// <summary>
/// Takes a mail's text apart: the sender's words, the history quoted with them, the signature. Nothing is lost: the parts, put
/// together with line breaks, are the text again. In doubt a line is the sender's own.
/// </summary>
public static partial class MailParts
{
    private const int LongestSignature = 14;

    public static IReadOnlyList<MailPart> Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var kinds = new MailPartKind[lines.Length];
        MarkQuotes(lines, kinds);
        MarkSignatures(lines, kinds);
        // A mail that is nothing but history was sent for its history.
        if (!lines.Where((line, i) => kinds[i] == MailPartKind.Own && !string.IsNullOrWhiteSpace(line)).Any())
            return [new(MailPartKind.Own, string.Join('\n', lines))];
        return Join(lines, kinds);
    }

    /// <summary>The first line that the sender wrote now, for the queue; empty when there is none.</summary>
    public static string Headline(string text) =>
        Split(text)
            .Where(p => p.Kind == MailPartKind.Own)
            .SelectMany(p => p.Text.Split('\n'))
            .Select(l => l.Trim())
            .FirstOrDefault(l => l.Length > 0)
        ?? "";

    /// <summary>Only what the sender wrote now.</summary>
    public static string Own(string text) =>
        string.Join('\n', Split(text).Where(p => p.Kind == MailPartKind.Own).Select(p => p.Text)).Trim();

    private static List<MailPart> Join(string[] lines, MailPartKind[] kinds)
    {
        List<MailPart> parts = [];
        var from = 0;
        for (var i = 1; i <= lines.Length; i++)
        {
            if (i < lines.Length && kinds[i] == kinds[from])
                continue;
            parts.Add(new(kinds[from], string.Join('\n', lines[from..i])));
            from = i;
        }

        return parts;
    }

    private static void MarkQuotes(string[] lines, MailPartKind[] kinds)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (IsQuoted(lines[i]))
            {
                kinds[i] = MailPartKind.Quote;
                continue;
            }

            if (HistoryBegins(lines, i))
            {
                Array.Fill(kinds, MailPartKind.Quote, i, lines.Length - i);
                return;
            }

            if (AttributionLength(lines, i) is not (> 0 and var length))
                continue;
            var next = i + length;
            while (next < lines.Length && lines[next].Trim().Length == 0)
                next++;
            // With marks the quote ends where they end; without them all that follows is history.
            var end = next < lines.Length && IsQuoted(lines[next]) ? next : lines.Length;
            Array.Fill(kinds, MailPartKind.Quote, i, end - i);
            i = end - 1;
        }

        FillBlanks(lines, kinds);
    }

    // Blank lines between two quoted ones belong to them.
    private static void FillBlanks(string[] lines, MailPartKind[] kinds)
    {
        for (var i = 1; i < lines.Length; i++)
        {
            if (kinds[i - 1] != MailPartKind.Quote || kinds[i] == MailPartKind.Quote || lines[i].Trim().Length > 0)
                continue;
            var next = i;
            while (next < lines.Length && kinds[next] != MailPartKind.Quote && lines[next].Trim().Length == 0)
                next++;
            if (next < lines.Length && kinds[next] == MailPartKind.Quote)
                Array.Fill(kinds, MailPartKind.Quote, i, next - i);
        }
    }

    private static bool IsQuoted(string line) => line.TrimStart(' ', '\u3000') is ['>' or '＞', ..];

    private static bool HistoryBegins(string[] lines, int at)
    {
        var line = lines[at].Trim();
        if (OriginalMessage().IsMatch(line))
            return true;
        // Outlook draws a line and then names the mail it quotes; the names come in the sender's language.
        if (RuleOfUnderscores().IsMatch(line))
            return NextFilled(lines, at) is { } next && IsHeaderBlock(lines, next);
        return IsHeaderBlock(lines, at);
    }

    private static int? NextFilled(string[] lines, int at)
    {
        for (var i = at + 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0)
                return i;
        }

        return null;
    }

    private static bool IsHeaderBlock(string[] lines, int at)
    {
        if (!HeaderFrom().IsMatch(lines[at]))
            return false;
        // A heading over the block says whose it is: a forwarded mail is what the sender wants us to read.
        if (lines[Math.Max(0, at - 3)..at].Any(l => Forwarded().IsMatch(l)))
            return false;
        var rest = lines.Skip(at + 1).Take(6).ToList();
        return rest.Any(l => HeaderSent().IsMatch(l)) && rest.Any(l => HeaderSubject().IsMatch(l) || HeaderTo().IsMatch(l));
    }

    /// <summary>Lines of "On … wrote:" from here on, which programs break after any word; 0 when there is none.</summary>
    private static int AttributionLength(string[] lines, int at)
    {
        if (!AttributionBegins().IsMatch(lines[at]))
            return 0;
        var joined = new StringBuilder();
        for (var i = at; i < Math.Min(at + 3, lines.Length) && lines[i].Trim().Length > 0; i++)
        {
            joined.Append(lines[i].Trim()).Append(' ');
            if (Attribution().IsMatch(joined.ToString().Trim()))
                return i - at + 1;
        }

        return 0;
    }

    private static void MarkSignatures(string[] lines, MailPartKind[] kinds)
    {
        var end = 0;
        for (var start = 0; start < lines.Length; start = end)
        {
            end = start;
            while (end < lines.Length && kinds[end] == kinds[start])
                end++;
            if (kinds[start] == MailPartKind.Own && SignatureIn(lines, start, end) is { } at)
                Array.Fill(kinds, MailPartKind.Signature, at, end - at);
        }
    }

    private static int? SignatureIn(string[] lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            // RFC 3676: two dashes and a space; many relays take the space away.
            if (lines[i].TrimEnd() == "--" && end - i <= 40)
                return i;
            if (IsRule(lines[i]) && i > start && IsSignatureBlock(lines, i, end))
                return i;
        }

        var last = end - 1;
        while (last > start && lines[last].Trim().Length == 0)
            last--;
        return last > start && SentFrom().IsMatch(lines[last]) ? last : null;
    }

    // A ruled block at the end that names how to reach somebody; a ruled table of figures names nobody.
    private static bool IsSignatureBlock(string[] lines, int at, int end)
    {
        // One line more than a signature has is enough to know: every ruled line of a mail comes here.
        var block = lines
            .Skip(at + 1)
            .Take(end - at - 1)
            .Select(l => l.Trim())
            .Where(l => l.Length > 0)
            .Take(LongestSignature + 1)
            .ToList();
        return block.Count is > 0 and <= LongestSignature
            && block.Exists(l => Reachable().IsMatch(l))
            && lines.Take(at).Any(l => l.Trim().Length > 0 && !IsRule(l));
    }

    private static bool IsRule(string line) =>
        line.Trim() is { Length: >= 5 } rule
        && rule.All(c => "-=*_~+#･・…‥─━═―－＝＊☆★◇◆■□●○◎♪/／｡。.,､".Contains(c, StringComparison.Ordinal));
}
