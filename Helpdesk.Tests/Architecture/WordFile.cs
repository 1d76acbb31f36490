using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Helpdesk.Tests.Architecture;

/// <summary>A resource file's words by key.</summary>
internal sealed partial class WordFile(string text)
{
    private readonly Dictionary<string, string> _words = XDocument
        .Parse(text)
        .Root!.Elements("data")
        .ToDictionary(data => (string)data.Attribute("name")!, data => (string?)data.Element("value") ?? "", StringComparer.Ordinal);

    public static WordFile Load(string path) => new(File.ReadAllText(path));

    /// <summary>What a translation lacks, has too much, or says with other placeholders; empty when it fits.</summary>
    public IReadOnlyList<string> DifferencesTo(WordFile translation) =>
        [
            .. _words.Keys.Except(translation._words.Keys).Select(key => key + " is not translated"),
            .. translation._words.Keys.Except(_words.Keys).Select(key => key + " is translated but gone"),
            .. translation
                ._words.Where(word => string.IsNullOrWhiteSpace(word.Value))
                .Select(word => word.Key + " is translated with nothing"),
            .. _words
                .Where(word =>
                    translation._words.TryGetValue(word.Key, out var other) && !Placeholders(word.Value).SetEquals(Placeholders(other))
                )
                .Select(word => word.Key + " has other placeholders"),
        ];

    private static HashSet<string> Placeholders(string words) =>
        [.. Placeholder().Matches(words).Select(match => match.Groups["name"].Value)];

    /// <summary><c>{0}</c>, <c>{0:D}</c> and <c>{name}</c>; the format may differ by language, and <c>{{</c> is a brace.</summary>
    [GeneratedRegex(
        @"(?<!\{)\{(?<name>\w+)(?:[,:][^}]*)?\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Placeholder();
}
