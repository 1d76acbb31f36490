using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>Colours are theme tokens: light, dark and high contrast change in one place.</summary>
public sealed class ColoursTests
{
    [Fact]
    public void Component_NamesNoColour() =>
        Files()
            .SelectMany(file => LiteralColours.In(File.ReadAllText(file)).Select(colour => $"{SourceTree.Relative(file)}:{colour}"))
            .ShouldBeEmpty("only the theme's token file under wwwroot holds colours");

    [Theory]
    [InlineData(".late { color: #f00; }")]
    [InlineData("<div style=\"background: #12ab34\">")]
    [InlineData("<MudIcon Style=\"@($\"color:rgb({x})\")\" />")]
    [InlineData("fill: hsla(0, 50%, 50%, .5)")]
    [InlineData("@* #fff in a comment *@ <path fill=\"#000000ff\" />")]
    public void In_PlantedColour_IsFound(string source) => LiteralColours.In(source).Count().ShouldBe(1);

    [Theory]
    [InlineData("&#160;")]
    [InlineData("<a href=\"#add\">")]
    [InlineData("<a href=\"/page#fed\">")]
    [InlineData("color: var(--late); /* #f00 */")]
    [InlineData("Case #12345")]
    [InlineData("#add-case { }")]
    public void In_OtherHash_IsQuiet(string source) => LiteralColours.In(source).ShouldBeEmpty();

    private static IEnumerable<string> Files() =>
        SourceTree
            .Files("Helpdesk.Web", ".razor")
            .Concat(SourceTree.Files("Helpdesk.Web", ".css").Where(file => !IsThemeFile(SourceTree.Relative(file))));

    /// <summary>The tokens, named so that one sees what they are: wwwroot/css/theme.css, wwwroot/tokens.css.</summary>
    private static bool IsThemeFile(string path) =>
        path.StartsWith("Helpdesk.Web/wwwroot/", StringComparison.Ordinal)
        && (
            Path.GetFileName(path).Contains("theme", StringComparison.Ordinal)
            || Path.GetFileName(path).Contains("token", StringComparison.Ordinal)
        );
}
