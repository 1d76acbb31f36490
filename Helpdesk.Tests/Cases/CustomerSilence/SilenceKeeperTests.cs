using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.CustomerSilence;

/// <summary>Two weeks of silence on a real database (spec C8); the keeper's clock is the test's.</summary>
public sealed class SilenceKeeperTests(IntakeHost host) : IClassFixture<IntakeHost>
{
    private static readonly Duration s_moment = Duration.FromSeconds(1);

    [Fact]
    public async Task Silence_IsRemindedOnce_ThenClosed_EachAtItsInstantAndNotBefore()
    {
        var number = await AskedAsync();
        var remindAt = (await CaseAsync(number)).SilenceActsAt!.Value;
        await RunAtAsync(remindAt - s_moment);
        (await EventsAsync<SilenceReminderSent>(number)).ShouldBeEmpty();
        await RunAtAsync(remindAt);
        await RunAtAsync(remindAt);
        (await EventsAsync<SilenceReminderSent>(number)).ShouldHaveSingleItem("a second run repeats nothing");

        var closeAt = (await CaseAsync(number)).SilenceActsAt!.Value;
        (await EventsAsync<SilenceReminderSent>(number))[0].ClosesAt.ShouldBe(closeAt, "the customer was told the truth");
        await RunAtAsync(closeAt - s_moment);
        (await CaseAsync(number)).Status.ShouldBe(CaseStatus.WaitingOnCustomer);
        await RunAtAsync(closeAt);
        var closed = await CaseAsync(number);
        (closed.Status, closed.ClosingReason, closed.ClosedAt).ShouldBe((CaseStatus.Closed, ClosingReason.NoAnswer, closeAt));
    }

    [Fact]
    public async Task AnyWord_StopsIt()
    {
        var number = await AskedAsync();
        var remindAt = (await CaseAsync(number)).SilenceActsAt!.Value;
        (await RunAsync(number, new RecordCustomerMessage("Sorry, here it is."))).ShouldBeTrue();
        await RunAtAsync(remindAt + Duration.FromDays(30));
        (await CaseAsync(number)).Status.ShouldBe(CaseStatus.InProgress);
        (await EventsAsync<SilenceReminderSent>(number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoKeepersAtOnce_RemindOnce()
    {
        var number = await AskedAsync();
        var remindAt = (await CaseAsync(number)).SilenceActsAt!.Value;
        await Task.WhenAll(RunAtAsync(remindAt), RunAtAsync(remindAt), RunAtAsync(remindAt));
        (await EventsAsync<SilenceReminderSent>(number)).ShouldHaveSingleItem();
    }

    private async Task<string> AskedAsync()
    {
        using var scope = host.Services.CreateScope();
        var opened = await scope
            .ServiceProvider.GetRequiredService<OpenCaseHandler>()
            .HandleAsync(IntakeHost.Good, Channel.Web, null, IntakeHost.Agent, TestContext.Current.CancellationToken);
        (await RunAsync(opened.Value.Case.Number, new AskForMore([RequestedItem.Logs], "Please."))).ShouldBeTrue();
        return opened.Value.Case.Number;
    }

    private async Task<bool> RunAsync<TCommand>(string number, TCommand command)
        where TCommand : ICaseCommand
    {
        using var scope = host.Services.CreateScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<CaseCommandRunner>()
                .RunAsync(number, null, command, IntakeHost.Agent, TestContext.Current.CancellationToken)
        ).IsOk;
    }

    private async Task RunAtAsync(Instant now)
    {
        var services = host.Services;
        var keeper = new SilenceKeeper(
            services.GetRequiredService<IDbContextFactory<HelpdeskDb>>(),
            services.GetRequiredService<WriteGate>(),
            services.GetRequiredService<CaseSaver>(),
            services.GetRequiredService<SupportProgramme>(),
            new StandingClock(now),
            NullLogger<SilenceKeeper>.Instance
        );
        await keeper.RunAsync(TestContext.Current.CancellationToken);
    }

    private Task<Case> CaseAsync(string number) => host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));

    private async Task<List<T>> EventsAsync<T>(string number)
        where T : CaseEvent
    {
        var record = await host.Services.GetRequiredService<CaseQuery>().FindAsync(number, TestContext.Current.CancellationToken);
        return [.. record!.Timeline.Select(e => e.Event).OfType<T>()];
    }

    private sealed class StandingClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
