using System.Text;
using Helpdesk.Web.Mail.In.Reading;

namespace Helpdesk.Tests.Mail.In.Corpus;

/// <summary>A reply of <c>replies.txt</c>: as a mail program writes it, and what of it was said now.</summary>
/// <param name="Html">Null where the mail is plain text.</param>
internal sealed record Reply(string Name, string Text, string? Html, string Own)
{
    /// <summary>As the console has it: HTML is made text first.</summary>
    public string Read()
    {
        if (Html is null)
            return Text;
        var mail = $"From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{Html}";
        using var read = MimeReader.Read(Encoding.UTF8.GetBytes(mail));
        return read.Text;
    }

    /// <summary>Lines with words: how much space stands between them is no matter of the cut.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
}

/// <summary>Programs by languages. Each reply has a name, then its parts in order: own, quote, sig; or html, and its own words.</summary>
internal static class ReplyCorpus
{
    public static IReadOnlyList<Reply> All { get; } = [.. Parse(File.ReadAllLines(Path.Combine(CorpusTable.Folder, "replies.txt")))];

    private static IEnumerable<Reply> Parse(string[] lines)
    {
        for (var at = 0; at < lines.Length; )
        {
            var end = Array.FindIndex(lines, at + 1, l => l.StartsWith("=== ", StringComparison.Ordinal));
            end = end < 0 ? lines.Length : end;
            yield return Of(lines[at][4..], lines[(at + 1)..end]);
            at = end;
        }
    }

    private static Reply Of(string name, string[] lines)
    {
        List<string> text = [],
            own = [],
            html = [];
        var part = "";
        foreach (var line in lines)
        {
            if (line is "[own]" or "[quote]" or "[sig]" or "[html]")
            {
                part = line;
                continue;
            }

            if (part == "[own]")
                own.Add(line);
            if (part == "[html]")
                html.Add(line);
            else
                text.Add(line);
        }

        return new(name, string.Join('\n', text), html.Count > 0 ? string.Join('\n', html) : null, Reply.Lines(string.Join('\n', own)));
    }
}
