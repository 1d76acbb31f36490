using Helpdesk.Domain.Branding;
using Helpdesk.Domain.Kernel;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Branding;

/// <summary>Section <c>Branding</c>: what customers see of the house; <c>/admin/branding</c> goes before it, field by field.</summary>
public sealed class BrandingOptions
{
    public const string Section = "Branding";

    /// <summary>What the house is called above its pages; empty says "Support centre".</summary>
    public string Name { get; set; } = "";

    /// <summary>The same in Japanese; empty takes <see cref="Name"/>.</summary>
    public string NameJa { get; set; } = "";

    /// <summary>A PNG, JPEG or WebP of at most 200 kB; relative to the current directory.</summary>
    public string Logo { get; set; } = "";

    /// <summary>The colour of links and buttons on customers' pages, e.g. <c>#1d5fa8</c>.</summary>
    public string Accent { get; set; } = "";

    /// <summary>The same on dark screens; empty makes it out of <see cref="Accent"/>.</summary>
    public string DarkAccent { get; set; } = "";

    /// <summary>Stands under every mail to customers and under their pages.</summary>
    public string Footer { get; set; } = "";

    /// <summary>The same in Japanese; empty takes <see cref="Footer"/>.</summary>
    public string FooterJa { get; set; } = "";
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class BrandingOptionsCheck : IValidateOptions<BrandingOptions>
{
    public ValidateOptionsResult Validate(string? name, BrandingOptions options)
    {
        List<string> wrong = [];
        Check(nameof(options.Accent), options.Accent, ScreenTheme.Light);
        Check(nameof(options.DarkAccent), options.DarkAccent, ScreenTheme.Dark);
        if (options.Logo.Length > 0 && !File.Exists(options.Logo))
            wrong.Add($"Branding:Logo: there is no file \"{Path.GetFullPath(options.Logo)}\".");
        else if (options.Logo.Length > 0 && !BrandLogo.Read(File.ReadAllBytes(options.Logo), options.Logo).IsOk)
            wrong.Add(
                $"Branding:Logo: \"{options.Logo}\" must be a PNG, JPEG or WebP of at most {BrandLogo.MostBytes / 1024} kB and "
                    + $"{BrandLogo.MostPixels} pixels."
            );
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Check(string key, string text, ScreenTheme theme)
        {
            if (AccentRules.Check(text, key, theme) is not { } error)
                return;
            wrong.Add(
                error.Code == AccentRules.Unreadable
                    ? $"Branding:{key}: \"{text}\" has a contrast of {error.Args[1]} with the surfaces of {theme} screens; "
                        + $"{error.Args[2]} is the least."
                    : $"Branding:{key}: \"{text}\" is no colour; write e.g. \"#1d5fa8\"."
            );
        }
    }
}

/// <summary>What an accent must be, on the screen and in the settings.</summary>
public static class AccentRules
{
    public const string Unreadable = "branding.contrast";

    /// <summary>What is wrong with a colour as it was written; null for a good one, and for none.</summary>
    public static Error? Check(string? text, string field, ScreenTheme theme)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!Colour.TryParse(text, out var colour))
            return new("branding.colour", field, text);
        return Accent.IsReadable(colour, theme) ? null : new(Unreadable, field, colour.ToString(), Said(colour, theme), Said(Accent.Least));
    }

    /// <summary>The contrast as it is said: 3.2:1, never rounded up to what is asked for.</summary>
    public static string Said(Colour colour, ScreenTheme theme) => Said(Accent.Contrast(colour, theme));

    private static string Said(double ratio) => FormattableString.Invariant($"{Math.Floor(ratio * 10) / 10:0.0}:1");
}
