using System.Text.RegularExpressions;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Shell;

namespace Helpdesk.Tests.Shell;

/// <summary>The style sheet and MudBlazor's theme show the same colours.</summary>
public sealed partial class ConsoleThemeTests
{
    [Fact]
    public void Theme_EveryColour_IsThatOfTheTokens()
    {
        var tokens = Token()
            .Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "Helpdesk.Web/wwwroot/css/tokens.css")))
            .ToDictionary(
                m => m.Groups["name"].Value,
                m => (Light: m.Groups["light"].Value, Dark: m.Groups["dark"].Value),
                StringComparer.Ordinal
            );

        ConsoleTheme.Light.Keys.ShouldBe(ConsoleTheme.Dark.Keys);
        foreach (var name in ConsoleTheme.Light.Keys)
            (ConsoleTheme.Light[name], ConsoleTheme.Dark[name]).ShouldBe(tokens[name], name);
    }

    [Theory]
    [InlineData("ink")]
    [InlineData("ink2")]
    [InlineData("ink3")]
    [InlineData("brand")]
    [InlineData("em")]
    [InlineData("hi")]
    [InlineData("ok")]
    [InlineData("pause")]
    public void Text_OnEveryGround_HasContrast(string name)
    {
        foreach (var theme in new[] { ConsoleTheme.Light, ConsoleTheme.Dark })
        {
            foreach (var ground in new[] { "surface", "bg", "hover" })
                Contrast(theme[name], theme[ground]).ShouldBeGreaterThanOrEqualTo(4.5, $"WCAG 1.4.3: {name} on {ground}");
        }
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var value = Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0;
            return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    [GeneratedRegex(
        "--(?<name>[\\w-]+): light-dark\\((?<light>#[0-9a-f]{6}), (?<dark>#[0-9a-f]{6})\\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token();
}
