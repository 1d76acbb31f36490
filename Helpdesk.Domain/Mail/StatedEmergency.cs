using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Mail;

/// <summary>
/// Whether a mail states the severity Emergency (spec S5): in its subject or as a line of its own, as "重大度: 緊急" or "Severity: Emergency".
/// </summary>
internal static partial class StatedEmergency
{
    // Not the choices of a form that nobody filled in ("Emergency / High / Medium / Low"), and not "緊急ではありません".
    private const string Statement =
        @"(severity|重大度|重要度|緊急度|深刻度)[ \t]*([】\]][ \t]*[:=]?|[:=])[ \t]*[【\[""「]?(emergency\b|緊急)"
        + @"(?![ \t]*[/|,、・][ \t]*(high|medium|low|高|中|低))(?!([ \t]*[?]|では|じゃ|度|時))";

    /// <param name="subject">With full-width letters folded, as the words.</param>
    /// <param name="own">What the sender wrote themselves, without what they quote.</param>
    public static bool In(string subject, string own) => InSubject().IsMatch(subject) || AsALine().IsMatch(own);

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])" + Statement,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex InSubject();

    [GeneratedRegex(
        @"^[ \t・*•■◆◇□○●\-【\[]*" + Statement,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex AsALine();
}
