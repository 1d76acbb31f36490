using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// A case on its customer's own page in a real browser, from the link in the mail to the rating and back again (spec U5, H3, H5, C2, C9).
/// </summary>
public sealed class CustomerPageTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("ja", true, true)]
    [InlineData("en", false, false)]
    public async Task Customer_WritesPressesNotSolved_SolvesRates_AndComesBack(string language, bool scripts, bool dark)
    {
        var (number, token) = await OfferedAsync(language);
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                Viewport = scripts ? PageOptions.Phone : PageOptions.Desktop,
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Locale = language == "ja" ? "ja-JP" : "en-US",
                Scripts = scripts,
            }
        );
        var page = session.Page;
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/support/new");
        await page.GotoAsync("/support/case/" + token);
        page.Url.ShouldEndWith("/support/case/" + number, Shouldly.Case.Sensitive, "the token stands in no address bar");
        await LookAsync(session, $"customer-offered-{language}", scripts);

        await page.SetInputFilesAsync(
            "#files",
            new FilePayload
            {
                Name = "検証.log",
                MimeType = "text/plain",
                Buffer = "error 40"u8.ToArray(),
            }
        );
        if (scripts)
            await Expect(page.Locator(".portal-drop progress")).ToHaveCountAsync(0);
        await page.FillAsync("#text", "<b>more</b> words");
        await page.ClickAsync("button[name=go][value=send]");
        await Expect(page.Locator("#said")).ToBeVisibleAsync();
        await Expect(page.Locator(".portal-messages li.theirs").Last).ToContainTextAsync("<b>more</b> words");
        await Expect(page.Locator(".portal-messages li.theirs .portal-files a")).ToHaveTextAsync("検証.log");

        await page.ClickAsync("#urgent summary");
        await page.ClickAsync("#urgent button[type=submit]");
        await Expect(page.Locator("#errors a")).ToHaveCountAsync(3);
        await Expect(page.Locator("#urgent .account-wrong")).ToHaveCountAsync(3);
        await LookAsync(session, $"customer-urgent-wrong-{language}", scripts);
        await page.FillAsync("#impact", "The plant stands still.");
        await page.CheckAsync("input[name=serious][value=true]");
        await page.CheckAsync("input[name=workaround][value=false]");
        await page.ClickAsync("#urgent button[type=submit]");
        await Expect(page.Locator("#said")).ToBeVisibleAsync();
        (await StateAsync(number)).EscalatedAt.ShouldNotBeNull();

        await DoAsync(number, "solution", """{ "text": "Try this once more." }""");
        await page.GotoAsync("/support/case/" + number);
        await page.ClickAsync("#answer form[method=post] >> nth=0 >> button");
        await Expect(page.Locator("#rate")).ToBeVisibleAsync();
        (await StateAsync(number)).ClosingReason.ShouldBe(ClosingReason.Confirmed);
        await LookAsync(session, $"customer-closed-{language}", scripts);
        await page.ClickAsync("#rate button[value='5']");
        await Expect(page.Locator("#rate button")).ToHaveCountAsync(0);

        await page.FillAsync("#again-words", "It is back.");
        await page.ClickAsync("#again form >> nth=0 >> button");
        await Expect(page.Locator("#said")).ToBeVisibleAsync();
        var again = await StateAsync(number);
        (again.Status, again.ReopenCount).ShouldBe((CaseStatus.InProgress, 1));
        if (scripts)
            await page.GotoAsync("about:blank");
    }

    [BrowserTheory]
    [InlineData("en", false)]
    [InlineData("ja", true)]
    public async Task DeadLink_SaysSo_AndOffersANewOne(string language, bool phone)
    {
        var (number, token) = await OfferedAsync(language);
        await DoAsync(number, "revoke-links", "{}");
        var session = (
            await OpenAsync(
                console.Server,
                new PageOptions
                {
                    Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                    ColorScheme = phone ? ColorScheme.Dark : ColorScheme.Light,
                    Locale = language == "ja" ? "ja-JP" : "en-US",
                }
            )
        ).Expecting("410");
        var page = session.Page;
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/support/new");

        await page.GotoAsync("/support/case/" + token);
        await LookAsync(session, $"customer-dead-{language}", true);
        await page.FillAsync("#number", number);
        await page.FillAsync("#email", "l.fischer@nordwind.example");
        await page.ClickAsync("main form button");

        await Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await LookAsync(session, $"customer-asked-{language}", true);
    }

    [BrowserFact]
    public async Task LinkedCase_BeginsWithWhatIsKnown_C9()
    {
        var (number, token) = await OfferedAsync("en");
        await DoAsync(number, "resolve", """{ "confirmedByCustomer": true, "how": "mail" }""");
        await DoAsync(number, "close", """{ "reason": "Confirmed", "detail": "by mail" }""");
        var page = (await OpenAsync(console.Server, new PageOptions { Scripts = false })).Page;
        await page.GotoAsync("/support/case/" + token);

        await page.ClickAsync("#again form >> nth=1 >> button");
        await SupportForm.ArriveAsync(page, "/support/product$");
        await SupportForm.OnAsync(page, "problem");
        await page.FillAsync("#subject", "Similar, on another server");
        await page.FillAsync("#description", "But there.");
        await SupportForm.OnAsync(page, "impact");
        await SupportForm.OnAsync(page, "files");
        await SupportForm.ToSendAsync(page);
        await page.CheckAsync("#consent");
        await SupportForm.OnAsync(page, "sent");

        var follower = (await page.Locator(".portal-number b").TextContentAsync())!;
        (await DataAsync(db => db.Cases.AsNoTracking().Include(c => c.Links).SingleAsync(c => c.Number == follower)))
            .Links.Select(l => (l.Kind, l.OtherNumber))
            .ShouldBe([(LinkKind.FollowUpOf, number)]);
    }

    private static async Task LookAsync(PageSession session, string name, bool scripts)
    {
        if (scripts)
            await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync(name, wholePage: true);
    }

    private async Task<(string Number, string Token)> OfferedAsync(string language)
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Image verification fails " + language, "High", language: language);
        await DoAsync(number, "note", """{ "text": "zzz-secret" }""");
        await DoAsync(number, "solution", """{ "text": "Please install 5.2.8 and verify once more." }""");
        return (number, console.Server.Services.GetRequiredService<CustomerLinks>().CreateView(number, 0));
    }

    private async Task DoAsync(string number, string word, string body)
    {
        using var http = new HttpClient { BaseAddress = new(console.Server.Address) };
        http.DefaultRequestHeaders.Add("X-Api-Key", DemoPeople.ApiKey);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var done = await http.PostAsync($"/api/v1/cases/{number}/{word}", content, TestContext.Current.CancellationToken);
        done.IsSuccessStatusCode.ShouldBeTrue(await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private Task<Case> StateAsync(string number) => DataAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));

    private async Task<T> DataAsync<T>(Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await console.Server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }
}
