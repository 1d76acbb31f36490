using MudBlazor;

namespace Helpdesk.Web.Shell;

/// <summary>MudBlazor's theme in the palette of <c>wwwroot/css/tokens.css</c>; a test holds the two together.</summary>
public static class ConsoleTheme
{
    private static readonly string[] Fonts =
    [
        "Inter",
        "Segoe UI",
        "Noto Sans JP",
        "Noto Sans CJK JP",
        "Hiragino Sans",
        "Yu Gothic UI",
        "sans-serif",
    ];

    /// <summary>Token → colour in light.</summary>
    public static IReadOnlyDictionary<string, string> Light { get; } =
        new Dictionary<string, string>
        {
            ["bg"] = "#f6f7f9",
            ["surface"] = "#ffffff",
            ["line"] = "#e3e6ea",
            ["edge"] = "#7d8793",
            ["ink"] = "#1a2129",
            ["ink2"] = "#5a6672",
            ["ink3"] = "#606b77",
            ["brand"] = "#1d5fa8",
            ["brand-strong"] = "#174d89",
            ["on-brand"] = "#ffffff",
            ["hover"] = "#f1f4f7",
            ["em"] = "#b3131b",
            ["hi"] = "#a8540a",
            ["ok"] = "#1b7a43",
            ["pause"] = "#6a5aa8",
        };

    /// <summary>Token → colour in dark.</summary>
    public static IReadOnlyDictionary<string, string> Dark { get; } =
        new Dictionary<string, string>
        {
            ["bg"] = "#12161b",
            ["surface"] = "#191f26",
            ["line"] = "#2b333d",
            ["edge"] = "#6f7c89",
            ["ink"] = "#e8edf2",
            ["ink2"] = "#a5b1bd",
            ["ink3"] = "#8f9ba8",
            ["brand"] = "#7db5ee",
            ["brand-strong"] = "#9bc6f3",
            ["on-brand"] = "#191f26",
            ["hover"] = "#202832",
            ["em"] = "#ff8d8d",
            ["hi"] = "#f6b26b",
            ["ok"] = "#7ed6a0",
            ["pause"] = "#b9aef0",
        };

    public static MudTheme Theme { get; } =
        new()
        {
            PaletteLight = Fill(new PaletteLight(), Light),
            PaletteDark = Fill(new PaletteDark(), Dark),
            LayoutProperties = new LayoutProperties
            {
                DefaultBorderRadius = "8px",
                AppbarHeight = "48px",
                DrawerWidthLeft = "240px",
            },
            Typography = Texts(),
        };

    private static T Fill<T>(T palette, IReadOnlyDictionary<string, string> c)
        where T : Palette
    {
        palette.Background = palette.BackgroundGray = c["bg"];
        palette.Surface = palette.AppbarBackground = palette.DrawerBackground = c["surface"];
        palette.TextPrimary = palette.AppbarText = palette.DrawerText = palette.DrawerIcon = c["ink"];
        palette.TextSecondary = palette.ActionDefault = c["ink2"];
        palette.TextDisabled = palette.ActionDisabled = c["ink3"];
        palette.Divider =
            palette.DividerLight =
            palette.LinesDefault =
            palette.TableLines =
            palette.ActionDisabledBackground =
            palette.GrayLight =
                c["line"];
        palette.LinesInputs = c["edge"];
        palette.TableHover = palette.TableStriped = palette.GrayLighter = c["hover"];
        palette.Primary = palette.Info = c["brand"];
        palette.PrimaryDarken = palette.PrimaryLighten = palette.InfoDarken = palette.InfoLighten = c["brand-strong"];
        palette.Secondary = palette.Tertiary = c["pause"];
        palette.Error = c["em"];
        palette.Warning = c["hi"];
        palette.Success = c["ok"];
        palette.Dark = c["ink2"];
        palette.PrimaryContrastText =
            palette.InfoContrastText =
            palette.SecondaryContrastText =
            palette.TertiaryContrastText =
            palette.ErrorContrastText =
            palette.WarningContrastText =
            palette.SuccessContrastText =
            palette.DarkContrastText =
                c["on-brand"];
        return palette;
    }

    private static Typography Texts() =>
        new()
        {
            Default = new DefaultTypography
            {
                FontFamily = Fonts,
                FontSize = "0.875rem",
                LineHeight = "1.4",
                LetterSpacing = "normal",
            },
            H1 = new H1Typography
            {
                FontSize = "1.25rem",
                FontWeight = "650",
                LineHeight = "1.3",
                LetterSpacing = "normal",
            },
            H2 = new H2Typography
            {
                FontSize = "1rem",
                FontWeight = "650",
                LineHeight = "1.35",
                LetterSpacing = "normal",
            },
            H3 = new H3Typography
            {
                FontSize = "0.875rem",
                FontWeight = "600",
                LineHeight = "1.4",
                LetterSpacing = "normal",
            },
            H6 = new H6Typography
            {
                FontSize = "1rem",
                FontWeight = "650",
                LineHeight = "1.35",
                LetterSpacing = "normal",
            },
            Body1 = new Body1Typography
            {
                FontSize = "0.875rem",
                LineHeight = "1.4",
                LetterSpacing = "normal",
            },
            Body2 = new Body2Typography
            {
                FontSize = "0.8125rem",
                LineHeight = "1.4",
                LetterSpacing = "normal",
            },
            Button = new ButtonTypography
            {
                FontSize = "0.875rem",
                FontWeight = "500",
                LineHeight = "1.4",
                LetterSpacing = "normal",
                TextTransform = "none",
            },
            Caption = new CaptionTypography
            {
                FontSize = "0.75rem",
                LineHeight = "1.4",
                LetterSpacing = "normal",
            },
        };
}
