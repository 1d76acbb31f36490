using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Search;

/// <summary>
/// Finds people by what somebody types of their name: its own script, its reading in kana, or Latin letters; かとう, カトウ, katou and
/// kato all find "Kato Kenta".
/// </summary>
public static partial class NameSearch
{
    // Hepburn; what is written with two signs stands first.
    private const string Table =
        "きゃkya きゅkyu きょkyo しゃsha しゅshu しょsho しぇshe ちゃcha ちゅchu ちょcho ちぇche にゃnya にゅnyu にょnyo "
        + "ひゃhya ひゅhyu ひょhyo みゃmya みゅmyu みょmyo りゃrya りゅryu りょryo ぎゃgya ぎゅgyu ぎょgyo じゃja じゅju じょjo じぇje "
        + "びゃbya びゅbyu びょbyo ぴゃpya ぴゅpyu ぴょpyo ふぁfa ふぃfi ふぇfe ふぉfo てぃti でぃdi うぃwi うぇwe ゔぁva ゔぃvi ゔぇve ゔぉvo "
        + "あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna にni ぬnu ねne のno "
        + "はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn "
        + "がga ぎgi ぐgu げge ごgo ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo "
        + "ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo ゔvu";

    private static readonly FrozenDictionary<string, string> Letters = Table
        .Split(' ')
        .ToFrozenDictionary(pair => pair[..LatinAt(pair)], pair => pair[LatinAt(pair)..], StringComparer.Ordinal);

    /// <summary>Whether each word that was typed stands in a word of one of the names; nothing typed fits everybody.</summary>
    public static bool Fits(string? typed, params IEnumerable<string?> names)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return true;
        string[] parts = [.. names.OfType<string>().SelectMany(name => Words(name).SelectMany(Forms))];
        return Words(typed).All(word => Forms(word).Any(form => parts.Any(p => p.Contains(form, StringComparison.Ordinal))));
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Forms(string word) =>
        ((string[])[SearchFold.Fold(word), Latin(word)]).Where(form => form.Length > 0);

    private static int LatinAt(string pair) => pair.AsSpan().IndexOfAnyInRange('a', 'z');

    // The same letters for the same sound, however long its vowels are written: satou, satoh and さとう are sato.
    private static string Latin(string word)
    {
        var text = CompatibleText.Of(word).ToLowerInvariant();
        var latin = new StringBuilder(text.Length * 2);
        var doubled = false;
        for (var at = 0; at < text.Length; at++)
        {
            var kana = Hiragana(text[at]);
            if (kana == 'っ')
            {
                doubled = true;
                continue;
            }

            var two = at + 1 < text.Length ? $"{kana}{Hiragana(text[at + 1])}" : "";
            if (Letters.TryGetValue(two, out var sound))
                at++;
            else
                sound = Letters.GetValueOrDefault(kana.ToString(), kana.ToString());
            if (doubled)
                latin.Append(sound[0]);
            doubled = false;
            latin.Append(sound);
        }

        return LongVowels().Replace(Labials().Replace(SearchFold.Fold(latin.ToString()), "n"), m => m.Value[..1]);
    }

    private static char Hiragana(char c) => c is >= 'ァ' and <= 'ヴ' ? (char)(c - 0x60) : c;

    [GeneratedRegex("o[uo]|uu|oh(?![aeiou])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongVowels();

    [GeneratedRegex("m(?=[bmp])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Labials();
}
