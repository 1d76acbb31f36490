using Helpdesk.Tests.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>Pictures that are kept to be looked at, under artifacts/screens.</summary>
internal static class Screens
{
    // Chromium refuses a picture now and then while it has no frame to show, and gives it when it is asked once more.
    private const string Refused = "Unable to capture screenshot";

    private const int Tries = 5;

    /// <param name="name">File name without its ending.</param>
    /// <returns>The picture's full path.</returns>
    public static async Task<string> KeepAsync(IPage page, string name, bool wholePage = false)
    {
        var path = Path.Combine(SourceTree.Root, "artifacts", "screens", name + ".png");
        for (var left = Tries; ; left--)
        {
            try
            {
                await page.ScreenshotAsync(
                    new()
                    {
                        Path = path,
                        FullPage = wholePage,
                        Animations = ScreenshotAnimations.Disabled,
                    }
                );
                return path;
            }
            catch (PlaywrightException refused) when (left > 1 && refused.Message.Contains(Refused, StringComparison.Ordinal))
            {
                // Asked again; each asking waits for fonts and layout by itself.
            }
        }
    }
}
