using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Mail;

/// <summary>
/// Whether a mail states the severity Emergency (spec S5): in its subject, or where a field of a line begins, as "重大度: 緊急",
/// "Product: …, Severity: Emergency" or "優先度は緊急です". A sentence that only speaks of emergencies states none.
/// </summary>
internal static partial class StatedEmergency
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private const int Milliseconds = 1000;

    private const string Label = @"((severity|priority|urgency)([ \t]level)?|(重大度|重要度|緊急度|深刻度|優先度)(レベル)?)";

    // Whose it is: "Case severity", "本件の重大度".
    private const string Whose = @"((the|our|my|this|case|ticket|request|issue|stated)[ \t]){0,2}([\p{L}]{1,8}の)?";

    // Not "緊急ではありません", "緊急度", "緊急連絡先", "emergency contact", nor a question.
    private const string NoMore =
        @"(?![ \t]*[?]|ではな|では|じゃ|度|性|時|以外|未満|から|より|連絡|ですか|でしょうか|でよろし|か(?!ら)"
        + @"|[ \t]+(is[ \t]+not|isn|was|were|would|means?|if|only|contact|number|phone|line)\b)";

    // Not the choices of a form that nobody filled in ("Emergency / High / Medium / Low").
    private const string NoChoice = @"(?![ \t]*([/|,、・]|or\b|または|もしくは)[ \t]*(high|medium|low|高|中|低))";

    private const string Value = @"[*_]{0,2}[【\[""「]?(S?1[ \t]?[-.:]?[ \t]?)?(emergency\b|緊急)(?>[】\]""」*_]{0,3})" + NoChoice + NoMore;

    private const string Statement = Label + @"[*_]{0,2}(?>[ \t]*)([】\]](?>[ \t]*)[:=]?|[:=])[*_]{0,2}(?>[ \t]*)" + Value;

    // Within a line, and where no colon says that it is a field, nothing may follow that goes on with a sentence.
    private const string NothingMore =
        @"(\t|[ ]{2}|(?>[ \t]*)($|[、,;|/。.!！()（）\-]|です|でお願い|でご?対応|として|と(判断|考え|認識|存じ|思)|である|だ(?![がけ])))";

    /// <param name="subject">With full-width letters folded, as the words.</param>
    /// <param name="own">What the sender wrote themselves, without what they quote.</param>
    public static bool In(string subject, string own) => InSubject().IsMatch(subject) || own.Split('\n').Any(IsStatedIn);

    private static bool IsStatedIn(string read)
    {
        var line = read.AsSpan().TrimEnd();
        var at = 0;
        foreach (var bullet in Bullet().EnumerateMatches(line))
            at = bullet.Length;
        // Somebody else's words: a mail program's mark stands before them.
        if (line.TrimStart() is ['>' or '|', ..])
            return false;
        if (AtStart().IsMatch(line[at..]) || AsSentence().IsMatch(line[at..]))
            return true;
        for (at = NextField(line, at); at > 0; at = NextField(line, at))
            if (WithinLine().IsMatch(line[at..]) || AsSentence().IsMatch(line[at..]))
                return true;
        return false;
    }

    // Behind a separator, the end of a sentence, or a gap that lays out columns; 0 when there is no further one.
    private static int NextField(ReadOnlySpan<char> line, int from)
    {
        for (var at = from + 1; at < line.Length; at++)
        {
            if (line[at] is ' ' or '\t')
                continue;
            var (before, blanks) = (at - 1, 0);
            while (before > from && line[before] is ' ' or '\t')
                (blanks, before) = (blanks + (line[before] == '\t' ? 2 : 1), before - 1);
            if (blanks >= 2 || line[before] is '、' or ',' or ';' or '|' or '/' or '。' or '!' or '(' or '[' or '【' or '・')
                return at;
            if (line[before] == '.' && blanks > 0)
                return at;
        }

        return 0;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])" + Statement, Options, Milliseconds)]
    private static partial Regex InSubject();

    // What a list is laid out with: "・", "1.", "(2)", "■".
    [GeneratedRegex(@"^[ \t・*•■◆◇□○●\-#【\[(]*([0-9]{1,2}[.):]?[ \t]*)?[*_【\[]{0,3}", Options, Milliseconds)]
    private static partial Regex Bullet();

    [GeneratedRegex("^" + Whose + Statement, Options, Milliseconds)]
    private static partial Regex AtStart();

    [GeneratedRegex("^" + Whose + Statement + NothingMore, Options, Milliseconds)]
    private static partial Regex WithinLine();

    // "重大度は緊急です", "The severity is Emergency.", and the two columns of a table.
    [GeneratedRegex("^" + Whose + Label + @"([ \t]*は[ \t]*|[ \t]+is[ \t]+|\t[ \t]*|[ ]{2,})" + Value + NothingMore, Options, Milliseconds)]
    private static partial Regex AsSentence();
}
