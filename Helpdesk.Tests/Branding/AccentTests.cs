using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Helpdesk.Domain.Branding;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Branding;

namespace Helpdesk.Tests.Branding;

/// <summary>Accents are measured as WCAG 2 does; what is derived of one is read as well as it is.</summary>
public sealed partial class AccentTests
{
    private static readonly Gen<Colour> Colours = Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new Colour(r, g, b));

    // Figures of the W3C's own examples and of a foreign contrast checker.
    [Theory]
    [InlineData("#000000", "#ffffff", 21.0)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#1d5fa8", "#ffffff", 6.45)]
    [InlineData("#ff0000", "#ffffff", 4.0)]
    [InlineData("#00ff00", "#000000", 15.3)]
    public void Contrast_IsWhatWcagSays(string one, string other, double ratio)
    {
        Colour.TryParse(one, out var a).ShouldBeTrue();
        Colour.TryParse(other, out var b).ShouldBeTrue();
        Colour.Contrast(a, b).ShouldBe(ratio, 0.05);
        Colour.Contrast(b, a).ShouldBe(Colour.Contrast(a, b));
    }

    [Theory]
    [InlineData("#12345")]
    [InlineData("#1234567")]
    [InlineData("rgb(1,2,3)")]
    [InlineData("#12345g")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("#-12345")]
    [InlineData("red;}body{display:none")]
    public void TryParse_NoColour_IsRefused(string? text) => Colour.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Colour_IsReadAsItIsWritten() =>
        Colours.Sample(colour =>
        {
            Colour.TryParse(colour.ToString(), out var read).ShouldBeTrue();
            read.ShouldBe(colour);
            Colour.TryParse(colour.ToString()[1..].ToUpperInvariant(), out read).ShouldBeTrue();
            read.ShouldBe(colour);
        });

    [Fact]
    public void WhatIsMadeOfAReadableAccent_IsReadable() =>
        Colours
            .Where(colour => Accent.IsReadable(colour, ScreenTheme.Light))
            .Sample(light =>
            {
                var dark = Accent.ForDark(light);
                Accent.IsReadable(dark, ScreenTheme.Dark).ShouldBeTrue($"{light} → {dark}");
                foreach (var (accent, theme) in new[] { (light, ScreenTheme.Light), (dark, ScreenTheme.Dark) })
                {
                    Accent
                        .Contrast(Accent.Strong(accent, theme), theme)
                        .ShouldBeGreaterThanOrEqualTo(Accent.Contrast(accent, theme) - 0.01);
                    Colour.Contrast(accent, Accent.Soft(accent, theme)).ShouldBeGreaterThanOrEqualTo(Accent.Least);
                }
            });

    [Fact]
    public void Surfaces_AreThoseOfThePalette()
    {
        var tokens = File.ReadAllText(Path.Combine(SourceTree.Root, "Helpdesk.Web", "wwwroot", "css", "tokens.css"));
        Token().Matches(tokens).Single(m => m.Groups["name"].Value == "brand").Groups["light"].Value.ShouldBe(Accent.Shipped.ToString());
        foreach (var (name, at) in new[] { ("surface", 0), ("bg", 1) })
        {
            var both = Token().Matches(tokens).Single(m => m.Groups["name"].Value == name);
            Accent.Surfaces(ScreenTheme.Light)[at].ToString().ShouldBe(both.Groups["light"].Value);
            Accent.Surfaces(ScreenTheme.Dark)[at].ToString().ShouldBe(both.Groups["dark"].Value);
        }
    }

    [Theory]
    [InlineData("#ff9900", ScreenTheme.Light, "1.9:1")]
    [InlineData("#1d5fa8", ScreenTheme.Dark, "2.5:1")]
    [InlineData("#767676", ScreenTheme.Light, "4.2:1")]
    public void Check_Unreadable_SaysTheRatioAndTheLeast(string colour, ScreenTheme theme, string ratio)
    {
        var error = AccentRules.Check(colour, "accent", theme).ShouldNotBeNull();
        (error.Code, error.Field).ShouldBe((AccentRules.Unreadable, "accent"));
        error.Args.ShouldBe([colour, ratio, "4.5:1"]);
    }

    [Fact]
    public void Check_NeverRoundsUpToWhatIsAskedFor() =>
        Colours.Sample(colour =>
        {
            var said = double.Parse(AccentRules.Said(colour, ScreenTheme.Light)[..^2], CultureInfo.InvariantCulture);
            (said >= Accent.Least).ShouldBe(AccentRules.Check(colour.ToString(), "accent", ScreenTheme.Light) is null);
        });

    [GeneratedRegex(@"--(?<name>[a-z0-9-]+): light-dark\((?<light>#\w{6}), (?<dark>#\w{6})\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
