using System.Text.RegularExpressions;
using Helpdesk.Tests.Support;

namespace Helpdesk.Tests.Architecture;

/// <summary>
/// What is typed in key by key is bound: a bare value is written back by the answer to an earlier key, over what was typed since.
/// </summary>
public sealed partial class BoundInputsTests
{
    [Fact]
    public void Input_ThatListensToKeys_IsBound() =>
        SourceTree
            .Files("Helpdesk.Web", ".razor")
            .SelectMany(file => Bare(File.ReadAllText(file)).Select(tag => $"{SourceTree.Relative(file)}: {tag}"))
            .ShouldBeEmpty("use @bind:get, @bind:set and @bind:event");

    [Theory]
    [InlineData("<input value=\"@_text\" @oninput=\"e => _text = Of(e)\" />", 1)]
    [InlineData("<textarea id=\"x\" rows=\"3\" @oninput=\"Typed\"\n value=\"@_text\"></textarea>", 1)]
    [InlineData("<input @bind:get=\"_text\" @bind:set=\"v => Typed(v)\" @bind:event=\"oninput\" />", 0)]
    [InlineData("<input type=\"checkbox\" value=\"@code\" @onchange=\"Tick\" /> <input @oninput=\"Heard\" />", 0)]
    public void Bare_Planted_IsFound(string source, int found) => Bare(source).Count().ShouldBe(found);

    private static IEnumerable<string> Bare(string source) =>
        Inputs()
            .Matches(source)
            .Select(m => m.Value)
            .Where(tag => tag.Contains("@oninput", StringComparison.Ordinal) && Value().IsMatch(tag));

    // An arrow within an attribute does not end the tag.
    [GeneratedRegex("<(?:input|textarea)\\b(?:=>|[^>])*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("\\svalue=", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();
}
