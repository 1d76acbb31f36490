using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>The browser tests' instruments, on pages made for them: a check that cannot fail guards nothing.</summary>
public sealed class BrowserSupportTests(BrowserFixture browser) : BrowserTest(browser)
{
    private const string CleanPage =
        "<!DOCTYPE html><html lang=en><head><meta name=viewport content='width=device-width'><title>Clean</title></head><body>"
        + "<main><h1>Clean</h1></main></body></html>";

    private WebApplication _app = null!;

    public override async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/clean", () => Results.Content(CleanPage, "text/html"));
        _app.MapGet("/favicon.ico", () => Results.NoContent());
        await _app.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [BrowserFact]
    public async Task Page_IsWhoItSaysItIs()
    {
        var session = await OpenAsync(
            _app.Urls.Single(),
            new PageOptions
            {
                Viewport = PageOptions.Phone,
                ColorScheme = ColorScheme.Dark,
                Locale = "ja-JP",
                TimeZone = "Europe/Berlin",
            },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["who"] = "sato" }
        );
        await session.Page.GotoAsync("/clean");

        var seen = await session.Page.EvaluateAsync<string>(
            """
            [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, navigator.language,
             Intl.DateTimeFormat().resolvedOptions().timeZone, document.cookie].join(' ')
            """
        );

        seen.ShouldBe("390 true ja-JP Europe/Berlin who=sato");
    }

    [BrowserFact]
    public async Task Errors_OfConsoleScriptAndNetwork_AreHeard()
    {
        var session = await OpenAsync(_app.Urls.Single());
        await session.Page.GotoAsync("/clean");
        await session.Page.RunAndWaitForConsoleMessageAsync(() => session.Page.EvaluateAsync("console.error('planted')"));
        await session.Page.RunAndWaitForConsoleMessageAsync(
            () => session.Page.EvaluateAsync("fetch('/nowhere')"),
            new() { Predicate = message => message.Text.Contains("404", StringComparison.Ordinal) }
        );
        var thrown = new TaskCompletionSource();
        session.Page.PageError += (_, _) => thrown.TrySetResult();
        await session.Page.EvaluateAsync("setTimeout(() => { throw new Error('thrown') })");
        await thrown.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        session.Errors.Count.ShouldBe(3);
        session.Errors.ShouldContain(error => error.StartsWith("console: planted", StringComparison.Ordinal));
        session.Errors.ShouldContain(error => error.Contains("404"));
        session.Errors.ShouldContain(error => error.StartsWith("script: ", StringComparison.Ordinal) && error.Contains("thrown"));
        session.Expecting("planted|404|thrown").Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task AssertClean_CleanPage_Passes()
    {
        var session = await OpenAsync(_app.Urls.Single());
        await session.Page.GotoAsync("/clean");

        await AxeCheck.AssertCleanAsync(session.Page);
    }

    [BrowserFact]
    public async Task AssertClean_PlantedBarrier_IsNamed()
    {
        var session = await OpenAsync(_app.Urls.Single());
        await session.Page.GotoAsync("/clean");
        await session.Page.EvaluateAsync(
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"color: #999; background: #fff\">pale</p><input>')"
        );

        var failure = await Assert.ThrowsAsync<ShouldAssertException>(() => AxeCheck.AssertCleanAsync(session.Page));

        failure.Message.ShouldContain("color-contrast");
        failure.Message.ShouldContain("label");
        failure.Message.ShouldContain("<input>");
    }
}
