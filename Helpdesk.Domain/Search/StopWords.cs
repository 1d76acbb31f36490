using System.Collections.Frozen;

namespace Helpdesk.Domain.Search;

/// <summary>Words that occur everywhere and tell nothing, folded as texts are.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> All = new[]
    {
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "cannot", "can't", "do", "does", "doesn't", "for", "from", "get", "has", "have", "how", "i", "if", "in", "is", "it", "its", "me", "my", "no",
        "not", "of", "on", "or", "our", "please", "so", "that", "the", "then", "there", "this", "to", "us", "was", "we", "what", "when", "where", "which", "why", "will", "with", "you", "your",
        "この", "その", "あの", "これ", "それ", "ここ", "そこ", "どう", "どの", "どこ", "なぜ", "いつ", "こと", "もの", "とき", "ため", "よう", "など", "です", "ます", "する", "した", "して", "ある", "いる", "ない",
        "できる", "できない", "できません", "しない", "しません", "しました", "ください", "について", "によつて", "から", "まで", "より", "ので", "でも", "では", "には", "とは", "および", "また", "または", "ところ", "さい", "おしえて",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string folded) => All.Contains(folded);

    /// <summary>いめーじの → いめーじ: a particle behind a word in hiragana, as far as it can be told.</summary>
    public static string WithoutParticle(string hiragana) => hiragana.Length > 3 && "のがはをにでともへ".Contains(hiragana[^1], StringComparison.Ordinal) ? hiragana[..^1] : hiragana;
}
