using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>Looks for barriers that a machine can find: WCAG 2.2, levels A and AA.</summary>
public static class AxeCheck
{
    private const int NodesShown = 5;
    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    /// <exception cref="ShouldAssertException">The page has barriers; the text names rule, remedy and place of each.</exception>
    public static async Task AssertCleanAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags(Tags) });
        (result.Passes?.Length ?? 0).ShouldBePositive("axe found nothing to check; is the page drawn?");
        if (result.Violations.Length > 0)
            throw new ShouldAssertException(
                $"{page.Url} has {result.Violations.Length} kinds of barrier:\n" + string.Join('\n', result.Violations.Select(Describe))
            );
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Impact}: {violation.Help} [{violation.Id}] {violation.HelpUrl}\n"
        + string.Join('\n', violation.Nodes.Take(NodesShown).Select(node => $"    {node.Target}  {node.Html}\n      {Reason(node)}"))
        + (violation.Nodes.Length > NodesShown ? $"\n    and {violation.Nodes.Length - NodesShown} more" : "");

    private static string Reason(AxeResultNode node) =>
        string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message));
}
