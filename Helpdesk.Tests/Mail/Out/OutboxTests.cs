using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>How mail gets through: written with the command, sent once in normal work, automatic ones a minute apart.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Run_InNormalWork_SendsOnceEncryptedAndSignedIn_AndSaysSoOnTheTimeLine()
    {
        _host.Server.NeedsSignIn = true;
        var opened = await _host.OpenAsync();
        (await _host.MailsOfAsync(opened))
            .ShouldHaveSingleItem()
            .State.ShouldBe(OutboxState.Waiting, "it is written with the case, not sent with it");

        await _host.SendAsync();
        await _host.SendAsync();

        var mail = _host.Server.Received.ShouldHaveSingleItem();
        (mail.User, mail.Encrypted, mail.From, mail.To).ShouldBe(
            (SmtpTrap.User, true, "support@helpdesk.example", "k.yamamoto@daiwa-seiki.example")
        );
        (await _host.EventsOfAsync(opened))
            .Last()
            .ShouldBe(
                new MailSent(
                    MailKind.Acknowledgement,
                    "k.yamamoto@daiwa-seiki.example",
                    (await _host.MailsOfAsync(opened)).Single().TimelineEntryId
                )
            );
        (await _host.ReadAsync(db => db.Cases.Where(c => c.Id == opened.Id).Select(c => c.Version).SingleAsync())).ShouldBe(
            1,
            "a colleague's open form stays good"
        );
    }

    [Fact]
    public async Task Run_WhileOthersWrite_StepsBack_AndMarksTogether()
    {
        var (first, second) = (await _host.OpenAsync(), await _host.OpenAsync());
        var gate = _host.Services.GetRequiredService<Helpdesk.Web.Platform.Data.WriteGate>();
        var writer = new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Somebody begins to write while the first mail is with the server, and is still at it when the second is due.
        _host.Server.Taken = async _ =>
        {
            if (!writer.Task.IsCompleted)
                writer.SetResult(await gate.EnterAsync(TestContext.Current.CancellationToken));
        };
        var run = _host.SendAsync();
        var turn = await writer.Task;
        (await _host.MailsOfAsync(first)).ShouldHaveSingleItem().State.ShouldBe(OutboxState.Waiting, "its mark waits for the writer");
        _host.Server.Received.Count.ShouldBe(1, "so does the second mail");

        turn.Dispose();
        await run;

        _host.Server.Received.Count.ShouldBe(2);
        foreach (var one in (Helpdesk.Domain.Cases.Case[])[first, second])
        {
            (await _host.MailsOfAsync(one)).ShouldHaveSingleItem().State.ShouldBe(OutboxState.Sent);
            (await _host.EventsOfAsync(one)).OfType<MailSent>().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task Command_ThatIsRefused_WritesNoMail()
    {
        var opened = await _host.OpenAsync();
        await using var scope = _host.Services.CreateAsyncScope();

        var stale = await scope
            .ServiceProvider.GetRequiredService<Helpdesk.Web.Cases.Commands.CaseCommandRunner>()
            .RunAsync(opened.Number, 99, new ReplyToCustomer("late"), IntakeHost.Agent, TestContext.Current.CancellationToken);

        stale.IsOk.ShouldBeFalse();
        (await _host.MailsOfAsync(opened)).ShouldHaveSingleItem().Kind.ShouldBe(MailKind.Acknowledgement);
    }

    [Fact]
    public async Task AutomaticMails_OfOneCase_AreAMinuteApart_EvenWhenAllAreLate()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new DecideSeverity(Severity.Medium, "a"));
        await _host.DoAsync(opened, new DecideSeverity(Severity.High, "b"));
        await _host.DoAsync(opened, new ReplyToCustomer("a person's words wait for nothing"));
        var mails = await _host.MailsOfAsync(opened);
        mails.Select(m => (m.NotBefore - _host.Now).TotalSeconds).ShouldBe([0, 60, 120, 0]);

        // Nothing was sent for an hour; now everything is due at once.
        _host.Time.Advance(TimeSpan.FromHours(1));
        List<int> sent = [];
        for (var minute = 0; minute < 3; minute++)
        {
            await _host.SendAsync();
            sent.Add((await _host.MailsOfAsync(opened)).Count(m => m is { IsAutomatic: true, State: OutboxState.Sent }));
            _host.Time.Advance(TimeSpan.FromSeconds(59));
            await _host.SendAsync();
            (await _host.MailsOfAsync(opened))
                .Count(m => m is { IsAutomatic: true, State: OutboxState.Sent })
                .ShouldBe(sent[^1], "59 seconds are no minute");
            _host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        sent.ShouldBe([1, 2, 3]);
        _host.Received(opened).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Closing_WaitsItsMinute_AndIsTakenBackWithTheClosing()
    {
        var opened = await _host.OpenAsync();
        await _host.SendAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(5));
        await _host.DoAsync(opened, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        _host.Time.Advance(TimeSpan.FromSeconds(59));
        await _host.SendAsync();
        _host.Received(opened).Count.ShouldBe(1, "a closing can be undone for a minute");

        await _host.DoAsync(opened, new UndoClose());
        _host.Time.Advance(TimeSpan.FromHours(1));
        await _host.SendAsync();

        (await _host.MailsOfAsync(opened)).Single(m => m.Kind == MailKind.Closing).State.ShouldBe(OutboxState.Cancelled);
        _host.Received(opened).Count.ShouldBe(1);
    }
}
