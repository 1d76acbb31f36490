using System.Globalization;
using Bunit;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Web.Cases.Acts.Outlook;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using Case = Helpdesk.Domain.Cases.Case;
using TestContext = Xunit.TestContext;

namespace Helpdesk.Tests.OnCall.Board;

/// <summary>Before a case is handed over at night its screen says what goes on, and who is asked (spec U3). Saturday, 02:13.</summary>
public sealed class PassOnTests : IAsyncLifetime
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly OnCallHost _host = new() { Settings = { ["OnCall:AcknowledgeWithin"] = "00:07:00" } };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        CultureInfo.CurrentUICulture = _before;
        return _host.DisposeAsync();
    }

    [Theory]
    [InlineData(
        "en",
        "The promise goes on: first response due 03:13.",
        "Whoever you choose is asked by name at once; without a yes in 7 min"
    )]
    [InlineData("ja", "約束は継続します: 初回応答 03:13 まで。", "選んだ人をすぐに指名で呼び出します。7 分以内に引き受けがなければ")]
    public async Task Opened_SaysWhatGoesOn_AndThatAYesIsAskedFor(string language, string promise, string asked)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var opened = await _host.OpenAsync();
        await using var scope = _host.Services.CreateAsyncScope();
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        context.Services.AddSingleton(Reader(scope));
        context.Services.AddSingleton(scope.ServiceProvider.GetRequiredService<IOptions<PagingOptions>>());
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        var shown = context.Render<PassOn>(p => p.Add(x => x.Number, opened.Number));
        shown.FindAll("p.goes-on").Count.ShouldBe(2, "their place is there before they are");

        await shown.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);

        shown.WaitForAssertion(() => shown.FindAll("p.goes-on")[0].TextContent.ShouldBe(promise), TimeSpan.FromSeconds(5));
        shown.FindAll("p.goes-on")[1].TextContent.ShouldStartWith(asked);
    }

    [Fact]
    public async Task GivingAway_AtNight_SaysThatTheNewOwnerIsAskedFirst_WhileItNeedsSomebody()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var opened = await _host.OpenAsync();
        (await NightLineAsync(opened)).ShouldNotBeNull("paged").ShouldContain("asked by name first. Without a yes in 7 min");
        (await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, Ueda)).IsOk.ShouldBeTrue();
        (await NightLineAsync(opened)).ShouldNotBeNull("held");
        await _host.DoAsync(opened, new ReplyToCustomer("We look into it."), Ueda);
        await _host.DoAsync(opened, new WaitForCustomer(null), Ueda);
        (await NightLineAsync(opened)).ShouldBeNull("nobody is needed");

        var other = await _host.OpenAsync();
        (await _host.AcknowledgeAsync((await _host.PagesOfAsync(other))[0].Id, Ueda)).IsOk.ShouldBeTrue();
        _host.GoTo(14, 9);
        (await NightLineAsync(other)).ShouldBeNull("by day everybody sees it");
    }

    private static System.Security.Claims.ClaimsPrincipal Ueda => OnCallHost.As(DemoPeople.Ueda);

    private static CurrentPerson Reader(AsyncServiceScope scope)
    {
        var reader = scope.ServiceProvider.GetRequiredService<CurrentPerson>();
        reader.SignedInAs(Ueda);
        return reader;
    }

    private async Task<string?> NightLineAsync(Case about)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        Reader(scope);
        var lines = await scope
            .ServiceProvider.GetRequiredService<GivingAway>()
            .OfAsync([about.Number], TestContext.Current.CancellationToken);
        return lines.ElementAtOrDefault(1);
    }
}
