using Helpdesk.Web.Cases.ReplyTemplates;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>Turns a reply that is being written from one language into the other as far as templates reach (spec P9).</summary>
public static class ReplyLanguage
{
    /// <summary>
    /// The text with every template in it said in the other language; an empty text becomes greeting and closing. What somebody wrote
    /// by hand stays as it is.
    /// </summary>
    public static string Switch(string text, IReadOnlyList<FilledTemplate> from, IReadOnlyList<FilledTemplate> to)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Draft(to);
        // A draft nobody has put a hand to goes as it came.
        if (text == Draft(from))
            return to.Count == 0 ? text : Draft(to);
        foreach (var (one, other) in from.Join(to, f => f.Id, t => t.Id, (f, t) => (f, t)).OrderByDescending(pair => pair.f.Text.Length))
            text = text.Replace(one.Text, other.Text, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Greeting and closing with room between them.</summary>
    public static string Draft(IReadOnlyList<FilledTemplate> templates) =>
        string.Join(
            "\n\n\n\n",
            new[]
            {
                templates.FirstOrDefault(t => t.Kind == ReplyTemplateKind.Greeting),
                templates.FirstOrDefault(t => t.Kind == ReplyTemplateKind.Closing),
            }
                .OfType<FilledTemplate>()
                .Select(t => t.Text)
        );
}
