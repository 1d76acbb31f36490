using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.CustomerSilence;

/// <summary>
/// Duplicates that an older version merged ended what was promised in them. The case that carries on is found, says which duplicate it
/// was, and one act promises the answer from then on, which pages at night (spec I5, P3, U3; issue 17, 5).
/// </summary>
public sealed class LostByMergingTests : IAsyncLifetime
{
    private static readonly Actor s_before = new(ActorKind.Person, Guid.Parse("00000000-0000-0000-0000-00000000beef"), "Before");

    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(CaseStatus.InProgress, false)]
    [InlineData(CaseStatus.WaitingOnCustomer, true)]
    [InlineData(CaseStatus.Resolved, false)]
    public async Task MergedByAnOlderVersion_IsFound_AndMendedByOneAct(CaseStatus carriesOn, bool escalated)
    {
        var (target, duplicate) = await MergedByAnOlderVersionAsync(carriesOn, escalated);

        await Watch.RunAsync(TestContext.Current.CancellationToken);

        (await _host.OpenAlertsAsync()).ShouldBe([AlertKind.PromiseMissing]);
        var said = await CheckAsync();
        (said.State, said.Args[0], said.Args[1]).ShouldBe((ReadinessState.Missing, 1, target.Number));
        var shown = await _host.Services.GetRequiredService<CaseQuery>().FindAsync(target.Number, TestContext.Current.CancellationToken);
        shown!.LostByMerging.ShouldBe(duplicate.Number, "the case says which one it was");
        (await _host.TryAsync(target, new RestorePromise("C-20270101-0001"), OnCallHost.As(DemoPeople.Mori)))
            .Errors[0]
            .Code.ShouldBe("promise.not-merged");

        await _host.DoAsync(target, new RestorePromise(duplicate.Number), OnCallHost.As(DemoPeople.Mori));

        var mended = await CaseAsync(target);
        (mended.Status, mended.Owes(Promise.Callback)).ShouldBe((CaseStatus.InProgress, true), "it is our move (P3)");
        (await _host.PagesOfAsync(target)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Callback);
        await Watch.RunAsync(TestContext.Current.CancellationToken);
        (await _host.OpenAlertsAsync()).ShouldBeEmpty("what is mended settles itself");
        (await CheckAsync()).State.ShouldBe(ReadinessState.Ready);
        (await _host.TryAsync(target, new RestorePromise(duplicate.Number), OnCallHost.As(DemoPeople.Mori)))
            .Errors[0]
            .Code.ShouldBe("promise.none-missing", "an answer is owed already");
    }

    [Fact]
    public async Task CustomerThatHeardSince_LacksNothing()
    {
        var (target, _) = await MergedByAnOlderVersionAsync(CaseStatus.InProgress, false);
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        await _host.DoAsync(target, new ReplyToCustomer("The restore works with the image of Friday."), OnCallHost.As(DemoPeople.Ueda));

        (await CheckAsync()).State.ShouldBe(ReadinessState.Ready);
    }

    [Fact]
    public async Task DuplicateThatOwedNothing_TookNothingWithIt()
    {
        var (_, duplicate) = await MergedByAnOlderVersionAsync(CaseStatus.InProgress, escalated: null);

        LostByMerging.At(await _host.StoryOfAsync(duplicate)).ShouldBeNull();
        (await CheckAsync()).State.ShouldBe(ReadinessState.Ready);
    }

    private PromiseWatch Watch => _host.Services.GetRequiredService<PromiseWatch>();

    private Task<Readiness> CheckAsync() =>
        _host.Services.GetServices<IReadinessCheck>().Single(c => c.Key == "promises").CheckAsync(TestContext.Current.CancellationToken);

    private Task<Case> CaseAsync(Case about) =>
        _host.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == about.Id));

    // As it stood in the record then: who merged is told, what went over is not, and the clocks were called off.
    private async Task<(Case Target, Case Duplicate)> MergedByAnOlderVersionAsync(CaseStatus carriesOn, bool? escalated)
    {
        var (target, duplicate) = (await _host.OpenAsync(Severity.High), await _host.OpenAsync(Severity.High));
        await AnsweredAsync(target, carriesOn);
        await AnsweredAsync(duplicate, CaseStatus.Closed);
        await _host.WriteAsync(async db =>
        {
            foreach (var (one, kind, other) in Ends(target, duplicate))
                await db.Database.ExecuteSqlAsync(
                    $"INSERT INTO CaseLinks (CaseId, Kind, OtherNumber) VALUES ({one.Id}, {(int)kind}, {other.Number})"
                );
            if (escalated == true)
                Add(db, duplicate, new EscalationRequested(false, true, "It stands still."));
            Add(db, duplicate, new CaseMerged(LinkKind.MergedInto, target.Number));
            if (escalated == false)
                Add(db, duplicate, new ClockEnded(ClockKind.Callback, 1, ClockState.Cancelled, null));
            Add(db, target, new CaseMerged(LinkKind.MergedFrom, duplicate.Number));
        });
        return (target, duplicate);
    }

    private static (Case, LinkKind, Case)[] Ends(Case target, Case duplicate) =>
        [(target, LinkKind.MergedFrom, duplicate), (duplicate, LinkKind.MergedInto, target)];

    private void Add(HelpdeskDb db, Case about, CaseEvent happened)
    {
        var entry = db.Timeline.Add(new TimelineEntry(_host.Now, s_before, happened, 7));
        entry.Property(e => e.CaseId).CurrentValue = about.Id;
    }

    private Task AnsweredAsync(Case about, CaseStatus left) =>
        _host.WriteAsync(async db =>
        {
            await db
                .Cases.Where(c => c.Id == about.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(c => c.Status, left)
                        .SetProperty(c => c.LastLineBy, ActorKind.Person)
                        .SetProperty(c => c.SilentSince, left is CaseStatus.InProgress or CaseStatus.Closed ? null : _host.Now)
                );
            var one = await db.Cases.Include(c => c.Clocks).SingleAsync(c => c.Id == about.Id);
            foreach (var clock in one.Clocks)
            {
                db.Entry(clock).Property(k => k.EndedAs).CurrentValue = ClockEnd.Met;
                db.Entry(clock).Property(k => k.EndedAt).CurrentValue = _host.Now;
            }
        });
}
