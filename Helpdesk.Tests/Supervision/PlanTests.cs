using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Plan;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Supervision;

/// <summary>A plan is proposed, applied in one transaction, taken back and applied again (spec U2).</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private readonly SuperviseHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Wednesday_OneIll_AllHerCasesGo_UndoneAndAppliedAgain()
    {
        var given = await _house.GiveAsync(DemoPeople.Sato, 6);
        await _house.AwayAsync(DemoPeople.Sato, DemoPeople.Kato);
        var draft = await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato));
        draft.Plan.Placements.Count.ShouldBe(6);
        draft.Plan.Placements.ShouldAllBe(p => p.To != null && p.To != DemoPeople.Sato.Id);

        var applied = (await _house.ApplyAsync(draft.Moves)).Value;
        applied.Done.Count().ShouldBe(6);
        OwnersOf(given).ShouldNotContain(DemoPeople.Sato.Id);

        var undone = (await _house.UndoAsync(applied.Id)).Value;
        (undone.UndoneBy, undone.Moves.Count(m => m.UndoneVersion is not null)).ShouldBe((DemoPeople.Mori.DisplayName, 6));
        OwnersOf(given).ShouldAllBe(o => o == DemoPeople.Sato.Id, "back to her, although she is away");
        (await _house.UndoAsync(applied.Id)).Errors[0].Code.ShouldBe("plan.undone");

        var again = (await _house.AgainAsync(applied.Id)).Value;
        again.Done.Count().ShouldBe(6);
        OwnersOf(given).ShouldNotContain(DemoPeople.Sato.Id);
        (await _house.AgainAsync(again.Id)).Errors[0].Code.ShouldBe("plan.stands");
        (await _house.House.EventsOfAsync(given[0])).Count(e => e is AssignmentUndone).ShouldBe(1);
        (await _house.House.ReadAsync(db => db.AdminLog().Where(e => e.Action.StartsWith("reassignment.")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()))
            .ShouldBe([AdminActs.PlanApplied, AdminActs.PlanUndone, AdminActs.PlanApplied]);
    }

    [Fact]
    public async Task Apply_SingleCasesRefused_AreListed_TheRestIsDone()
    {
        var given = await _house.GiveAsync(DemoPeople.Sato, 4);
        var draft = await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato));
        await _house.DoAsync(given[0].Number, new CloseCase(ClosingReason.NoLongerNeeded, null, null));
        await _house.DoAsync(given[1].Number, new Helpdesk.Web.Cases.Acts.Reply.ReplyToCustomer("Here is the fix."), SuperviseHouse.As(DemoPeople.Sato));
        var moves = draft.Moves.Append(new("C-20200101-0001", 1, DemoPeople.Ito.Id)).Select(m => m.Number == given[2].Number ? m with { To = DemoPeople.Sato.Id } : m);

        var applied = (await _house.ApplyAsync(moves)).Value;

        applied.Moves.Where(m => m.Refused is not null).Select(m => (m.Number, m.Refused!.Code)).OrderBy(m => m.Number).ShouldBe(
            new[] { (given[0].Number, "plan.case-changed"), (given[1].Number, "plan.case-changed"), (given[2].Number, "case.already-owner"), ("C-20200101-0001", "case.unknown") }.OrderBy(m => m.Item1));
        applied.Done.ShouldHaveSingleItem().Number.ShouldBe(given[3].Number);
    }

    [Fact]
    public async Task Apply_ClosedSinceLong_IsRefusedByTheDomain()
    {
        var given = await _house.GiveAsync(DemoPeople.Sato, 2);
        var closed = await _house.DoAsync(given[0].Number, new CloseCase(ClosingReason.NoLongerNeeded, null, null));
        var applied = (await _house.ApplyAsync([new(given[0].Number, closed.Version, DemoPeople.Ito.Id), new(given[1].Number, _house.Feed.Find(given[1].Number)!.Version, null)])).Value;
        applied.Moves[0].Refused!.Code.ShouldBe("case.not-allowed");
        applied.Moves[0].Refused!.Args.ShouldBe(["word:CaseAction.Assign", "word:CaseStatus.Closed"], "kept so that it can be said in any language");
        _house.Feed.Find(given[1].Number)!.OwnerId.ShouldBeNull("no receiver is the queue");
    }

    [Fact]
    public async Task TwoSupervisors_SameCases_SecondGetsAClearConflict_NothingHalfApplied()
    {
        var given = await _house.GiveAsync(DemoPeople.Sato, 5);
        var mine = await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato));
        var yours = await _house.PlanAsync(new(null, null, null, [.. given.Take(2).Select(c => c.Number)]));
        var moved = yours.With(yours.Cases[0].Id, DemoPeople.Tanaka.Id).With(yours.Cases[1].Id, DemoPeople.Tanaka.Id);
        (await _house.ApplyAsync(moved.Moves, SuperviseHouse.Admin)).IsOk.ShouldBeTrue();
        var before = VersionsOf(given);

        var refused = await _house.ApplyAsync(mine.Moves);

        refused.Errors[0].Code.ShouldBe("plan.overtaken");
        refused.Errors[0].Args.ShouldBe([DemoPeople.Admin.DisplayName, 2]);
        VersionsOf(given).ShouldBe(before);
        (await _house.House.ReadAsync(db => db.Reassignments().CountAsync())).ShouldBe(1);
        (await _house.ApplyAsync((await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato))).Moves)).Value.Done.Count().ShouldBe(3, "planned again, what she still has goes");
    }

    [Fact]
    public async Task TwoSupervisors_AtTheSameMoment_OneWins()
    {
        await _house.GiveAsync(DemoPeople.Sato, 5);
        var draft = await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato));
        var both = await Task.WhenAll(_house.ApplyAsync(draft.Moves), _house.ApplyAsync(draft.Moves, SuperviseHouse.Admin));
        both.Count(r => r.IsOk).ShouldBe(1);
        both.Single(r => !r.IsOk).Errors[0].Code.ShouldBe("plan.overtaken");
    }

    [Fact]
    public async Task Undo_AfterTenMinutes_IsRefused()
    {
        await _house.GiveAsync(DemoPeople.Sato, 1);
        var applied = (await _house.ApplyAsync((await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato))).Moves)).Value;
        _house.House.Time.Advance(TimeSpan.FromMinutes(10));
        (await _house.UndoAsync(applied.Id)).IsOk.ShouldBeTrue("the tenth minute is still in time");
        var again = (await _house.AgainAsync(applied.Id)).Value;
        _house.House.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        (await _house.UndoAsync(again.Id)).Errors[0].Code.ShouldBe("plan.undo-late");
    }

    [Fact]
    public async Task Undo_RestoresOnlyWhatIsStillThere_AndListsTheRest()
    {
        var given = await _house.GiveAsync(DemoPeople.Sato, 3);
        var draft = await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato));
        var all = draft.Cases.Aggregate(draft, (d, c) => d.With(c.Id, DemoPeople.Ito.Id));
        var applied = (await _house.ApplyAsync(all.Moves)).Value;
        await _house.DoAsync(given[0].Number, new AssignCase(DemoPeople.Tanaka.Id, DemoPeople.Tanaka.DisplayName));
        await _house.DoAsync(given[1].Number, new UnassignCase());

        var undone = (await _house.UndoAsync(applied.Id)).Value;

        OwnersOf(given).ShouldBe([DemoPeople.Tanaka.Id, null, DemoPeople.Sato.Id]);
        undone.Moves.ToDictionary(m => m.Number, m => m.UndoRefused?.Code).ShouldBe(
            new Dictionary<string, string?> { [given[0].Number] = "plan.moved-on", [given[1].Number] = "plan.moved-on-queue", [given[2].Number] = null }, ignoreOrder: true);
    }

    [Fact]
    public async Task Engineers_AndMachines_AreRefusedEverywhere()
    {
        await _house.GiveAsync(DemoPeople.Sato, 1);
        var draft = await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato));
        var applied = (await _house.ApplyAsync(draft.Moves)).Value;
        (await _house.ApplyAsync(draft.Moves, SuperviseHouse.Kato)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await _house.UndoAsync(applied.Id, SuperviseHouse.Kato)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await _house.WithAsync<ProposePlanQuery, Helpdesk.Domain.Kernel.Result<PlanDraft>>(q => q.RunAsync(SuperviseHouse.Of(DemoPeople.Sato), null, SuperviseHouse.Kato, CancellationToken.None))).Errors[0].Code.ShouldBe("auth.forbidden");
        (await _house.WithAsync<PlanHandlers, IReadOnlyList<Helpdesk.Web.Supervision.Plan.Reassignment>>(h => h.RecentAsync(SuperviseHouse.Kato))).ShouldBeEmpty();
        (await _house.WithAsync<PlanHandlers, IReadOnlyList<Helpdesk.Web.Supervision.Plan.Reassignment>>(h => h.RecentAsync(SuperviseHouse.Mori))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Propose_Selections_FindTheirCases_AndSayWhatIsWrong()
    {
        var missed = await _house.PlanAsync(new(null, PlanSet.Missed, null, []));
        missed.Cases.ShouldNotBeEmpty();
        missed.Plan.Placements.ShouldAllBe(p => p.Danger == DueDanger.Missed);
        var unassigned = await _house.PlanAsync(new(null, PlanSet.Unassigned, "IMG-MANAGER", []));
        unassigned.Cases.ShouldAllBe(c => c.OwnerId == null && c.ProductCode == "IMG-MANAGER");
        (await _house.PlanAsync(new(null, PlanSet.AtRisk, null, []))).Cases.ShouldAllBe(c => c.Clock!.AtRiskAt <= _house.House.Now && c.Clock.DueAt > _house.House.Now);
        (await CodeAsync(new(null, null, null, []))).ShouldBe("plan.nothing-chosen");
        (await CodeAsync(new("nobody", null, null, []))).ShouldBe("owner.unknown");
        (await CodeAsync(new(null, null, null, ["C-20200101-0001"]))).ShouldBe("case.unknown");
    }

    [Fact]
    public async Task Apply_TellsReceiversAndFormerOwners_Once_AndEverybodyElseInOneBatch()
    {
        await _house.GiveAsync(DemoPeople.Sato, 3);
        var draft = await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato));
        var all = draft.Cases.Aggregate(draft, (d, c) => d.With(c.Id, DemoPeople.Ito.Id));
        var notices = _house.House.Services.GetRequiredService<PersonalNotices>();
        List<string> heard = [];
        using var ito = notices.Listen(DemoPeople.Ito.Id, n => heard.Add($"ito {n.Kind} {n.What} {n.By}"));
        using var sato = notices.Listen(DemoPeople.Sato.Id, n => heard.Add($"sato {n.Kind} {n.What} {n.By}"));
        var batches = new TaskCompletionSource<FeedBatch>();
        using var batch = _house.Feed.Subscribe(b => batches.TrySetResult(b));

        await _house.ApplyAsync(all.Moves);

        heard.ShouldBe(["ito Received 3 Mori Hana", "sato MovedAway 3 Mori Hana"]);
        (await batches.Task.WaitAsync(TestContext.Current.CancellationToken)).Changes.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Record_AfterPlansAndUndo_IsStillWhole()
    {
        await _house.GiveAsync(DemoPeople.Sato, 3);
        var applied = (await _house.ApplyAsync((await _house.PlanAsync(SuperviseHouse.Of(DemoPeople.Sato))).Moves)).Value;
        await _house.UndoAsync(applied.Id);
        await _house.DoAsync(applied.Moves[0].Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName));
        var links = await _house.House.ReadAsync(db => db.Timeline.AsNoTracking().OrderBy(e => e.Id).Select(e => new { e.Id, e.PreviousHash, e.Hash }).ToListAsync());
        for (var i = 1; i < links.Count; i++)
            links[i].PreviousHash.ShouldBe(links[i - 1].Hash, $"entry {links[i].Id} follows the one before");
    }

    private IEnumerable<Guid?> OwnersOf(IEnumerable<Helpdesk.Domain.Cases.Case> cases) => cases.Select(c => _house.Feed.Find(c.Number)!.OwnerId);

    private List<int> VersionsOf(IEnumerable<Helpdesk.Domain.Cases.Case> cases) => [.. cases.Select(c => _house.Feed.Find(c.Number)!.Version)];

    private async Task<string> CodeAsync(PlanSelection selection) =>
        (await _house.WithAsync<ProposePlanQuery, Helpdesk.Domain.Kernel.Result<PlanDraft>>(q => q.RunAsync(selection, null, SuperviseHouse.Mori, CancellationToken.None))).Errors[0].Code;
}
