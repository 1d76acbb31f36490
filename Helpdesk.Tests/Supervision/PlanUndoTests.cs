using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Portal;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Supervision.Plan;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.Supervision;

/// <summary>A plan taken back and applied again: what is restored, what is not, and the record stays whole (spec U2).</summary>
public sealed class PlanUndoTests : IAsyncLifetime
{
    private readonly SupervisionHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Wednesday_OneIll_AllHerCasesGo_UndoneAndAppliedAgain()
    {
        var given = await _host.GiveAsync(DemoPeople.Sato, 6);
        await _host.AwayAsync(DemoPeople.Sato, DemoPeople.Kato);
        var draft = await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato));
        draft.Plan.Placements.Count.ShouldBe(6);
        draft.Plan.Placements.ShouldAllBe(p => p.To != null && p.To != DemoPeople.Sato.Id);

        var applied = (await _host.ApplyAsync(draft.Moves)).Value;
        applied.Done.Count().ShouldBe(6);
        OwnersOf(given).ShouldNotContain(DemoPeople.Sato.Id);

        var undone = (await _host.UndoAsync(applied.Id)).Value;
        (undone.UndoneBy, undone.Moves.Count(m => m.UndoneVersion is not null)).ShouldBe((DemoPeople.Mori.DisplayName, 6));
        OwnersOf(given).ShouldAllBe(o => o == DemoPeople.Sato.Id, "back to her, although she is away");
        (await _host.UndoAsync(applied.Id)).Errors[0].Code.ShouldBe("plan.undone");

        var again = (await _host.AgainAsync(applied.Id)).Value;
        again.Done.Count().ShouldBe(6);
        OwnersOf(given).ShouldNotContain(DemoPeople.Sato.Id);
        (await _host.AgainAsync(again.Id)).Errors[0].Code.ShouldBe("plan.stands");
        (await _host.Host.EventsOfAsync(given[0])).Count(e => e is AssignmentUndone).ShouldBe(1);
        (
            await _host.Host.ReadAsync(db =>
                db.AdminLog().Where(e => e.Action.StartsWith("reassignment.")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()
            )
        ).ShouldBe([AdminActs.PlanApplied, AdminActs.PlanUndone, AdminActs.PlanApplied]);
    }

    [Fact]
    public async Task Undo_LeavesWhatWasStillToBeAcknowledged_AndTheStateOfACaseThatNobodyHad()
    {
        var given = await _host.GiveAsync(DemoPeople.Sato, 1);
        var since = (await _host.Host.StateAsync(given[0])).HandedOverAt.ShouldNotBeNull();
        var free = await _host.Host.OpenAsync();
        await _host.DoAsync(free.Number, new ReplyToCustomer("Thank you."));
        _host.Host.Time.Advance(TimeSpan.FromMinutes(1));
        var versions = new[] { await _host.Host.StateAsync(given[0]), await _host.Host.StateAsync(free) };

        var applied = (await _host.ApplyAsync([.. versions.Select(c => new PlanMove(c.Number, c.Version, DemoPeople.Ito.Id))])).Value;
        await _host.UndoAsync(applied.Id);

        var back = await _host.Host.StateAsync(given[0]);
        (back.OwnerId, back.HandedOverAt).ShouldBe((DemoPeople.Sato.Id, since));
        (await _host.Host.StateAsync(free)).Status.ShouldBe(CaseStatus.InProgress);
    }

    [Fact]
    public async Task Undo_AfterTenMinutes_IsRefused()
    {
        await _host.GiveAsync(DemoPeople.Sato, 1);
        var applied = (await _host.ApplyAsync((await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato))).Moves)).Value;
        _host.Host.Time.Advance(TimeSpan.FromMinutes(10));
        (await _host.UndoAsync(applied.Id)).IsOk.ShouldBeTrue("the tenth minute is still in time");
        var again = (await _host.AgainAsync(applied.Id)).Value;
        _host.Host.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        (await _host.UndoAsync(again.Id)).Errors[0].Code.ShouldBe("plan.undo-late");
    }

    [Fact]
    public async Task Undo_RestoresOnlyWhatIsStillThere_AndListsTheRest()
    {
        var given = await _host.GiveAsync(DemoPeople.Sato, 3);
        var draft = await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato));
        var all = draft.Cases.Aggregate(draft, (d, c) => d.With(c.Id, DemoPeople.Ito.Id));
        var applied = (await _host.ApplyAsync(all.Moves)).Value;
        await _host.DoAsync(given[0].Number, new AssignCase(DemoPeople.Tanaka.Id, DemoPeople.Tanaka.DisplayName));
        await _host.DoAsync(given[1].Number, new UnassignCase());

        var undone = (await _host.UndoAsync(applied.Id)).Value;

        OwnersOf(given).ShouldBe([DemoPeople.Tanaka.Id, null, DemoPeople.Sato.Id]);
        undone
            .Moves.ToDictionary(m => m.Number, m => m.UndoRefused?.Code)
            .ShouldBe(
                new Dictionary<string, string?>
                {
                    [given[0].Number] = "plan.moved-on",
                    [given[1].Number] = "plan.moved-on-queue",
                    [given[2].Number] = null,
                },
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Record_AfterPlansAndUndo_IsStillWhole()
    {
        await _host.GiveAsync(DemoPeople.Sato, 3);
        var applied = (await _host.ApplyAsync((await _host.PlanAsync(SupervisionHost.Of(DemoPeople.Sato))).Moves)).Value;
        await _host.UndoAsync(applied.Id);
        await _host.DoAsync(applied.Moves[0].Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName));
        var links = await _host.Host.ReadAsync(db =>
            db.Timeline.AsNoTracking()
                .OrderBy(e => e.Id)
                .Select(e => new
                {
                    e.Id,
                    e.PreviousHash,
                    e.Hash,
                })
                .ToListAsync()
        );
        for (var i = 1; i < links.Count; i++)
            links[i].PreviousHash.ShouldBe(links[i - 1].Hash, $"entry {links[i].Id} follows the one before");
    }

    private IEnumerable<Guid?> OwnersOf(IEnumerable<Helpdesk.Domain.Cases.Case> cases) =>
        cases.Select(c => _host.Feed.Find(c.Number)!.OwnerId);
}
