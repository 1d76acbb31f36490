using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>From the form to the mailbox and by the customer's link back into the console (issue 3, mail out; spec I6, H5).</summary>
public sealed class MailboxTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task Customer_GetsAcknowledgementAndSolution_AndSaysItIsSolved()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Restore stops at 40 %");
        await api.DoAsync(number, "solution", new { text = "Please install 5.2.8." });
        await SendAsync();
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato", Locale = "en-US" });
        await session.Page.GotoAsync("/account/culture?c=en&returnUrl=%2Fmailbox");

        await session.Page.Locator(".mailbox-list a", new() { HasText = $"[{number}] We have your request" }).ClickAsync();
        await Expect(session.Page.Locator(".mailbox-body")).ToContainTextAsync("You will hear from one of us by");
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync("mailbox-en-light-desk");
        await session.Page.Locator(".mailbox-list a", new() { HasText = $"[{number}] A solution for you to try" }).ClickAsync();
        await Expect(session.Page.Locator(".mailbox-body")).ToContainTextAsync("Please install 5.2.8.");
        var link = await session.Page.Locator(".mailbox-body a").First.GetAttributeAsync("href");

        var customer = (await OpenAsync(console.Server, new PageOptions { Viewport = PageOptions.Phone })).Page;
        await customer.GotoAsync(new Uri(link!).PathAndQuery);
        await Expect(customer.Locator("main")).ToContainTextAsync("Restore stops at 40 %");
        await AxeCheck.AssertCleanAsync(customer);
        await customer.GetByRole(AriaRole.Button, new() { Name = "Yes, it is solved" }).ClickAsync();
        await Expect(customer.GetByRole(AriaRole.Status)).ToContainTextAsync("Your request is closed");
        await AxeCheck.AssertCleanAsync(customer);

        (await StatusAsync(number)).ShouldBe(CaseStatus.Closed);
    }

    [BrowserTheory]
    [InlineData("ja", true, false)]
    [InlineData("en", false, true)]
    public async Task MailTrouble_ShowsTheFailedMail_WithoutBarrier(string language, bool dark, bool phone)
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Mail that bounces");
        await SendAsync();
        await using (
            var db = await console
                .Server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken)
        )
        {
            var id = await db.OutboxMails()
                .Where(m => m.Case.Number == number)
                .Select(m => m.Id)
                .SingleAsync(TestContext.Current.CancellationToken);
            await console
                .Server.Services.GetRequiredService<OutboxMarks>()
                .ChangeAsync(
                    id,
                    OutboxMarks.Rule,
                    (mail, _) => mail.Bounce("550 no such user") ? new MailFailed(mail.Kind, mail.To, "550 no such user") : null
                );
        }

        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "mori",
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
            }
        );
        await session.Page.GotoAsync($"/account/culture?c={language}&returnUrl=%2Fmail-trouble");
        await Expect(session.Page.Locator("tr", new() { HasText = number })).ToContainTextAsync("550 no such user");
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync($"mail-trouble-{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}");

        await session.Page.Locator("tr", new() { HasText = number }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(session.Page.Locator("tr", new() { HasText = number })).ToHaveCountAsync(0);
        await session.Page.GotoAsync("/cases/" + number);
        await Expect(session.Page.Locator(".timeline")).ToContainTextAsync("550 no such user");
    }

    private Task SendAsync() => console.Server.Services.GetRequiredService<OutboxWorker>().RunAsync(TestContext.Current.CancellationToken);

    private async Task<CaseStatus> StatusAsync(string number)
    {
        await using var db = await console
            .Server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Cases.Where(c => c.Number == number).Select(c => c.Status).SingleAsync(TestContext.Current.CancellationToken);
    }
}
