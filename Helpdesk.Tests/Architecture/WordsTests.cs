using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>Both languages say the same things.</summary>
public sealed class WordsTests
{
    private const string Neutral = ".resx";
    private const string Japanese = ".ja.resx";

    [Fact]
    public void WordFile_HasItsJapaneseCounterpart_WithSameKeysAndPlaceholders()
    {
        List<string> differences = [];
        foreach (var file in SourceTree.Files("Helpdesk.Web", Neutral).Where(file => !file.EndsWith(Japanese, StringComparison.Ordinal)))
        {
            var counterpart = file[..^Neutral.Length] + Japanese;
            differences.AddRange(
                File.Exists(counterpart)
                    ? WordFile
                        .Load(file)
                        .DifferencesTo(WordFile.Load(counterpart))
                        .Select(difference => $"{SourceTree.Relative(counterpart)}: {difference}")
                    : [$"{SourceTree.Relative(counterpart)} is missing"]
            );
        }

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void JapaneseWordFile_HasItsNeutralCounterpart() =>
        SourceTree
            .Files("Helpdesk.Web", Japanese)
            .Where(file => !File.Exists(file[..^Japanese.Length] + Neutral))
            .Select(SourceTree.Relative)
            .ShouldBeEmpty();

    [Fact]
    public void DifferencesTo_PlantedDifferences_AreFound()
    {
        var english = Words(("Kept", "Due {0:t}"), ("Untranslated", "Open"), ("Emptied", "Close"), ("Changed", "{0} of {1}"));
        var japanese = Words(("Kept", "期限 {0:HH:mm}"), ("Emptied", " "), ("Changed", "{0}"), ("Gone", "古い"));

        english
            .DifferencesTo(japanese)
            .ShouldBe(
                [
                    "Untranslated is not translated",
                    "Gone is translated but gone",
                    "Emptied is translated with nothing",
                    "Changed has other placeholders",
                ],
                ignoreOrder: true
            );
    }

    private static WordFile Words(params (string Key, string Value)[] words) =>
        new("<root>" + string.Concat(words.Select(word => $"<data name=\"{word.Key}\"><value>{word.Value}</value></data>")) + "</root>");
}
