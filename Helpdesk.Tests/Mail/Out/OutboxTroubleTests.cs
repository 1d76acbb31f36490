using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>A server that is down, refuses, or asks for what it shall not have: mail waits, fails at once, or arrives in the end.</summary>
public sealed class OutboxTroubleTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ServerDownForAnHour_AllMailArrivesOnceItIsBack()
    {
        await _host.Server.TakeDownAsync();
        var (first, second) = (await _host.OpenAsync(), await _host.OpenAsync(r => r with { Email = "other@daiwa-seiki.example" }));
        for (var minute = 0; minute < 60; minute++)
        {
            if (minute == 10)
                await _host.DoAsync(first, new ReplyToCustomer("written while nobody listened"));
            await _host.SendAsync();
            _host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        _host.Server.PutUp();
        for (var minute = 0; minute < 60; minute++)
        {
            await _host.SendAsync();
            _host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        _host.Received(first).Select(m => m.RawHeader("X-Helpdesk-Kind")).ShouldBe(["Acknowledgement", "Reply"], "in order, each once");
        _host.Received(second).Count.ShouldBe(1);
        (await _host.ReadAsync(db => db.OutboxMails().CountAsync(m => m.State != OutboxState.Sent))).ShouldBe(0);
    }

    [Fact]
    public async Task ServerThatNeverTakesIt_IsAskedWithGrowingPauses_ThenItHasFailed()
    {
        _host.Server.Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "451 try later" : null;
        var opened = await _host.OpenAsync();
        List<double> tries = [];
        var begun = _host.Now;
        while ((await _host.MailsOfAsync(opened)).Single() is { State: OutboxState.Waiting } mail)
        {
            _host.Time.Advance((mail.NextAttemptAt - _host.Now).ToTimeSpan());
            tries.Add((_host.Now - begun).TotalMinutes);
            await _host.SendAsync();
        }

        tries.Take(7).ShouldBe([0, 1, 6, 21, 81, 321, 561]);
        tries[^1].ShouldBeLessThanOrEqualTo(3 * 24 * 60);
        tries.Count.ShouldBe(22);
        var failed = (await _host.EventsOfAsync(opened)).OfType<MailFailed>().ShouldHaveSingleItem();
        failed.Cause.ShouldContain("try later");
        _host.Server.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RCPT", "550 no such user")]
    [InlineData(".", "554 looks like spam")]
    public async Task PermanentRefusal_FailsAtOnce_AndHoldsNobodyElseUp(string at, string answer)
    {
        _host.Server.Answer = line =>
            line.StartsWith(at, StringComparison.Ordinal) && (at == "." || line.Contains("k.yamamoto", StringComparison.Ordinal))
                ? answer
                : null;
        var opened = await _host.OpenAsync();
        await _host.SendAsync();
        _host.Server.Answer = _ => null;
        var other = await _host.OpenAsync(r => r with { Email = "other@daiwa-seiki.example" });
        _host.Time.Advance(TimeSpan.FromDays(1));
        await _host.SendAsync();

        var mail = (await _host.MailsOfAsync(opened)).ShouldHaveSingleItem();
        (mail.State, mail.Attempts).ShouldBe((OutboxState.Failed, 1));
        (await _host.EventsOfAsync(opened))
            .Last()
            .ShouldBe(
                new MailFailed(
                    MailKind.Acknowledgement,
                    "k.yamamoto@daiwa-seiki.example",
                    answer,
                    (await _host.MailsOfAsync(opened)).Single().TimelineEntryId
                )
            );
        _host.Received(opened).ShouldBeEmpty();
        _host.Received(other).Count.ShouldBe(1);
    }

    [Fact]
    public async Task WrongPassword_IsNoFaultOfTheMail_ItWaits()
    {
        _host.Server.Answer = line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 wrong" : null;
        var opened = await _host.OpenAsync();
        await _host.SendAsync();
        (await _host.MailsOfAsync(opened)).Single().State.ShouldBe(OutboxState.Waiting);

        _host.Server.Answer = _ => null;
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        await _host.SendAsync();

        _host.Received(opened).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ServerWithoutStartTls_GetsNoPassword()
    {
        List<string> heard = [];
        _host.Server.Answer = line =>
        {
            heard.Add(line);
            return line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-trap\r\n250 AUTH PLAIN LOGIN" : null;
        };
        var opened = await _host.OpenAsync();
        await _host.SendAsync();

        heard.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal));
        (await _host.MailsOfAsync(opened)).Single().State.ShouldBe(OutboxState.Waiting);
    }
}
