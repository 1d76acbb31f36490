namespace Helpdesk.Domain.Branding;

/// <summary>The screen's two themes.</summary>
public enum ScreenTheme
{
    Light = 0,
    Dark = 1,
}

/// <summary>
/// What an accent is measured against: it stands as words on these surfaces, and words of the first stand on it, so that one figure
/// holds for links and for buttons. The palette of the screens has the same values; a test holds the two together.
/// </summary>
public static class Accent
{
    /// <summary>The least contrast of words (WCAG 2.2 AA, 1.4.3).</summary>
    public const double Least = 4.5;

    /// <summary>The accent of light screens as shipped.</summary>
    public static readonly Colour Shipped = new(0x1D, 0x5F, 0xA8);

    private static readonly Colour[] LightSurfaces = [Colour.White, new(0xF6, 0xF7, 0xF9)];

    private static readonly Colour[] DarkSurfaces = [new(0x19, 0x1F, 0x26), new(0x12, 0x16, 0x1B)];

    public static IReadOnlyList<Colour> Surfaces(ScreenTheme theme) => theme == ScreenTheme.Light ? LightSurfaces : DarkSurfaces;

    /// <summary>The smallest contrast of a colour with the surfaces of a theme.</summary>
    public static double Contrast(Colour accent, ScreenTheme theme) => Surfaces(theme).Min(surface => Colour.Contrast(accent, surface));

    public static bool IsReadable(Colour accent, ScreenTheme theme) => Contrast(accent, theme) >= Least;

    /// <summary>The accent for dark screens that goes with one for light screens: as much lighter as it takes to be read.</summary>
    public static Colour ForDark(Colour light)
    {
        for (var share = 0; share < 100; share += 2)
        {
            if (light.Mixed(Colour.White, share / 100d) is var lighter && IsReadable(lighter, ScreenTheme.Dark))
                return lighter;
        }

        return Colour.White;
    }

    /// <summary>The accent of buttons under the pointer: further from the surface, so that it is read even better.</summary>
    public static Colour Strong(Colour accent, ScreenTheme theme) =>
        theme == ScreenTheme.Light ? accent.Mixed(Colour.Black, 0.2) : accent.Mixed(Colour.White, 0.25);

    /// <summary>A surface with a breath of the accent, on which the accent and all other words are still read.</summary>
    public static Colour Soft(Colour accent, ScreenTheme theme)
    {
        var surface = Surfaces(theme)[0];
        for (var share = theme == ScreenTheme.Light ? 10 : 16; share > 0; share--)
        {
            if (surface.Mixed(accent, share / 100d) is var soft && Colour.Contrast(accent, soft) >= Least)
                return soft;
        }

        return surface;
    }
}
