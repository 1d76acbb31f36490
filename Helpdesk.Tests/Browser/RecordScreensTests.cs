using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>A house gets its first product, version, customer, contract and licence by screens alone (spec E1–E3, U4).</summary>
public sealed class RecordScreensTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private IPage _page = null!;

    private ILocator Dialog => _page.GetByRole(AriaRole.Dialog);

    [BrowserFact]
    public async Task ProductVersionCustomerContractLicence_ByScreens_EachUndoable()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin" });
        _page = session.Page;
        await _page.GotoAsync("/account/culture?c=en&returnUrl=/admin/products");
        await AddProductAsync();
        await AxeCheck.AssertCleanAsync(_page);

        await _page.GotoAsync("/customers");
        await AddCustomerAsync();
        await AddContractAsync();
        await AddLicenceAsync();

        await Expect(_page.GetByText("SP-NEW-1", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(_page.GetByText("ends in 20 days")).ToBeVisibleAsync();
        await session.ScreenshotAsync("customer-new-en");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(_page.GetByText("No licence yet.")).ToBeVisibleAsync();
        await AxeCheck.AssertCleanAsync(_page);
    }

    [BrowserFact]
    public async Task List_KeepsSearchAndOrderInTheAddress_SoThatALinkShowsTheSame()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        _page = session.Page;
        await _page.GotoAsync("/account/culture?c=en&returnUrl=/customers");
        await _page.GetByLabel("Search customers").FillAsync("nordwind");
        await RestAsync("q=nordwind");
        await Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Nordwind GmbH" })).ToBeVisibleAsync();
        await Expect(_page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(_page).ToHaveURLAsync(console.Server.Address + "/customers?q=nordwind");
        await Expect(_page.GetByRole(AriaRole.Button, new() { Name = "New customer" })).ToHaveCountAsync(0);

        await _page.GotoAsync("/customers?tier=premium&sort=-nextend");
        await Expect(_page.Locator("tbody tr").First).ToContainTextAsync("Premium");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Nordwind GmbH" }).ClickAsync();
        await Expect(_page.Locator("h1")).ToHaveTextAsync("Nordwind GmbH");
        await Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Add contract" })).ToHaveCountAsync(0);
    }

    // A field waits for the hand to rest by the console's clock, which stands still here.
    private async Task RestAsync(string address)
    {
        for (var tries = 0; tries < 60 && !_page.Url.Contains(address, StringComparison.Ordinal); tries++)
        {
            console.Server.Time.Advance(TimeSpan.FromMilliseconds(300));
            await _page.WaitForTimeoutAsync(100);
        }
    }

    private async Task AddProductAsync()
    {
        await PressAsync("Add product");
        await FillAsync("Product code", "NEW-BACKUP");
        await FillAsync("Product name (English)", "New Backup");
        // Enter in a line saves.
        await _page.Keyboard.PressAsync("Shift+Tab");
        await _page.Keyboard.PressAsync("Enter");
        await Expect(Dialog).ToHaveCountAsync(0);
        var row = _page.Locator("tr", new() { HasText = "NEW-BACKUP" });
        foreach (var number in new[] { "1.0", "1.1" })
        {
            await row.GetByRole(AriaRole.Button, new() { Name = "Add version" }).ClickAsync();
            await FillAsync("Version", number);
            await FillAsync("Released on", "2027-06-01");
            await Expect(Dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("new from 9 Jun 2027");
            await SaveAsync("Add version");
        }

        await Expect(row).ToContainTextAsync("1.1 latest");
        await Expect(row).ToContainTextAsync("1.0 previous");
    }

    private async Task AddCustomerAsync()
    {
        await PressAsync("New customer");
        await FillAsync("Customer key", "K-NEW");
        await FillAsync("Name", "新規商事株式会社");
        await ChooseAsync("Language", "Japanese");
        await ChooseAsync("Kind of user", "Business");
        await SaveAsync("Add customer");
        await Expect(_page.Locator("h1")).ToHaveTextAsync("新規商事株式会社");
    }

    private async Task AddContractAsync()
    {
        await PressAsync("Add contract");
        await FillAsync("Contract number", "M-NEW-1");
        await ChooseAsync("Products", "New Backup");
        // Several may be chosen: the list stays until it is told.
        await Dialog.GetByRole(AriaRole.Combobox, new() { Name = "Products", Exact = true }).PressAsync("Escape");
        await Expect(_page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
        await FillAsync("From", "2026-07-01");
        await FillAsync("Until", "2027-06-29");
        await ChooseAsync("Bought as", "with the product");
        // The tier has no default: whoever forgets it is told.
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Add contract" }).ClickAsync();
        await Expect(Dialog).ToContainTextAsync("This field must not be empty.");
        await ChooseAsync("Tier", "Premium");
        await SaveAsync("Add contract");
    }

    private async Task AddLicenceAsync()
    {
        await PressAsync("Add licence");
        await FillAsync("Serial number", "SP-NEW-1");
        await ChooseAsync("Product", "New Backup");
        await ChooseAsync("Kind of licence", "Purchased");
        await ChooseAsync("Contract number", "M-NEW-1");
        await FillAsync("Version", "1.1");
        await SaveAsync("Add licence");
    }

    private Task PressAsync(string button) => _page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    private async Task FillAsync(string label, string text)
    {
        await Dialog.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await _page.Keyboard.PressAsync("Tab");
    }

    private async Task ChooseAsync(string label, string option)
    {
        await Dialog.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true }).ClickAsync();
        await _page.GetByRole(AriaRole.Option, new() { Name = option }).ClickAsync();
    }

    private async Task SaveAsync(string act)
    {
        await Dialog.GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
        await Expect(Dialog).ToHaveCountAsync(0);
    }
}
