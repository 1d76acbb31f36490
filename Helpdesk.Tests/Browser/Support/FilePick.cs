using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>
/// Picking files on a live page.
/// </summary>
public static class FilePick
{
    /// <summary>
    /// Picks the files once the input listens. Blazor attaches its listener one way there and back after the input stands on
    /// the page; a file picked in between is lost, which only a machine is quick enough to do.
    /// </summary>
    public static async Task PickFilesAsync(this IPage page, string selector, params FilePayload[] files)
    {
        await page.Locator(selector).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.WaitForFunctionAsync("selector => document.querySelector(selector)?._blazorInputFileNextFileId !== undefined", selector);
        await page.SetInputFilesAsync(selector, files);
    }
}
