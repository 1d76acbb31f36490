using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Portal;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>Whoever got nothing is not silent: mail that did not arrive is no contact, and its case stays open (spec C8).</summary>
public sealed class FailedContactsTests : IAsyncLifetime
{
    private static readonly Duration s_week = Duration.FromDays(7);

    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task EverythingBounces_TheCaseIsNotClosed_RemindedOnceAWeekAtMost_AndTheOwnerHears_C8()
    {
        var asked = await AskedAsync();
        await BouncedAsync(asked);
        var owner = _host.Services.GetRequiredService<PersonalNotices>();
        owner.TakeWaiting(DemoPeople.Sato.Id).ShouldContain(n => n.Kind == NoticeKind.MailFailed && n.What == asked.Number);
        (await _host.StateAsync(asked)).UnansweredContacts.ShouldBe(0);

        for (var week = 1; week <= 4; week++)
        {
            await AfterAsync(s_week);
            await BouncedAsync(asked);
            await AfterAsync(Duration.FromMinutes(5));
            (await RemindersAsync(asked)).ShouldBe(week, "a dead address gets no mail after mail");
        }

        (await _host.StateAsync(asked)).Status.ShouldBe(CaseStatus.WaitingOnCustomer);
    }

    [Fact]
    public async Task OnlyTheReminderBounces_AnotherOneComesBeforeTheClosing_C8()
    {
        var asked = await AskedAsync();
        await AfterAsync(s_week);
        await BouncedAsync(asked);
        (await _host.StateAsync(asked)).UnansweredContacts.ShouldBe(1, "the question arrived");

        await AfterAsync(s_week);
        ((await _host.StateAsync(asked)).Status, await RemindersAsync(asked)).ShouldBe((CaseStatus.WaitingOnCustomer, 2));
        await AfterAsync(s_week);
        (await _host.StateAsync(asked)).ClosingReason.ShouldBe(ClosingReason.NoAnswer, "two have arrived, and two weeks are over");
    }

    [Fact]
    public async Task FullMailbox_CountsOnce_HoweverItEnds_C8()
    {
        var asked = await AskedAsync();
        await BouncedAsync(asked, BounceReason.MailboxFull);
        (await _host.StateAsync(asked)).UnansweredContacts.ShouldBe(1, "it goes again");
        _host.Time.Advance(TimeSpan.FromDays(1));
        await _host.SendAsync();
        await BouncedAsync(asked);
        (await _host.StateAsync(asked)).UnansweredContacts.ShouldBe(0);
    }

    private async Task<Case> AskedAsync()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new AssignCase(DemoPeople.Sato.Id, DemoPeople.Sato.DisplayName));
        await _host.DoAsync(opened, new AskForMore([RequestedItem.Logs], "Please."));
        await SendAllAsync();
        return opened;
    }

    // Automatic mails keep a minute's distance.
    private async Task SendAllAsync()
    {
        await _host.SendAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(2));
        await _host.SendAsync();
    }

    private async Task AfterAsync(Duration time)
    {
        _host.Time.Advance(time.ToTimeSpan());
        await _host.Services.GetRequiredService<SilenceKeeper>().RunAsync(TestContext.Current.CancellationToken);
        await SendAllAsync();
    }

    private async Task BouncedAsync(Case about, BounceReason reason = BounceReason.NoSuchAddress)
    {
        var last = (await _host.MailsOfAsync(about))[^1];
        last.State.ShouldBe(OutboxState.Sent);
        await _host.Services.GetRequiredService<OutboxMarks>().BouncedAsync(last.Id, OutboxMarks.Rule, "550 5.1.1 unknown", [], reason);
    }

    private async Task<int> RemindersAsync(Case about) => (await _host.EventsOfAsync(about)).OfType<SilenceReminderSent>().Count();
}
