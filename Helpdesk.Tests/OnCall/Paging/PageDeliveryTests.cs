using Helpdesk.Domain.Cases;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>
/// How a page reaches the pager, the mailboxes and the screens: again when one is down, once when the console dies (spec U3).
/// </summary>
public sealed class PageDeliveryTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task PagerThatIsDown_IsTriedAgainUnderTheSameId_AndTheTimeLineSaysBoth()
    {
        _host.Wire.HookTrouble = "HTTP 503";
        var opened = await _host.OpenAsync();
        await _host.RunAsync();
        await _host.AfterAsync(4.0 / 60);
        _host.Wire.HookTrouble = null;
        await _host.AfterAsync(1.0 / 60);

        _host.Wire.Hooks.ShouldHaveSingleItem().Attempts.ShouldBe(1);
        (await _host.EventsAsync<PageTold>(opened))
            .Where(t => t.Channel == PageChannel.WebHook)
            .Select(t => (t.Outcome, t.Detail))
            .ShouldBe([(PageOutcome.Failed, "HTTP 503"), (PageOutcome.Delivered, null)]);
    }

    [Fact]
    public async Task KilledBetweenStoreAndSend_TheStepGoesOutAfterTheRestart_AndTheNextOnTime()
    {
        var opened = await _host.OpenAsync();
        await _host.KillAndRestartAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(2));
        await _host.RunAsync();
        (_host.Wire.Hooks.Count, _host.Wire.Mails.Count).ShouldBe((1, 1));

        // It dies again right after the pager has the next step, before it could note that.
        _host.Time.Advance(TimeSpan.FromMinutes(3));
        _host.Wire.DieAfter(1);
        await Should.ThrowAsync<KilledException>(_host.RunAsync());
        await _host.KillAndRestartAsync();
        await _host.RunAsync();

        var page = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();
        page.Steps.Select(s => (s.Number, (s.At - page.OpenedAt).TotalMinutes)).ShouldBe([(1, 0), (2, 5)]);
        _host.Wire.Hooks.Select(h => h.Id).Distinct().ShouldBe([$"page_{page.Id:N}_1", $"page_{page.Id:N}_2"]);
        _host.Wire.Mails.Select(m => (m.To, m.MessageId)).Distinct().Count().ShouldBe(2, "sent again it is the same mail");
        _host.Services.GetRequiredService<OpenPages>().Open.ShouldHaveSingleItem("screens show it again");
    }

    [Fact]
    public async Task ScreenThatShowsIt_IsWrittenDownOnce()
    {
        var board = _host.Services.GetRequiredService<OpenPages>();
        using var screen = board.Enter(DemoPeople.Ueda.Id);
        var opened = await _host.OpenAsync();
        await _host.RunAsync();
        (await ScreensAsync(opened)).ShouldBeEmpty("the screen is there, and has not said that it shows it");

        var page = board.For(DemoPeople.Ueda.Id).ShouldHaveSingleItem();
        await _host.Services.GetRequiredService<PageScreens>().ShownAsync(page.Id, DemoPeople.Ueda.Id);
        await _host.Services.GetRequiredService<PageScreens>().ShownAsync(page.Id, DemoPeople.Ueda.Id);
        await _host.AfterAsync(2);

        (await ScreensAsync(opened)).ShouldBe([PageOutcome.Delivered]);
    }

    [Fact]
    public async Task PhoneThatSleeps_CountsAsNotThereAfterAMinute()
    {
        using var screen = _host.Services.GetRequiredService<OpenPages>().Enter(DemoPeople.Ueda.Id);
        var opened = await _host.OpenAsync();
        await _host.RunAsync();
        await _host.AfterAsync(1);

        (await ScreensAsync(opened)).ShouldBe([PageOutcome.Unavailable]);
    }

    private async Task<IEnumerable<PageOutcome>> ScreensAsync(Helpdesk.Domain.Cases.Case about) =>
        (await _host.EventsAsync<PageTold>(about)).Where(t => t.Channel == PageChannel.Screen).Select(t => t.Outcome);
}
