using System.Text;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Tidies a text's lines in one pass: a pattern that looks for space before a line's end looks at a long run of it once for each letter.
/// </summary>
internal static class TextLines
{
    /// <param name="mostBlank">Blank lines that may follow one another.</param>
    /// <param name="keepSignatureMark">True leaves the space of "-- ": it is the mark of a signature.</param>
    public static string Tidy(string text, int mostBlank, bool keepSignatureMark)
    {
        var (tidy, blank) = (new StringBuilder(text.Length), 0);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var words = line.TrimEnd(" \t");
            if (keepSignatureMark && words is "--" && line.Length > words.Length)
                words = line[..(words.Length + 1)];
            blank = words.IsEmpty ? blank + 1 : 0;
            if (blank <= mostBlank)
                tidy.Append(words).Append('\n');
        }

        return tidy.ToString();
    }
}
