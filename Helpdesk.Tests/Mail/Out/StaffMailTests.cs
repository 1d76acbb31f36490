using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>Mail to those who work here (spec U3): written once, sent by the same outbox as everybody's.</summary>
public sealed class StaffMailTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Run_SendsItOnce_WithBothParts_AndSaysThatNobodyWroteIt()
    {
        await WriteAsync("gap:1", DemoPeople.Mori.Id);
        (await _host.Outbox.NextAsync(TestContext.Current.CancellationToken)).ShouldBe(_host.Now, "the one trigger is armed for it");

        await _host.SendAsync();
        await _host.SendAsync();

        var mail = _host.Server.Received.ShouldHaveSingleItem();
        mail.To.ShouldBe("mori@helpdesk.example");
        mail.RawHeader("Auto-Submitted").ShouldBe("auto-generated");
        mail.RawHeader("Content-Language").ShouldBe("ja", "the reader's language, from their own choice");
        mail.RawHeader("Content-Type")!.ShouldStartWith("multipart/alternative");
        (await _host.ReadAsync(db => db.StaffMails().SingleAsync())).State.ShouldBe(OutboxState.Sent);
    }

    [Fact]
    public async Task Add_TheSameThingTwice_IsOneMail_AlsoWithinOneTransaction()
    {
        await WriteAsync("gap:1", DemoPeople.Mori.Id, DemoPeople.Mori.Id);
        await WriteAsync("gap:1", DemoPeople.Mori.Id);

        (await _host.ReadAsync(db => db.StaffMails().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Add_ForSomebodyWithoutAnAddress_WritesNothing()
    {
        await WriteAsync("gap:1", Guid.NewGuid());

        (await _host.ReadAsync(db => db.StaffMails().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task ServerAway_ItWaitsAMinute_ThenArrives()
    {
        await _host.Server.TakeDownAsync();
        await WriteAsync("gap:1", DemoPeople.Mori.Id);
        await _host.SendAsync();
        (await _host.ReadAsync(db => db.StaffMails().SingleAsync())).Attempts.ShouldBe(1);

        _host.Server.PutUp();
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        await _host.SendAsync();

        _host.Server.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task ServerThatRefusesIt_FailsAtOnce_AndHoldsNobodyElseUp()
    {
        _host.Server.Answer = line =>
            line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains("mori", StringComparison.Ordinal)
                ? "550 no such user"
                : null;
        await WriteAsync("gap:1", DemoPeople.Mori.Id);
        var opened = await _host.OpenAsync();

        await _host.SendAsync();

        var mail = await _host.ReadAsync(db => db.StaffMails().SingleAsync());
        (mail.State, mail.LastError).ShouldBe((OutboxState.Failed, "550 no such user"));
        _host.Received(opened).Count.ShouldBe(1);
    }

    private async Task WriteAsync(string key, params Guid[] people)
    {
        await using var db = await _host
            .Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        foreach (var person in people)
            _host
                .Services.GetRequiredService<StaffMailWriter>()
                .Add(
                    db,
                    person,
                    key,
                    "Nobody is on call on Sunday",
                    "日曜の当番がいません。\n\nhttps://support.helpdesk.example/on-call",
                    _host.Now
                );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
