using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Take;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Supervision;

/// <summary>"Take next best" and the suggestion at intake: the planner's own order (spec U1, U2).</summary>
public sealed class TakeNextTests : IAsyncLifetime
{
    private readonly SupervisionHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task TakeNext_FitsTheEngineer_AndSaysWhy()
    {
        var taken = (await TakeAsync(DemoPeople.Wagner)).Value;
        (taken.Case.OwnerId, taken.Case.Language).ShouldBe((DemoPeople.Wagner.Id, "en"));
        taken.Reasons.ShouldContain(new PlacementReason(PlacementReasonKind.SpeaksLanguage, "en"));
        (await TakeAsync(DemoPeople.Wagner)).Value.Case.Number.ShouldNotBe(taken.Case.Number);
    }

    [Fact]
    public async Task TakeNext_TwoAtOnce_GetTwoCases()
    {
        var both = await Task.WhenAll(TakeAsync(DemoPeople.Sato), TakeAsync(DemoPeople.Ito));
        both.ShouldAllBe(t => t.IsOk);
        both[0].Value.Case.Id.ShouldNotBe(both[1].Value.Case.Id);
    }

    [Fact]
    public async Task TakeNext_NothingWaits_SaysSo()
    {
        foreach (var key in _host.Feed.Order(QueueView.Unassigned))
            await _host.DoAsync(_host.Feed.Find(key.Id)!.Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName));
        (await TakeAsync(DemoPeople.Kato)).Errors[0].Code.ShouldBe("queue.nothing-waits");
    }

    [Fact]
    public async Task Suggest_NobodyAway_BestFirst()
    {
        var agents = _host.Host.Services.GetRequiredService<AgentPool>();
        var about = new CaseFacts("IMG-MANAGER", "ja", null);
        var first = agents.Suggest(about)[0];
        first.Agent.Products.ShouldContain("IMG-MANAGER");
        first.Reasons[0].ShouldBe(new PlacementReason(PlacementReasonKind.KnowsProduct, "IMG-MANAGER"));
        await _host.AwayAsync(DemoPeople.Kato);
        agents.Suggest(about).ShouldNotContain(s => s.Agent.Id == DemoPeople.Kato.Id);
        agents.Everybody().Single(a => a.Id == DemoPeople.Kato.Id).IsAway.ShouldBeTrue();
        agents.Everybody().ShouldNotContain(a => a.Id == DemoPeople.Mori.Id, "supervisors take no cases as a rule");
    }

    private Task<Result<TakenNext>> TakeAsync(DemoPerson person) =>
        _host.WithAsync<TakeNextCase, Result<TakenNext>>(h =>
            h.HandleAsync(SupervisionHost.As(person), TestContext.Current.CancellationToken)
        );
}
