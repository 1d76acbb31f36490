using System.Xml.Linq;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>The glossary says what the screens say.</summary>
public sealed class GlossaryTests
{
    [Fact]
    public void Term_WithAText_IsWhatTheScreensSay()
    {
        var (english, japanese) = (Texts(".resx"), Texts(".ja.resx"));
        var rows = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "glossary.md"))
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();

        rows.Count.ShouldBeGreaterThan(30);
        rows.ShouldAllBe(row => row.Length == 5 && row[0].Length > 0 && row[1].Length > 0 && row[2].Length > 0);
        rows.Select(row => row[0]).ShouldBeUnique();
        var named = rows.Where(row => row[4].Length > 0).ToList();
        named.Count.ShouldBeGreaterThan(10);
        foreach (var row in named)
        {
            english[row[4]].ShouldBe(row[0], row[4], StringCompareShould.IgnoreCase);
            japanese[row[4]].ShouldBe(row[1], row[4]);
        }
    }

    private static Dictionary<string, string> Texts(string ending) =>
        SourceTree
            .Files("Helpdesk.Web", "Terms" + ending)
            .Concat(SourceTree.Files("Helpdesk.Web", "DomainText" + ending))
            .Where(file => ending != ".resx" || !file.EndsWith(".ja.resx", StringComparison.Ordinal))
            .SelectMany(file => XDocument.Load(file).Root!.Elements("data"))
            .ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!, StringComparer.Ordinal);
}
