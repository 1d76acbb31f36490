using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Mail.Out.Wording;

/// <summary>What is wrong with words, each at its field; pure, so that the page asks at every key.</summary>
public static class MailWordsCheck
{
    public const int LongestSubject = 200,
        LongestBody = 20_000;

    /// <summary>The template of good words; else what is wrong with them.</summary>
    /// <param name="samples">Every case that it must hold for.</param>
    public static Result<MailTemplate> Check(MailKind kind, string language, WrittenWords words, IReadOnlyList<MailSampleValues> samples)
    {
        List<Error> wrong = [.. Lengths(words, language)];
        if (wrong.Count > 0)
            return Result<MailTemplate>.Refuse(wrong);
        var known = MailPlaceholders.Of(kind);
        List<TemplateMistake> ofSubject = [],
            ofBody = [];
        var template = MailTemplate.Read(words, known, ofSubject, ofBody);
        wrong.AddRange(ofSubject.Select(m => Said(m, FieldOf("subject", language), known)));
        wrong.AddRange(ofBody.Select(m => Said(m, FieldOf("body", language), known)));
        if (template is null)
            return Result<MailTemplate>.Refuse(wrong);
        wrong.AddRange(Missing(kind, language, template, samples));
        return wrong.Count == 0 ? template : Result<MailTemplate>.Refuse(wrong);
    }

    /// <summary>E.g. <c>bodyJa</c>.</summary>
    public static string FieldOf(string part, string language) => part + (language == "ja" ? "Ja" : "En");

    private static IEnumerable<Error> Lengths(WrittenWords words, string language)
    {
        var (subject, body) = (FieldOf("subject", language), FieldOf("body", language));
        if (string.IsNullOrWhiteSpace(words.Subject))
            yield return new("text.required", subject);
        if (string.IsNullOrWhiteSpace(words.Body))
            yield return new("text.required", body);
        if (words.Subject.Length > LongestSubject)
            yield return new("text.too-long", subject, LongestSubject, words.Subject.Length);
        if (words.Body.Length > LongestBody)
            yield return new("text.too-long", body, LongestBody, words.Body.Length);
        if (words.Subject.Any(char.IsControl))
            yield return new("text.one-line", subject);
        if (words.Body.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            yield return new("text.control-characters", body);
    }

    private static Error Said(TemplateMistake mistake, string field, IReadOnlySet<string> known) =>
        mistake.Kind switch
        {
            TemplateMistakeKind.Braces => new("mail-words.braces", field, mistake.Line, mistake.What),
            TemplateMistakeKind.UnknownPlaceholder => new("mail-words.unknown", field, mistake.Line, mistake.What, new Names(known)),
            _ => new("mail-words.syntax", field, mistake.Line, mistake.What),
        };

    // Said of what comes out, not of what is written: a placeholder inside a condition that is never true would be as good as none.
    private static IEnumerable<Error> Missing(
        MailKind kind,
        string language,
        MailTemplate template,
        IReadOnlyList<MailSampleValues> samples
    )
    {
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (var sample in samples)
        {
            var (subject, text) = template.Render(sample.Values);
            if (!Says(subject, sample, "number") && named.Add("subject"))
                yield return new("mail-words.must", FieldOf("subject", language), "number", sample.Sample);
            foreach (var name in MailPlaceholders.Obligatory(kind).Where(n => !Says(text, sample, n) && named.Add(n)))
                yield return new("mail-words.must", FieldOf("body", language), name, sample.Sample);
        }
    }

    private static bool Says(string text, MailSampleValues sample, string name) =>
        sample.Values.GetValueOrDefault(name) is not string value || text.Contains(value, StringComparison.Ordinal);

    // In full: an error's words cut a long text short, and here each name counts.
    private sealed record Names(IReadOnlySet<string> Known)
    {
        public override string ToString() => string.Join(", ", Known.Order(StringComparer.Ordinal));
    }
}
