using System.Globalization;

namespace Helpdesk.Domain.Branding;

/// <summary>A colour of the screen in sRGB.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour White = new(255, 255, 255);
    public static readonly Colour Black = new(0, 0, 0);

    /// <summary>Relative luminance as WCAG 2 defines it: 0 is black, 1 is white.</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>Reads <c>#1d5fa8</c>, in either case, with or without the sign.</summary>
    public static bool TryParse(string? text, out Colour colour)
    {
        colour = default;
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith("#"))
            digits = digits[1..];
        if (digits.Length != 6 || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        colour = new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>The contrast ratio of WCAG 2, from 1 to 21, whichever is the lighter.</summary>
    public static double Contrast(Colour one, Colour other)
    {
        var (a, b) = (one.Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>This colour with <paramref name="share"/> (0 to 1) of another in it.</summary>
    public Colour Mixed(Colour with, double share) =>
        new(Part(Red, with.Red, share), Part(Green, with.Green, share), Part(Blue, with.Blue, share));

    /// <summary><c>#1d5fa8</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static byte Part(byte own, byte other, double share) => (byte)Math.Round(own + (other - own) * share);

    private static double Linear(byte part) => part / 255d is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
