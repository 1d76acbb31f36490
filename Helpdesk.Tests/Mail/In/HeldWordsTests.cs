using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.In;

/// <summary>A mail that waits for somebody to decide is a word of the customer all the same (spec C8, P11; issue 17).</summary>
public sealed class HeldWordsTests : IAsyncLifetime
{
    private readonly InboundMailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task HeldMailOfTheCase_StopsSilence_UntilSomebodyHasDecided_C8()
    {
        await _host.Host.DoAsync(_host.Open, new AskForMore([RequestedItem.Logs], "Logs, please."));
        _host.Host.Time.Advance(TimeSpan.FromDays(8));
        var held = await HeldAsync();
        await KeepAsync();
        (await CaseAsync()).RemindedAt.ShouldBeNull("somebody wrote: nobody knows that they were silent");

        await ReleaseAsync(held, ReleaseAs.Message);

        (await CaseAsync()).Status.ShouldBe(CaseStatus.InProgress);
    }

    [Fact]
    public async Task ReleasedIntoItsCase_TheCallbackCountsFromWhenItCameIn_P11()
    {
        await _host.Host.DoAsync(_host.Open, new ReplyToCustomer("We look into it."));
        _host.Host.Time.Advance(TimeSpan.FromHours(1));
        var came = _host.Host.Now;
        var held = await HeldAsync();
        _host.Host.Time.Advance(TimeSpan.FromHours(5));

        await ReleaseAsync(held, ReleaseAs.Message);

        var clock = (await CaseAsync()).Clocks.Single(c => c.IsOpen);
        (clock.Promise, clock.StartedAt).ShouldBe((Promise.Callback, came));
    }

    private async Task<InboundMail> HeldAsync()
    {
        var row = await _host.DeliverAsync(
            InboundMailHost.Mail(InboundMailHost.Contact, $"[{InboundMailHost.OpenNumber}] down again", "Down again.", null)
        );
        (row.State, row.Cause).ShouldBe((InboundState.Held, InboundCause.NumberWithoutToken));
        return row;
    }

    private Task KeepAsync() => _host.Services.GetRequiredService<SilenceKeeper>().RunAsync(TestContext.Current.CancellationToken);

    private Task<Case> CaseAsync() =>
        _host.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == _host.Open.Id));

    private async Task ReleaseAsync(InboundMail held, ReleaseAs how)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<HeldMailHandlers>()
            .HandleAsync(
                new ReleaseMail(held.Id, how, InboundMailHost.OpenNumber),
                IntakeHost.Agent,
                TestContext.Current.CancellationToken
            );
        done.IsOk.ShouldBeTrue();
    }
}
