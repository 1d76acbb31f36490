namespace Helpdesk.Web.Mail.Out;

/// <summary>Subject and text of a template as they are written, with placeholders.</summary>
public sealed record WrittenWords(string Subject, string Body)
{
    /// <summary>The text as it is kept: no empty lines around it, and lines end one way.</summary>
    public static string Trimmed(string body) => body.ReplaceLineEndings("\n").Trim('\n', ' ');
}

/// <summary>The words of one kind of mail in one language: a subject line, then the text, with placeholders in double braces.</summary>
public sealed class MailTemplate
{
    private const string SubjectMark = "Subject: ";

    private readonly TextTemplate _subject;
    private readonly TextTemplate _body;

    private MailTemplate(TextTemplate subject, TextTemplate body, WrittenWords written) =>
        (_subject, _body, Written) = (subject, body, written);

    /// <summary>What was read: the words with their placeholders.</summary>
    public WrittenWords Written { get; }

    /// <summary>Reads a template; every mistake is told with its file and line.</summary>
    /// <returns>Null when there are mistakes.</returns>
    public static MailTemplate? Read(string file, string text, IReadOnlySet<string> known, List<string> mistakes)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var hasSubject = lines[0].StartsWith(SubjectMark, StringComparison.Ordinal);
        if (!hasSubject)
            mistakes.Add($"{file}, line 1: the first line must be \"{SubjectMark}…\".");
        List<TemplateMistake> found = [];
        var subject = TextTemplate.Read(hasSubject ? lines[0][SubjectMark.Length..] : "", known, found);
        mistakes.AddRange(found.Select(m => Said(file, 0, m, known)));
        found.Clear();
        var body = TextTemplate.Read(string.Join('\n', lines[1..]), known, found);
        mistakes.AddRange(found.Select(m => Said(file, 1, m, known)));
        return hasSubject && subject is not null && body is not null
            ? new(subject, body, new(lines[0][SubjectMark.Length..], WrittenWords.Trimmed(string.Join('\n', lines[1..]))))
            : null;
    }

    /// <summary>Reads subject and text that were written apart; the mistakes of each are told apart.</summary>
    /// <returns>Null when there are mistakes.</returns>
    public static MailTemplate? Read(
        WrittenWords written,
        IReadOnlySet<string> known,
        ICollection<TemplateMistake> ofSubject,
        ICollection<TemplateMistake> ofBody
    )
    {
        var subject = TextTemplate.Read(written.Subject, known, ofSubject);
        var body = TextTemplate.Read(written.Body, known, ofBody);
        return subject is not null && body is not null ? new(subject, body, written) : null;
    }

    /// <summary>Subject and text; values are text and never read as a template again.</summary>
    public (string Subject, string Text) Render(IReadOnlyDictionary<string, object?> values) =>
        (OneLine(_subject.Render(values)), _body.Render(values).Trim('\n', ' ') + "\n");

    private static string Said(string file, int linesBefore, TemplateMistake mistake, IReadOnlySet<string> known) =>
        $"{file}, line {mistake.Line + linesBefore}: "
        + mistake.Kind switch
        {
            TemplateMistakeKind.Braces => "a placeholder begins with {{ and ends with }} on the same line.",
            TemplateMistakeKind.UnknownPlaceholder =>
                $"unknown placeholder \"{mistake.What}\"; known here are {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
            _ => mistake.What + ".",
        };

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
