using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Helpdesk.Web.Mail;

/// <summary>The words of one kind of mail in one language: a subject line, then the text, with placeholders in double braces.</summary>
public sealed class MailTemplate
{
    private const string SubjectMark = "Subject: ";

    private readonly Template _subject;
    private readonly Template _body;

    private MailTemplate(Template subject, Template body) => (_subject, _body) = (subject, body);

    /// <summary>Reads a template; every mistake is told with its file and line.</summary>
    /// <returns>Null when there are mistakes.</returns>
    public static MailTemplate? Read(string file, string text, IReadOnlySet<string> known, List<string> mistakes)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var before = mistakes.Count;
        if (!lines[0].StartsWith(SubjectMark, StringComparison.Ordinal))
            mistakes.Add($"{file}, line 1: the first line must be \"{SubjectMark}…\".");
        for (var i = 0; i < lines.Length; i++)
        {
            if (Occurrences(lines[i], "{{") != Occurrences(lines[i], "}}"))
                mistakes.Add($"{file}, line {i + 1}: a placeholder begins with {{{{ and ends with }}}} on the same line.");
        }

        if (mistakes.Count > before)
            return null;
        var subject = Parse(file, 1, lines[0][SubjectMark.Length..], known, mistakes);
        var body = Parse(file, 2, string.Join('\n', lines[1..]), known, mistakes);
        var template = new MailTemplate(subject, body);
        if (mistakes.Count == before)
            template.Try(file, known, mistakes);
        return mistakes.Count == before ? template : null;
    }

    /// <summary>Subject and text; values are text and never read as a template again.</summary>
    public (string Subject, string Text) Render(IReadOnlyDictionary<string, object?> values) =>
        (OneLine(Render(_subject, values)), Render(_body, values).Trim('\n', ' ') + "\n");

    private static Template Parse(string file, int firstLine, string text, IReadOnlySet<string> known, List<string> mistakes)
    {
        var template = Template.Parse(text);
        foreach (var message in template.Messages.Where(m => m.Type == ParserMessageType.Error))
            mistakes.Add($"{file}, line {message.Span.Start.Line + firstLine}: {message.Message}.");
        if (template.HasErrors)
            return template;
        var names = new Names();
        names.Visit(template.Page);
        foreach (var name in names.Found.Where(n => !known.Contains(n.Name)))
            mistakes.Add($"{file}, line {name.Span.Start.Line + firstLine}: unknown placeholder \"{name.Name}\"; known here are {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        return template;
    }

    // What only shows when it runs, shows at start.
    private void Try(string file, IReadOnlySet<string> known, List<string> mistakes)
    {
        try
        {
            Render(known.ToDictionary(name => name, object? (name) => name, StringComparer.Ordinal));
        }
        catch (ScriptRuntimeException e)
        {
            mistakes.Add($"{file}, line {e.Span.Start.Line + 2}: {e.OriginalMessage}.");
        }
    }

    private static string Render(Template template, IReadOnlyDictionary<string, object?> values)
    {
        var scope = new ScriptObject();
        foreach (var (name, value) in values)
            scope[name] = value;
        // No built-in functions: a template says words, it does not compute.
        var context = new TemplateContext(new ScriptObject()) { StrictVariables = true };
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(scope);
        return template.Render(context);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static int Occurrences(string line, string mark) => line.Split(mark).Length - 1;

    private sealed class Names : ScriptVisitor
    {
        public List<ScriptVariable> Found { get; } = [];

        public override void Visit(ScriptVariableGlobal node) => Found.Add(node);

        public override void Visit(ScriptVariableLocal node) => Found.Add(node);
    }
}
