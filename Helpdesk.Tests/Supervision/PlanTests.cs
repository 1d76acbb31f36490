using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Plan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Supervision;

/// <summary>A plan is proposed, and applied in one transaction (spec U2).</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private readonly SupervisionHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Apply_SingleCasesRefused_AreListed_TheRestIsDone()
    {
        var given = await _host.GiveAsync(DemoPeople.Sato, 4);
        var draft = await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato));
        await _host.DoAsync(given[0].Number, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        await _host.DoAsync(
            given[1].Number,
            new Helpdesk.Web.Cases.Acts.Reply.ReplyToCustomer("Here is the fix."),
            SupervisionHost.As(DemoPeople.Sato)
        );
        var moves = draft
            .Moves.Append(new("C-20200101-0001", 1, DemoPeople.Ito.Id))
            .Select(m => m.Number == given[2].Number ? m with { To = DemoPeople.Sato.Id } : m);

        var applied = (await _host.ApplyAsync(moves)).Value;

        applied
            .Moves.Where(m => m.Refused is not null)
            .Select(m => (m.Number, m.Refused!.Code))
            .OrderBy(m => m.Number)
            .ShouldBe(
                new[]
                {
                    (given[0].Number, "plan.case-changed"),
                    (given[1].Number, "plan.case-changed"),
                    (given[2].Number, "case.already-owner"),
                    ("C-20200101-0001", "case.unknown"),
                }.OrderBy(m => m.Item1)
            );
        applied.Done.ShouldHaveSingleItem().Number.ShouldBe(given[3].Number);
    }

    [Fact]
    public async Task Apply_ClosedSinceLong_IsRefusedByTheDomain()
    {
        var given = await _host.GiveAsync(DemoPeople.Sato, 2);
        var closed = await _host.DoAsync(
            given[0].Number,
            new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null)
        );
        var applied = (
            await _host.ApplyAsync([
                new(given[0].Number, closed.Version, DemoPeople.Ito.Id),
                new(given[1].Number, _host.Feed.Find(given[1].Number)!.Version, null),
            ])
        ).Value;
        applied.Moves[0].Refused!.Code.ShouldBe("case.not-allowed");
        applied
            .Moves[0]
            .Refused!.Args.ShouldBe(["word:CaseAction.Assign", "word:CaseStatus.Closed"], "kept so that it can be said in any language");
        _host.Feed.Find(given[1].Number)!.OwnerId.ShouldBeNull("no receiver is the queue");
    }

    [Fact]
    public async Task TwoSupervisors_SameCases_SecondGetsAClearConflict_NothingHalfApplied()
    {
        var given = await _host.GiveAsync(DemoPeople.Sato, 5);
        var mine = await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato));
        var yours = await _host.PlanAsync(new(null, null, null, [.. given.Take(2).Select(c => c.Number)]));
        var moved = yours.With(yours.Cases[0].Id, DemoPeople.Tanaka.Id).With(yours.Cases[1].Id, DemoPeople.Tanaka.Id);
        (await _host.ApplyAsync(moved.Moves, SupervisionHost.Admin)).IsOk.ShouldBeTrue();
        var before = VersionsOf(given);

        var refused = await _host.ApplyAsync(mine.Moves);

        refused.Errors[0].Code.ShouldBe("plan.overtaken");
        refused.Errors[0].Args.ShouldBe([DemoPeople.Admin.DisplayName, 2]);
        VersionsOf(given).ShouldBe(before);
        (await _host.Host.ReadAsync(db => db.Reassignments().CountAsync())).ShouldBe(1);
        (await _host.ApplyAsync((await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato))).Moves))
            .Value.Done.Count()
            .ShouldBe(3, "planned again, what she still has goes");
    }

    [Fact]
    public async Task TwoSupervisors_AtTheSameMoment_OneWins()
    {
        await _host.GiveAsync(DemoPeople.Sato, 5);
        var draft = await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato));
        var both = await Task.WhenAll(_host.ApplyAsync(draft.Moves), _host.ApplyAsync(draft.Moves, SupervisionHost.Admin));
        both.Count(r => r.IsOk).ShouldBe(1);
        both.Single(r => !r.IsOk).Errors[0].Code.ShouldBe("plan.overtaken");
    }

    [Fact]
    public async Task Engineers_AndMachines_AreRefusedEverywhere()
    {
        await _host.GiveAsync(DemoPeople.Sato, 1);
        var draft = await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato));
        var applied = (await _host.ApplyAsync(draft.Moves)).Value;
        (await _host.ApplyAsync(draft.Moves, SupervisionHost.Kato)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await _host.UndoAsync(applied.Id, SupervisionHost.Kato)).Errors[0].Code.ShouldBe("auth.forbidden");
        (
            await _host.WithAsync<ProposePlanQuery, Helpdesk.Domain.Kernel.Result<PlanDraft>>(q =>
                q.RunAsync(SupervisionHost.Of(DemoPeople.Sato), null, SupervisionHost.Kato, CancellationToken.None)
            )
        )
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (
            await _host.WithAsync<PlanHandlers, IReadOnlyList<Helpdesk.Web.Supervision.Plan.Reassignment>>(h =>
                h.RecentAsync(SupervisionHost.Kato)
            )
        ).ShouldBeEmpty();
        (
            await _host.WithAsync<PlanHandlers, IReadOnlyList<Helpdesk.Web.Supervision.Plan.Reassignment>>(h =>
                h.RecentAsync(SupervisionHost.Mori)
            )
        ).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Propose_Selections_FindTheirCases_AndSayWhatIsWrong()
    {
        var missed = await _host.PlanAsync(new(null, PlanSet.Missed, null, []));
        missed.Cases.ShouldNotBeEmpty();
        missed.Plan.Placements.ShouldAllBe(p => p.Danger == DueDanger.Missed);
        var unassigned = await _host.PlanAsync(new(null, PlanSet.Unassigned, "IMG-MANAGER", []));
        unassigned.Cases.ShouldAllBe(c => c.OwnerId == null && c.ProductCode == "IMG-MANAGER");
        (await _host.PlanAsync(new(null, PlanSet.AtRisk, null, []))).Cases.ShouldAllBe(c =>
            c.Clock!.AtRiskAt <= _host.Host.Now && c.Clock.DueAt > _host.Host.Now
        );
        (await CodeAsync(new(null, null, null, []))).ShouldBe("plan.nothing-chosen");
        (await CodeAsync(new("nobody", null, null, []))).ShouldBe("owner.unknown");
        (await CodeAsync(new(null, null, null, ["C-20200101-0001"]))).ShouldBe("case.unknown");
    }

    [Fact]
    public async Task Apply_TellsReceiversAndFormerOwners_Once_AndEverybodyElseInOneBatch()
    {
        await _host.GiveAsync(DemoPeople.Sato, 3);
        var draft = await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato));
        var all = draft.Cases.Aggregate(draft, (d, c) => d.With(c.Id, DemoPeople.Ito.Id));
        var notices = _host.Host.Services.GetRequiredService<PersonalNotices>();
        List<string> heard = [];
        using var ito = notices.Listen(DemoPeople.Ito.Id, n => heard.Add($"ito {n.Kind} {n.What} {n.By}"));
        using var sato = notices.Listen(DemoPeople.Sato.Id, n => heard.Add($"sato {n.Kind} {n.What} {n.By}"));
        var batches = new TaskCompletionSource<FeedBatch>();
        using var batch = _host.Feed.Subscribe(b => batches.TrySetResult(b));

        await _host.ApplyAsync(all.Moves);

        heard.ShouldBe(["ito Received 3 Mori Hana", "sato MovedAway 3 Mori Hana"]);
        (await batches.Task.WaitAsync(TestContext.Current.CancellationToken)).Changes.Count.ShouldBe(3);
    }

    private List<int> VersionsOf(IEnumerable<Helpdesk.Domain.Cases.Case> cases) =>
        [.. cases.Select(c => _host.Feed.Find(c.Number)!.Version)];

    private async Task<string> CodeAsync(PlanSelection selection) =>
        (
            await _host.WithAsync<ProposePlanQuery, Helpdesk.Domain.Kernel.Result<PlanDraft>>(q =>
                q.RunAsync(selection, null, SupervisionHost.Mori, CancellationToken.None)
            )
        )
            .Errors[0]
            .Code;
}
