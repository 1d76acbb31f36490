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

public sealed record MailPart(MailPartKind Kind, string Text)
{
    /// <summary>True for a question that is quoted and answered under it: it stays in sight.</summary>
    public bool IsAnswered { get; init; }
}

/// <summary>
/// Takes a mail's text apart: the sender's words, the history quoted with them, the signature. Nothing is lost: the parts, put
/// together with line breaks, are the text again. In doubt a line is the sender's own. Each line is looked at a bounded number of times.
/// </summary>
public static class MailParts
{
    // A question that is answered is short; a whole mail above an answer is history.
    private const int LongestQuestion = 12;

    public static IReadOnlyList<MailPart> Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var kinds = new MailPartKind[lines.Length];
        new MailQuotes(lines, kinds).Mark();
        new MailSignatures(lines, kinds).Mark();
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
        var lastOwn = Array.FindLastIndex(lines, line => !string.IsNullOrWhiteSpace(line));
        while (lastOwn >= 0 && (kinds[lastOwn] != MailPartKind.Own || string.IsNullOrWhiteSpace(lines[lastOwn])))
            lastOwn--;
        var from = 0;
        for (var i = 1; i <= lines.Length; i++)
        {
            if (i < lines.Length && kinds[i] == kinds[from])
                continue;
            var isAnswered = kinds[from] == MailPartKind.Quote && from < lastOwn && i - from <= LongestQuestion;
            parts.Add(new(kinds[from], string.Join('\n', lines[from..i])) { IsAnswered = isAnswered });
            from = i;
        }

        return parts;
    }
}
