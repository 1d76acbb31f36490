using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.CustomerSilence;

/// <summary>
/// Cases that an older version left without what their customer waits for: found at start and by <c>check</c>, listed for supervisors,
/// mended by one act, and paged for at night from then on (spec P3, H5, U3; issue 17, 5).
/// </summary>
public sealed class MissingPromisesTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(CaseStatus.InProgress)]
    [InlineData(CaseStatus.WaitingOnVendor)]
    [InlineData(CaseStatus.WaitingOnCustomer)]
    [InlineData(CaseStatus.SolutionOffered)]
    public async Task WordOfACustomerThatNothingWatches_WhoeverHadTheBall_IsFound_AndMendedByOneAct(CaseStatus left)
    {
        var opened = await _host.OpenAsync(Severity.High);
        (await CheckAsync()).State.ShouldBe(ReadinessState.Ready);
        await LeftByAnOlderVersionAsync(opened, left);

        await Watch.RunAsync(TestContext.Current.CancellationToken);

        (await _host.OpenAlertsAsync()).ShouldBe([AlertKind.PromiseMissing]);
        var said = await CheckAsync();
        (said.State, said.Args[0], said.Args[1]).ShouldBe((ReadinessState.Missing, 1, opened.Number));
        (await _host.PagesOfAsync(opened)).ShouldBeEmpty();

        await _host.DoAsync(opened, new RestorePromise(), OnCallHost.As(DemoPeople.Mori));

        var mended = await CaseAsync(opened);
        (mended.Status, mended.Owes(Promise.Callback)).ShouldBe((CaseStatus.InProgress, true), "it is our move (P3)");
        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Callback);
        await Watch.RunAsync(TestContext.Current.CancellationToken);
        (await _host.OpenAlertsAsync()).ShouldBeEmpty("what is mended settles itself");
        (await CheckAsync()).State.ShouldBe(ReadinessState.Ready);
    }

    [Fact]
    public async Task WordThatAColleagueOnlyTookNoteOf_IsFoundByTheRecord_AndMended_P3()
    {
        var opened = await _host.OpenAsync(Severity.High);
        await _host.DoAsync(opened, new RecordCustomerMessage("Down again."));
        await LeftByAnOlderVersionAsync(opened, CaseStatus.InProgress);
        await _host.DoAsync(opened, new AddNote("I shall look tomorrow."), OnCallHost.As(DemoPeople.Mori));
        (await CaseAsync(opened)).LastLineBy.ShouldBe(ActorKind.Person);

        (await Watch.FindAsync(TestContext.Current.CancellationToken)).ShouldBe([new(opened.Number, PromiseGap.Answer)]);

        await _host.DoAsync(opened, new RestorePromise(Missing: PromiseGap.Answer), OnCallHost.As(DemoPeople.Mori));
        (await CaseAsync(opened)).Owes(Promise.Callback).ShouldBeTrue();
        (await Watch.FindAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, Promise.PromisedCall)]
    [InlineData(-1, Promise.Callback)]
    public async Task CallThatNothingWatches_IsFoundByTheRecord_AndWatchedAgain_P3(int hoursAhead, Promise restored)
    {
        var opened = await _host.OpenAsync(Severity.High);
        var promised = _host.Now + Duration.FromHours(4);
        await _host.DoAsync(opened, new RequestCallback(null, promised, null));
        await LeftByAnOlderVersionAsync(opened, CaseStatus.InProgress);
        await _host.WriteAsync(db =>
            db.Clocks.Where(c => c.CaseId == opened.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PromisedFor, (Instant?)null))
        );
        await _host.DoAsync(opened, new ReplyToCustomer("Until then, try this."), OnCallHost.As(DemoPeople.Mori));
        _host.Time.Advance(TimeSpan.FromHours(4 - hoursAhead));

        (await Watch.FindAsync(TestContext.Current.CancellationToken)).ShouldBe([new(opened.Number, PromiseGap.Call)]);

        await _host.DoAsync(opened, new RestorePromise(PromisedFor: promised), OnCallHost.As(DemoPeople.Mori));
        var mended = await CaseAsync(opened);
        mended.Owes(restored).ShouldBeTrue();
        if (restored == Promise.PromisedCall)
            mended.Clocks.Single(c => c.IsOpen).DueAt.ShouldBe(promised);
        (await Watch.FindAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    private PromiseWatch Watch => _host.Services.GetRequiredService<PromiseWatch>();

    private Task<Readiness> CheckAsync() =>
        _host.Services.GetServices<IReadinessCheck>().Single(c => c.Key == "promises").CheckAsync(TestContext.Current.CancellationToken);

    private Task<Case> CaseAsync(Case about) =>
        _host.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == about.Id));

    // The customer wrote last, their clock is gone, and the ball lies where it lay.
    private Task LeftByAnOlderVersionAsync(Case about, CaseStatus status) =>
        _host.WriteAsync(async db =>
        {
            await db
                .Cases.Where(c => c.Id == about.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, status).SetProperty(c => c.LastLineBy, ActorKind.Customer));
            var one = await db.Cases.Include(c => c.Clocks).SingleAsync(c => c.Id == about.Id);
            foreach (var clock in one.Clocks)
            {
                db.Entry(clock).Property(k => k.EndedAs).CurrentValue = ClockEnd.Met;
                db.Entry(clock).Property(k => k.EndedAt).CurrentValue = _host.Now;
            }
        });
}
