using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Supervision;

/// <summary>
/// New, reopened and called-back cases never land on somebody away: whoever stands in at
/// the end of the chain has them, else the queue (spec U2, C9, P3).
/// </summary>
public sealed class NobodyAwayTests : IAsyncLifetime
{
    private static readonly DemoPerson Away = DemoPeople.Tanaka;

    private readonly SupervisionHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("reopened")]
    [InlineData("callback")]
    [InlineData("missed call")]
    public async Task ComesBack_TheChainIsResolved_WithNobodyItIsInTheQueue(string how)
    {
        var given = await _host.GiveAsync(Away, 2);
        if (how == "reopened")
        {
            foreach (var one in given)
                await _host.DoAsync(one.Number, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        }

        await _host.AwayAsync(Away, DemoPeople.Ito);
        await _host.AwayAsync(DemoPeople.Ito, DemoPeople.Kato);
        await ComeBackAsync(given[0], how);
        _host.Feed.Find(given[0].Number)!.OwnerId.ShouldBe(DemoPeople.Kato.Id);
        (await _host.Host.EventsOfAsync(given[0])).OfType<CaseAssigned>().Last().FromName.ShouldBe(Away.DisplayName);

        await _host.AwayAsync(DemoPeople.Kato);
        await ComeBackAsync(given[1], how);
        _host.Feed.Find(given[1].Number)!.OwnerId.ShouldBeNull("nobody is left at the end of the chain");
        (await _host.Host.EventsOfAsync(given[1])).OfType<CaseUnassigned>().Last().FromName.ShouldBe(Away.DisplayName);
    }

    [Fact]
    public async Task New_IsNobodys_AndSuggestedToNobodyAway()
    {
        var agents = _host.Host.Services.GetRequiredService<AgentPool>();
        var opened = await _host.Host.OpenAsync();
        opened.OwnerId.ShouldBeNull();
        var best = agents.Suggest(CaseFacts.Of(opened))[0].Agent;
        await _host.AwayAsync(DemoPeople.All.Single(p => p.Id == best.Id));
        agents.Suggest(CaseFacts.Of(opened)).ShouldNotContain(s => s.Agent.Id == best.Id);
        var given = await _host.ApplyAsync([new(opened.Number, opened.Version, best.Id)]);
        (given.Errors[0].Code, given.Errors[1].Code).ShouldBe(("plan.nothing-done", "owner.away-alone"));
    }

    private Task ComeBackAsync(Helpdesk.Domain.Cases.Case on, string how) =>
        how switch
        {
            "reopened" => _host.DoAsync(on.Number, new ReopenCase("again")),
            "callback" => _host.DoAsync(on.Number, new RequestCallback("03-1234-5678", null, null)),
            _ => _host.DoAsync(on.Number, new LogCall(CallDirection.Incoming, false, "Rang while nobody could answer.")),
        };
}
