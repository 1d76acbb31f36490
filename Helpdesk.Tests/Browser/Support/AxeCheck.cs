using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>Looks for barriers that a machine can find: WCAG 2.2, levels A and AA.</summary>
public static class AxeCheck
{
    // axe itself in the page: the library's own runner opens a second page for each look and carries every rule that passed back, four
    // times the time. What is found comes back as text, the first places of each. Of what passed, one place a rule is worked out.
    private const string Look = """
        async tags => {
            const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
            const reason = node => [...node.any, ...node.all, ...node.none].map(check => check.message).join('; ');
            return [String(found.passes.length), ...found.violations.map(rule =>
                `${rule.impact}: ${rule.help} [${rule.id}] ${rule.helpUrl}\n`
                + rule.nodes.slice(0, 5).map(node => `    ${node.target}  ${node.html}\n      ${reason(node)}`).join('\n')
                + (rule.nodes.length > 5 ? `\n    and ${rule.nodes.length - 5} more` : ''))];
        }
        """;

    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    private static readonly Lazy<string> Script = new(() => new BundledAxeScriptProvider().GetScript());

    /// <exception cref="ShouldAssertException">The page has barriers; the text names rule, remedy and place of each.</exception>
    public static async Task AssertCleanAsync(IPage page) => (await BarriersAsync(page)).ShouldBeEmpty();

    /// <summary>A text for each kind of barrier, naming page, rule, remedy and places.</summary>
    public static async Task<IReadOnlyList<string>> BarriersAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
            await page.EvaluateAsync(Script.Value);
        var found = await page.EvaluateAsync<string[]>(Look, Tags);
        found[0].ShouldNotBe("0", $"axe found nothing to check on {page.Url}; is the page drawn?");
        return [.. found[1..].Select(barrier => $"{page.Url}: {barrier}")];
    }
}
