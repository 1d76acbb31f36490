namespace Helpdesk.Web.Intake.OldCases.Reading;

/// <summary>Which of the console's two languages somebody writes, where a file says it otherwise or not at all.</summary>
internal static class Languages
{
    /// <summary>By a locale such as <c>ja</c> or <c>en-US</c>; else by whether Japanese was written.</summary>
    public static string Of(string? locale, IEnumerable<string?> texts) =>
        locale is { Length: >= 2 } ? (locale.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? "ja" : "en")
        : texts.OfType<string>().Any(t => t.Any(c => c is >= '\u3040' and <= '\u30FF')) ? "ja"
        : "en";
}
