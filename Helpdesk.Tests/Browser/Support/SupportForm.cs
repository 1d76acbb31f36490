using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>Somebody who walks the support form: who they are, what they have, what troubles them, and what must come of it.</summary>
public sealed record Enquirer(
    string Who,
    string Kind,
    string Name,
    string Mail,
    string RequestType,
    string Product,
    string Version,
    string Serial,
    string[] Impacts
)
{
    /// <summary>What they answer to where the product runs; null for those who are not asked (spec E4).</summary>
    public string? UsedIn { get; init; }

    /// <summary>Knows no serial number.</summary>
    public static readonly Enquirer Stranger = new(
        "stranger",
        "Other",
        "Ada Newcomer",
        "ada@newcomer.example",
        "TechnicalHelp",
        "SPX-SERVER",
        "5.2.7",
        "",
        ["IntermittentErrors"]
    );

    /// <summary>A reseller with a Standard contract, at a customer's site now (spec S1).</summary>
    public static readonly Enquirer Partner = new(
        "partner",
        "Var",
        "鈴木 大輔",
        "suzuki@aoba-systems.example",
        "TechnicalHelp",
        "SPX-VIRTUAL",
        "3.3.5",
        "SP-1004-7448",
        ["PartnerOnSite"]
    );

    /// <summary>Premium, with a server that is down and cannot be brought back (spec P2).</summary>
    public static readonly Enquirer Premium = new(
        "premium",
        "Business",
        "中村 由美",
        "nakamura@hanamaru-foods.example",
        "TechnicalHelp",
        "SPX-SB",
        "5.2.7",
        "SP-1002-7374",
        ["ProductionServerDown", "RestoreFails"]
    );

    /// <summary>A trial licence: Low, whatever they tick (spec E4).</summary>
    public static readonly Enquirer Trial = new(
        "trial",
        "Other",
        "渡辺 隆",
        "watanabe@kiso-u.example",
        "Bug",
        "SPX-DESKTOP",
        "5.2.7",
        "SP-1006-7522",
        ["ProductCrashes"]
    )
    {
        UsedIn = "Test",
    };

    /// <summary>The contract has ended (spec E5).</summary>
    public static readonly Enquirer Ended = new(
        "ended",
        "Business",
        "松本 愛",
        "matsumoto@fujimi-lib.example",
        "TechnicalHelp",
        "SPX-SERVER",
        "5.2.7",
        "SP-1010-7670",
        ["BackupsKeepFailing"]
    );
}

/// <summary>The support form as a visitor goes through it, with scripts or without.</summary>
public sealed class SupportForm(IPage page, Enquirer enquirer, bool scripts)
{
    private static readonly FilePayload Log = new()
    {
        Name = "復元.log",
        MimeType = "text/plain",
        Buffer = "restore stops at 40 %"u8.ToArray(),
    };

    /// <summary>Called on every page before it is left; for pictures and axe.</summary>
    public Func<string, Task> OnPage { get; init; } = _ => Task.CompletedTask;

    /// <summary>A page as it has to be: it passes axe, and its picture is kept.</summary>
    public static async Task LookAsync(PageSession session, string name)
    {
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync(name, wholePage: true);
    }

    /// <summary>From the first page to the last.</summary>
    /// <returns>The case's number.</returns>
    public async Task<string> WalkAsync(string language)
    {
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/support/new");
        await WhoAsync();
        await ProductAsync();
        await ProblemAsync();
        await Assertions.Expect(page.Locator("#usedIn")).ToHaveCountAsync(enquirer.UsedIn is null ? 0 : 1);
        if (enquirer.UsedIn is { } place)
        {
            await Assertions.Expect(page.Locator("input[name=usedIn]:checked")).ToHaveCountAsync(0);
            await page.CheckAsync($"input[name=usedIn][value={place}]");
        }

        foreach (var impact in enquirer.Impacts)
            await page.CheckAsync($"input[name='impact.{impact}']");
        await NextAsync("impact", "files");
        await FilesAsync();
        await page.CheckAsync("#consent");
        await NextAsync("send", "sent");
        var number = (await page.Locator(".portal-number b").TextContentAsync())!;
        await OnPage("sent");
        return number;
    }

    public async Task WhoAsync()
    {
        await page.CheckAsync($"input[name=userKind][value={enquirer.Kind}]");
        await page.FillAsync("#contactName", enquirer.Name);
        await page.FillAsync("#email", enquirer.Mail);
        await NextAsync("who", "product");
    }

    public async Task ProductAsync()
    {
        await page.SelectOptionAsync("#requestType", enquirer.RequestType);
        await page.SelectOptionAsync("#product", enquirer.Product);
        await page.FillAsync("#productVersion", enquirer.Version);
        await page.FillAsync("#serialNumber", enquirer.Serial);
        await NextAsync("product", "problem");
    }

    public async Task ProblemAsync()
    {
        await page.FillAsync("#subject", "Restore stops at 40 %");
        await page.FillAsync("#description", "<b>It stops</b> & says nothing. 復元が止まります。");
        await NextAsync("problem", "impact");
    }

    private async Task FilesAsync()
    {
        await page.SetInputFilesAsync("#files", Log);
        if (scripts)
            await page.Locator(".portal-files li progress").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        else
            await page.ClickAsync("button[name=go][value=files]");
        await Assertions.Expect(page.Locator(".portal-files li")).ToContainTextAsync(Log.Name);
        await NextAsync("files", "send");
    }

    private async Task NextAsync(string from, string to)
    {
        await OnPage(from);
        if (to == "send")
            await ToSendAsync(page);
        else
            await OnAsync(page, to);
    }

    /// <summary>Goes on to the last page, past the articles where there are any that fit.</summary>
    public static async Task ToSendAsync(IPage page)
    {
        await OnAsync(page, "(articles|send)");
        if (page.Url.EndsWith("/articles", StringComparison.Ordinal))
            await OnAsync(page, "send");
    }

    /// <summary>Presses "next" and arrives.</summary>
    public static async Task OnAsync(IPage page, string to)
    {
        await page.ClickAsync(".portal-buttons .account-button");
        await ArriveAsync(page, $"/support/{to}$");
    }

    /// <summary>
    /// Waits until the page is there and, where it has scripts, listens; Playwright's own waiting for the load misses it now and then.
    /// </summary>
    public static async Task ArriveAsync(IPage page, string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address));
        await Assertions.Expect(page.Locator(PageSession.RunsScripts(page) ? "html[data-ready]" : "main h1")).ToHaveCountAsync(1);
    }
}
