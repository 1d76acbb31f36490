using System.Buffers;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Mail;

/// <summary>What a line over a quoted mail names.</summary>
internal enum HeadRole
{
    From = 0,
    Sent = 1,
    To = 2,
    Subject = 3,
    Copy = 4,
}

/// <summary>Tells the lines that mail programs put over what they quote. Lines come folded, without marks and in small letters.</summary>
internal static partial class QuoteHeads
{
    private const int LongestLabel = 28;

    private static readonly string[] s_verbs = Words(VerbsWords);
    private static readonly string[] s_persons = Words(FirstPersonsWords);
    private static readonly SearchValues<string> s_anyVerb = SearchValues.Create(s_verbs, StringComparison.Ordinal);
    private static readonly SearchValues<string> s_originals = SearchValues.Create(Words(OriginalsWords), StringComparison.Ordinal);
    private static readonly SearchValues<string> s_forwards = SearchValues.Create(Words(ForwardsWords), StringComparison.Ordinal);
    private static readonly SearchValues<string> s_within = SearchValues.Create(Words(WithinWords), StringComparison.Ordinal);
    private static readonly Dictionary<string, HeadRole> s_roles = AllRoles();

    /// <summary>Compatible, in small letters, with plain spaces, without ">" and the stars of bold text.</summary>
    public static string Folded(string line) =>
        CompatibleText
            .Of(line)
            .ToLowerInvariant()
            .Replace("\u200B", "", StringComparison.Ordinal)
            .Replace("\u202F", " ", StringComparison.Ordinal)
            .Replace("*", "", StringComparison.Ordinal)
            .Trim(' ', '\t', '>', '\u200E', '\u200F');

    /// <summary>"-----Original Message-----" in any of the languages.</summary>
    public static bool IsOriginal(string flat)
    {
        var words = flat.AsSpan().TrimStart("-_=—–‐ ");
        return flat.Length - words.Length >= 2 && flat.Length <= 120 && words[..Math.Min(words.Length, 60)].ContainsAny(s_originals);
    }

    /// <summary>A heading over a mail that was forwarded.</summary>
    public static bool IsForwarded(string flat) => flat.Length is > 0 and <= 120 && flat.AsSpan().ContainsAny(s_forwards);

    public static bool SaysAnswersWithin(string flat) => flat.AsSpan().ContainsAny(s_within);

    /// <summary>What a line such as "From: …" names; null for any other.</summary>
    public static HeadRole? RoleOf(string flat)
    {
        var colon = flat.AsSpan(0, Math.Min(flat.Length, LongestLabel)).IndexOf(':');
        return colon > 0 && s_roles.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(flat.AsSpan(0, colon).Trim(), out var role)
            ? role
            : null;
    }

    /// <summary>Whether the line, so far as it goes, ends as "… wrote:" does.</summary>
    public static bool EndsAsAttribution(string joined) => joined.AsSpan().TrimEnd() is [.., ':'];

    /// <param name="line">From its first word to its colon.</param>
    /// <param name="marked">Whether the next words are marked by ">": then much less has to be said.</param>
    public static bool IsAttribution(string line, bool marked)
    {
        var hasVerb = HasVerb(line);
        var hasAddress = HasAddress(line);
        var (hasDate, hasTime) = (HasDate(line), HasTime(line));
        if (marked)
            return hasVerb || (hasAddress && (hasDate || hasTime)) || (hasDate && hasTime);
        if (SpeaksOfItself(line))
            return false;
        // Gmail and Yandex name date and address in some languages, and no verb.
        return hasVerb
            ? hasAddress || (hasDate && hasTime)
            : hasAddress && hasDate && hasTime && line.EndsWith(">:", StringComparison.Ordinal) && BeginsAsDate(line);
    }

    private static bool HasVerb(string line)
    {
        for (var rest = line.AsSpan(); rest.IndexOfAny(s_anyVerb) is >= 0 and var at; )
        {
            var end = at + 1;
            var before = at == 0 || !char.IsLetter(rest[at - 1]) || rest[at - 1] > '\u2E7F';
            while (end < rest.Length && char.IsLetter(rest[end]))
                end++;
            if (before && (rest[at] > '\u2E7F' || IsVerb(rest[at..])))
                return true;
            rest = rest[end..];
        }

        return false;
    }

    // The word ends where the verb ends: "wrote", not "wroteup".
    private static bool IsVerb(ReadOnlySpan<char> rest)
    {
        foreach (var verb in s_verbs)
        {
            if (rest.StartsWith(verb, StringComparison.Ordinal) && (rest.Length == verb.Length || !char.IsLetter(rest[verb.Length])))
                return true;
        }

        return false;
    }

    private static bool HasAddress(string line) =>
        line.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at + 1 < line.Length
        && !char.IsWhiteSpace(line[at - 1])
        && char.IsLetterOrDigit(line[at + 1]);

    // "10:00", "10.00", "10h00", "10時00"; the digits before are at most two.
    private static bool HasTime(string line)
    {
        for (var i = 1; i + 2 < line.Length; i++)
        {
            if (
                line[i] is ':' or '.' or 'h' or '時'
                && char.IsAsciiDigit(line[i - 1])
                && char.IsAsciiDigit(line[i + 1])
                && char.IsAsciiDigit(line[i + 2])
                && (i + 3 == line.Length || !char.IsAsciiDigit(line[i + 3]))
                && (i < 3 || !(char.IsAsciiDigit(line[i - 2]) && char.IsAsciiDigit(line[i - 3])))
            )
                return true;
        }

        return false;
    }

    // A year of four digits, or three numbers apart by the same mark.
    private static bool HasDate(string line)
    {
        var (digits, marks) = (0, 0);
        for (var i = 0; i <= line.Length; i++)
        {
            var c = i < line.Length ? line[i] : ' ';
            if (char.IsAsciiDigit(c))
            {
                digits++;
                continue;
            }

            if (digits == 4 && line[i - 4] is '1' or '2' && line[i - 3] is '9' or '0')
                return true;
            if (digits is 1 or 2 && marks == 2)
                return true;
            marks = digits is 1 or 2 && c is '.' or '/' or '-' ? marks + 1 : 0;
            digits = 0;
        }

        return false;
    }

    // A digit at the beginning, or behind a weekday: "ср, 9 июн. 2027".
    private static bool BeginsAsDate(string line)
    {
        var at = line.AsSpan().IndexOfAnyInRange('0', '9');
        return at is >= 0 and <= 20 && !line.AsSpan(0, Math.Max(at, 0)).ContainsAny('@', '<', ':');
    }

    // "I wrote to … on …:" is the sender's own sentence.
    private static bool SpeaksOfItself(string line) => s_persons.Any(person => line.StartsWith(person, StringComparison.Ordinal));
}
