using System.Text.RegularExpressions;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Mail;

/// <summary>Whether somebody greets the customer in their own words already, so that a mail does not do it twice.</summary>
public static partial class Greeting
{
    // A greeting is a line of its own, and short.
    private const int Longest = 60;

    /// <param name="message">What was written; its first line that is not empty counts.</param>
    /// <param name="name">The customer's, family name first or last.</param>
    public static bool Opens(string? message, string name)
    {
        var line = CompatibleText.Of((message ?? "").Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) ?? "");
        var whole = CompatibleText.Of(name);
        if (line.Length == 0)
            return false;
        if (line.Length <= Longest && (Honorific().IsMatch(line) || Salutation().IsMatch(line) || IsPartOf(whole, line)))
            return true;
        return whole.Length > 0 && Solid(line).Contains(Solid(whole), StringComparison.OrdinalIgnoreCase);
    }

    // "Grace," or 「村上、」.
    private static bool IsPartOf(string name, string line) =>
        name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Contains(line.TrimEnd(',', '、', '.', '。', '!', ':', ' '), StringComparer.OrdinalIgnoreCase);

    private static string Solid(string text) => Spaces().Replace(text, "");

    [GeneratedRegex(@"(?:様|さま|さん|殿|先生|御中|各位)[\s,、.。!:]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Honorific();

    [GeneratedRegex(
        @"^(?:dear|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day))\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Salutation();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
