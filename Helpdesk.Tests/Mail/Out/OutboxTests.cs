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
using NodaTime;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>How mail gets through: written with the command, once in normal work, again and again when the server is away.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly MailHouse _house = new();

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Run_InNormalWork_SendsOnceEncryptedAndSignedIn_AndSaysSoOnTheTimeLine()
    {
        _house.Server.NeedsSignIn = true;
        var opened = await _house.OpenAsync();
        (await _house.MailsOfAsync(opened)).ShouldHaveSingleItem().State.ShouldBe(OutboxState.Waiting, "it is written with the case, not sent with it");

        await _house.SendAsync();
        await _house.SendAsync();

        var mail = _house.Server.Received.ShouldHaveSingleItem();
        (mail.User, mail.Encrypted, mail.From, mail.To).ShouldBe((SmtpTrap.User, true, "support@helpdesk.example", "k.yamamoto@daiwa-seiki.example"));
        (await _house.EventsOfAsync(opened)).Last().ShouldBe(new MailSent(MailKind.Acknowledgement, "k.yamamoto@daiwa-seiki.example", (await _house.MailsOfAsync(opened)).Single().TimelineEntryId));
        (await _house.ReadAsync(db => db.Cases.Where(c => c.Id == opened.Id).Select(c => c.Version).SingleAsync())).ShouldBe(1, "a colleague's open form stays good");
    }

    [Fact]
    public async Task Run_WhileOthersWrite_StepsBack_AndMarksTogether()
    {
        var (first, second) = (await _house.OpenAsync(), await _house.OpenAsync());
        var gate = _house.Services.GetRequiredService<Helpdesk.Web.Platform.Data.WriteGate>();
        var writer = new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Somebody begins to write while the first mail is with the server, and is still at it when the second is due.
        _house.Server.Taken = async _ =>
        {
            if (!writer.Task.IsCompleted)
                writer.SetResult(await gate.EnterAsync(TestContext.Current.CancellationToken));
        };
        var run = _house.SendAsync();
        var turn = await writer.Task;
        (await _house.MailsOfAsync(first)).ShouldHaveSingleItem().State.ShouldBe(OutboxState.Waiting, "its mark waits for the writer");
        _house.Server.Received.Count.ShouldBe(1, "so does the second mail");

        turn.Dispose();
        await run;

        _house.Server.Received.Count.ShouldBe(2);
        foreach (var one in (Helpdesk.Domain.Cases.Case[])[first, second])
        {
            (await _house.MailsOfAsync(one)).ShouldHaveSingleItem().State.ShouldBe(OutboxState.Sent);
            (await _house.EventsOfAsync(one)).OfType<MailSent>().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task Command_ThatIsRefused_WritesNoMail()
    {
        var opened = await _house.OpenAsync();
        await using var scope = _house.Services.CreateAsyncScope();

        var stale = await scope.ServiceProvider.GetRequiredService<Helpdesk.Web.Cases.Commands.CaseCommandRunner>().RunAsync(opened.Number, 99, new ReplyToCustomer("late"), IntakeHouse.Agent, TestContext.Current.CancellationToken);

        stale.IsOk.ShouldBeFalse();
        (await _house.MailsOfAsync(opened)).ShouldHaveSingleItem().Kind.ShouldBe(MailKind.Acknowledgement);
    }

    [Fact]
    public async Task AutomaticMails_OfOneCase_AreAMinuteApart_EvenWhenAllAreLate()
    {
        var opened = await _house.OpenAsync();
        await _house.DoAsync(opened, new DecideSeverity(Severity.Medium, "a"));
        await _house.DoAsync(opened, new DecideSeverity(Severity.High, "b"));
        await _house.DoAsync(opened, new ReplyToCustomer("a person's words wait for nothing"));
        var mails = await _house.MailsOfAsync(opened);
        mails.Select(m => (m.NotBefore - _house.Now).TotalSeconds).ShouldBe([0, 60, 120, 0]);

        // Nothing was sent for an hour; now everything is due at once.
        _house.Time.Advance(TimeSpan.FromHours(1));
        List<int> sent = [];
        for (var minute = 0; minute < 3; minute++)
        {
            await _house.SendAsync();
            sent.Add((await _house.MailsOfAsync(opened)).Count(m => m is { IsAutomatic: true, State: OutboxState.Sent }));
            _house.Time.Advance(TimeSpan.FromSeconds(59));
            await _house.SendAsync();
            (await _house.MailsOfAsync(opened)).Count(m => m is { IsAutomatic: true, State: OutboxState.Sent }).ShouldBe(sent[^1], "59 seconds are no minute");
            _house.Time.Advance(TimeSpan.FromSeconds(1));
        }

        sent.ShouldBe([1, 2, 3]);
        _house.Received(opened).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Closing_WaitsItsMinute_AndIsTakenBackWithTheClosing()
    {
        var opened = await _house.OpenAsync();
        await _house.SendAsync();
        _house.Time.Advance(TimeSpan.FromMinutes(5));
        await _house.DoAsync(opened, new CloseCase(ClosingReason.NoLongerNeeded, null, null));
        _house.Time.Advance(TimeSpan.FromSeconds(59));
        await _house.SendAsync();
        _house.Received(opened).Count.ShouldBe(1, "a closing can be undone for a minute");

        await _house.DoAsync(opened, new UndoClose());
        _house.Time.Advance(TimeSpan.FromHours(1));
        await _house.SendAsync();

        (await _house.MailsOfAsync(opened)).Single(m => m.Kind == MailKind.Closing).State.ShouldBe(OutboxState.Cancelled);
        _house.Received(opened).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ServerDownForAnHour_AllMailArrivesOnceItIsBack()
    {
        await _house.Server.TakeDownAsync();
        var (first, second) = (await _house.OpenAsync(), await _house.OpenAsync(r => r with { Email = "other@daiwa-seiki.example" }));
        for (var minute = 0; minute < 60; minute++)
        {
            if (minute == 10)
                await _house.DoAsync(first, new ReplyToCustomer("written while nobody listened"));
            await _house.SendAsync();
            _house.Time.Advance(TimeSpan.FromMinutes(1));
        }

        _house.Server.PutUp();
        for (var minute = 0; minute < 60; minute++)
        {
            await _house.SendAsync();
            _house.Time.Advance(TimeSpan.FromMinutes(1));
        }

        _house.Received(first).Select(m => m.RawHeader("X-Helpdesk-Kind")).ShouldBe(["Acknowledgement", "Reply"], "in order, each once");
        _house.Received(second).Count.ShouldBe(1);
        (await _house.ReadAsync(db => db.OutboxMails().CountAsync(m => m.State != OutboxState.Sent))).ShouldBe(0);
    }

    [Fact]
    public async Task ServerThatNeverTakesIt_IsAskedWithGrowingPauses_ThenItHasFailed()
    {
        _house.Server.Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "451 try later" : null;
        var opened = await _house.OpenAsync();
        List<double> tries = [];
        var begun = _house.Now;
        while ((await _house.MailsOfAsync(opened)).Single() is { State: OutboxState.Waiting } mail)
        {
            _house.Time.Advance((mail.NextAttemptAt - _house.Now).ToTimeSpan());
            tries.Add((_house.Now - begun).TotalMinutes);
            await _house.SendAsync();
        }

        tries.Take(7).ShouldBe([0, 1, 6, 21, 81, 321, 561]);
        tries[^1].ShouldBeLessThanOrEqualTo(3 * 24 * 60);
        tries.Count.ShouldBe(22);
        var failed = (await _house.EventsOfAsync(opened)).OfType<MailFailed>().ShouldHaveSingleItem();
        failed.Cause.ShouldContain("try later");
        _house.Server.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RCPT", "550 no such user")]
    [InlineData(".", "554 looks like spam")]
    public async Task PermanentRefusal_FailsAtOnce_AndHoldsNobodyElseUp(string at, string answer)
    {
        _house.Server.Answer = line => line.StartsWith(at, StringComparison.Ordinal) && (at == "." || line.Contains("k.yamamoto", StringComparison.Ordinal)) ? answer : null;
        var opened = await _house.OpenAsync();
        await _house.SendAsync();
        _house.Server.Answer = _ => null;
        var other = await _house.OpenAsync(r => r with { Email = "other@daiwa-seiki.example" });
        _house.Time.Advance(TimeSpan.FromDays(1));
        await _house.SendAsync();

        var mail = (await _house.MailsOfAsync(opened)).ShouldHaveSingleItem();
        (mail.State, mail.Attempts).ShouldBe((OutboxState.Failed, 1));
        (await _house.EventsOfAsync(opened)).Last().ShouldBe(new MailFailed(MailKind.Acknowledgement, "k.yamamoto@daiwa-seiki.example", answer, (await _house.MailsOfAsync(opened)).Single().TimelineEntryId));
        _house.Received(opened).ShouldBeEmpty();
        _house.Received(other).Count.ShouldBe(1);
    }

    [Fact]
    public async Task WrongPassword_IsNoFaultOfTheMail_ItWaits()
    {
        _house.Server.Answer = line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 wrong" : null;
        var opened = await _house.OpenAsync();
        await _house.SendAsync();
        (await _house.MailsOfAsync(opened)).Single().State.ShouldBe(OutboxState.Waiting);

        _house.Server.Answer = _ => null;
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        await _house.SendAsync();

        _house.Received(opened).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ServerWithoutStartTls_GetsNoPassword()
    {
        List<string> heard = [];
        _house.Server.Answer = line =>
        {
            heard.Add(line);
            return line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-trap\r\n250 AUTH PLAIN LOGIN" : null;
        };
        var opened = await _house.OpenAsync();
        await _house.SendAsync();

        heard.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal));
        (await _house.MailsOfAsync(opened)).Single().State.ShouldBe(OutboxState.Waiting);
    }
}
