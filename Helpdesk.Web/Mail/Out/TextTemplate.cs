using System.Globalization;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Helpdesk.Web.Mail.Out;

public enum TemplateMistakeKind
{
    /// <summary>Braces that do not close on their line.</summary>
    Braces = 0,

    /// <summary>A name that nothing stands for.</summary>
    UnknownPlaceholder = 1,

    /// <summary>Anything else that the engine cannot read or run.</summary>
    Syntax = 2,
}

/// <param name="Line">Counted from 1.</param>
/// <param name="What">The placeholder's name, or what the engine says.</param>
public sealed record TemplateMistake(TemplateMistakeKind Kind, int Line, string What);

/// <summary>
/// Words with placeholders in double braces; strict: what it does not know is a mistake, and what it is filled with stays text.
/// </summary>
public sealed class TextTemplate
{
    private readonly Template _template;

    private TextTemplate(Template template) => _template = template;

    /// <summary>Reads a template; null when there are mistakes.</summary>
    public static TextTemplate? Read(string text, IReadOnlySet<string> known, ICollection<TemplateMistake> mistakes)
    {
        var before = mistakes.Count;
        text = text.ReplaceLineEndings("\n");
        CheckBraces(text, mistakes);
        if (mistakes.Count > before)
            return null;
        var parsed = Template.Parse(text);
        foreach (var message in parsed.Messages.Where(m => m.Type == ParserMessageType.Error))
            mistakes.Add(new(TemplateMistakeKind.Syntax, message.Span.Start.Line + 1, message.Message));
        if (!parsed.HasErrors)
            CheckNames(parsed, known, mistakes);
        var template = new TextTemplate(parsed);
        if (mistakes.Count == before)
            template.Try(known, mistakes);
        return mistakes.Count == before ? template : null;
    }

    /// <summary>The words; values are text and never read as a template again.</summary>
    public string Render(IReadOnlyDictionary<string, object?> values)
    {
        var scope = new ScriptObject();
        foreach (var (name, value) in values)
            scope[name] = value;
        // No built-in functions: a template says words, it does not compute.
        var context = new TemplateContext(new ScriptObject()) { StrictVariables = true };
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(scope);
        return _template.Render(context);
    }

    private static void CheckBraces(string text, ICollection<TemplateMistake> mistakes)
    {
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (Occurrences(line, "{{") != Occurrences(line, "}}"))
                mistakes.Add(new(TemplateMistakeKind.Braces, index + 1, line.Trim()));
        }
    }

    private static void CheckNames(Template parsed, IReadOnlySet<string> known, ICollection<TemplateMistake> mistakes)
    {
        var names = new Names();
        names.Visit(parsed.Page);
        foreach (var name in names.Found.Where(n => !known.Contains(n.Name)))
            mistakes.Add(new(TemplateMistakeKind.UnknownPlaceholder, name.Span.Start.Line + 1, name.Name));
    }

    // What only shows when it runs, shows when it is read.
    private void Try(IReadOnlySet<string> known, ICollection<TemplateMistake> mistakes)
    {
        try
        {
            Render(known.ToDictionary(name => name, object? (name) => name, StringComparer.Ordinal));
        }
        catch (ScriptRuntimeException e)
        {
            mistakes.Add(new(TemplateMistakeKind.Syntax, e.Span.Start.Line + 1, e.OriginalMessage));
        }
    }

    private static int Occurrences(string line, string mark) => line.Split(mark).Length - 1;

    private sealed class Names : ScriptVisitor
    {
        public List<ScriptVariable> Found { get; } = [];

        public override void Visit(ScriptVariableGlobal node) => Found.Add(node);

        public override void Visit(ScriptVariableLocal node) => Found.Add(node);
    }
}
