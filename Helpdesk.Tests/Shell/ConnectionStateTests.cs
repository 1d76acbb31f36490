using System.Globalization;
using Bunit;
using Helpdesk.Tests.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TestContext = Xunit.TestContext;

namespace Helpdesk.Tests.Shell;

/// <summary>The sign of life in the header (spec U6): in the reader's language, also when a beat draws it again.</summary>
public sealed class ConnectionStateTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    [Fact]
    public async Task Beat_FromAThreadOfAnotherLanguage_KeepsTheReadersWords()
    {
        var (feed, clock) = Feeds.Of();
        await using var context = new BunitContext();
        context.Services.AddWords();
        context.Services.AddLogging();
        context.Services.AddSingleton(feed);
        context.Services.AddSingleton<IClock>(clock);
        context.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        var shown = context.Render<ConnectionState>();
        shown.Find("#connection").TextContent.ShouldBe("ライブ");
        var first = shown.Find("#connection").GetAttribute("data-beat");

        clock.Now += Duration.FromSeconds(15);
        await Task.Run(
            () =>
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
                feed.Heartbeat();
            },
            TestContext.Current.CancellationToken
        );

        shown.WaitForAssertion(() => shown.Find("#connection").GetAttribute("data-beat").ShouldNotBe(first), TimeSpan.FromSeconds(10));
        shown.Find("#connection").GetAttribute("data-live").ShouldBe("ライブ");
    }

    [Fact]
    public void BeforeTheCircuit_SaysThatItConnects()
    {
        var (feed, clock) = Feeds.Of();
        using var context = new BunitContext();
        context.Services.AddWords();
        context.Services.AddLogging();
        context.Services.AddSingleton(feed);
        context.Services.AddSingleton<IClock>(clock);
        context.Renderer.SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var state = context.Render<ConnectionState>().Find("#connection");

        (state.TextContent, state.GetAttribute("data-state")).ShouldBe(("Connecting…", "connecting"));
    }

    public void Dispose() => CultureInfo.CurrentUICulture = _before;
}
