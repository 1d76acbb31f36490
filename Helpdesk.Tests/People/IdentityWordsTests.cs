using System.Text.RegularExpressions;
using System.Xml.Linq;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.People;

/// <summary>Every refusal has its sentence.</summary>
public sealed partial class IdentityWordsTests
{
    [Fact]
    public void EveryCode_HasWords()
    {
        var words = XDocument
            .Load(Path.Combine(SourceTree.Root, "Helpdesk.Web/Platform/Identity/IdentityText.resx"))
            .Root!.Elements("data")
            .Select(d => (string)d.Attribute("name")!)
            .ToHashSet(StringComparer.Ordinal);
        var codes = SourceTree
            .Files("Helpdesk.Web/Platform/Identity", ".cs")
            .Concat(SourceTree.Files("Helpdesk.Web/People", ".cs"))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(m => m.Groups["code"].Value))
            .ToHashSet(StringComparer.Ordinal);

        codes.Count.ShouldBeGreaterThan(15);
        codes.Except(words).ShouldBeEmpty();
    }

    [GeneratedRegex("\"(?<code>(?:person|api-key|setup)\\.[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
