using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.In;

/// <summary>
/// Where mail makes trouble: too much, too large, a fault, a race. Nothing is lost and nothing filed twice (issue 5, mail in).
/// </summary>
public sealed class MailFilingTroubleTests : IAsyncLifetime
{
    private readonly InboundMailHost _host = InboundMailHost.WithLimits();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Flood_OfOneAddress_IsHeldFromItsLimitOn_AndOthersComeThrough()
    {
        for (var i = 0; i < 8; i++)
            await _host.DeliverAsync(InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", $"Message {i}", InboundMailHost.Ack));

        (await _host.ReadAsync(db => db.InboundMails().CountAsync(m => m.Cause == InboundCause.Flood))).ShouldBe(2);
        (
            await _host.DeliverAsync(
                InboundMailHost.Mail("t.suzuki@daiwa-seiki.example", "Re: x", "I am somebody else.", InboundMailHost.Ack)
            )
        ).State.ShouldBe(InboundState.Filed);
        _host.Host.Time.Advance(TimeSpan.FromHours(2));
        (await _host.DeliverAsync(InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", "Later.", InboundMailHost.Ack))).State.ShouldBe(
            InboundState.Filed
        );
    }

    [Fact]
    public async Task CasesByMail_OfOneAddress_AreHeldFromTheirLimitOn()
    {
        for (var i = 0; i < 3; i++)
            await _host.DeliverAsync(
                InboundMailHost.Mail("grace@sxlogistics.example", $"Ticket {i} received", "We have received your mail.")
            );

        (await _host.ReadAsync(db => db.InboundMails().Select(m => m.Cause).ToListAsync())).ShouldBe(
            [InboundCause.None, InboundCause.None, InboundCause.Flood],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Oversized_IsHeldWithItsBeginning()
    {
        var big = Encoding.UTF8.GetBytes(
            InboundMailHost
                .Mail(InboundMailHost.Contact, "Re: dump", new string('x', 300_000), InboundMailHost.Ack)
                .ReplaceLineEndings("\r\n")
        );
        _host.Lay(big);
        await _host.RunAsync();

        var row = await _host.ReadAsync(db => db.InboundMails().AsNoTracking().SingleAsync());
        (row.Cause, row.CaseNumber, row.Subject, row.IsWhole).ShouldBe(
            (InboundCause.Oversized, InboundMailHost.OpenNumber, "Re: dump", false)
        );
        row.Size.ShouldBe(big.Length);
    }

    [Fact]
    public async Task WhatTheConsoleFailsOn_IsHeld_AndTheNextMailComesThrough()
    {
        await _host.SqlAsync(
            "CREATE TRIGGER stumble BEFORE INSERT ON Timeline WHEN NEW.Event LIKE '%customer-wrote%' BEGIN "
                + "SELECT RAISE(ABORT, 'stumble'); END"
        );
        var failed = await _host.DeliverAsync(InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", "First.", InboundMailHost.Ack));
        await _host.SqlAsync("DROP TRIGGER stumble");
        var next = await _host.DeliverAsync(InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", "Second.", InboundMailHost.Ack));

        (failed.State, failed.Cause).ShouldBe((InboundState.Held, InboundCause.CouldNotFile));
        next.State.ShouldBe(InboundState.Filed);
    }

    [Fact]
    public async Task KeptButNotDecided_IsDecidedByTheNextRun()
    {
        var mail = InboundMailHost
            .Mail(InboundMailHost.Contact, "Re: x", "Kept, then the power went.", InboundMailHost.Ack)
            .ReplaceLineEndings("\r\n");
        var raw = Encoding.UTF8.GetBytes(mail);
        await _host
            .Services.GetRequiredService<InboundStore>()
            .KeepAsync(new FetchedMail(raw, raw.Length), TestContext.Current.CancellationToken);
        (await _host.ReadAsync(db => db.InboundMails().Select(m => m.State).SingleAsync())).ShouldBe(InboundState.Received);

        await _host.RunAsync();

        (await _host.ReadAsync(db => db.InboundMails().Select(m => m.State).SingleAsync())).ShouldBe(InboundState.Filed);
        (await _host.Host.EventsOfAsync(_host.Open)).OfType<CustomerWrote>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TwoNodes_DecidingTheSameMailAtOnce_FileItOnce()
    {
        for (var i = 0; i < 5; i++)
        {
            var raw = Encoding.UTF8.GetBytes(
                InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", $"Race {i}", InboundMailHost.Ack).ReplaceLineEndings("\r\n")
            );
            var (desk, filing) = (_host.Services.GetRequiredService<InboundStore>(), _host.Services.GetRequiredService<MailFiling>());
            await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(_ =>
                        Task.Run(async () =>
                        {
                            if (await desk.KeepAsync(new FetchedMail(raw, raw.Length), TestContext.Current.CancellationToken) is { } id)
                                await filing.FileAsync(id, TestContext.Current.CancellationToken);
                        })
                    )
            );
        }

        (await _host.ReadAsync(db => db.InboundMails().CountAsync(m => m.State == InboundState.Filed))).ShouldBe(5);
        (await _host.Host.EventsOfAsync(_host.Open)).OfType<CustomerWrote>().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Record_StaysWhole_WithMailAndAutomaticAnswersInIt()
    {
        await _host.DeliverAsync(
            InboundMailHost.Mail(
                InboundMailHost.Contact,
                "Automatic reply: x",
                "I am away.",
                InboundMailHost.Ack,
                more: "Auto-Submitted: auto-replied\n"
            )
        );
        await _host.DeliverAsync(InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", "Here.", InboundMailHost.Ack));
        await _host.DeliverAsync(InboundMailHost.Mail("l.fischer@nordwind.example", "New", "New one."));

        (
            await _host.ReadAsync(async db =>
            {
                await db.Database.OpenConnectionAsync();
                return RecordCheck.Run((SqliteConnection)db.Database.GetDbConnection());
            })
        ).ShouldAllBe(chain => chain.Broken == null);
    }

    [Fact]
    public async Task HeldMail_IsAlertedOnceAfterItsTime_AndSettlesItselfWhenNoneWaits()
    {
        var watch = _host.Services.GetRequiredService<HeldMailWatch>();
        var held = await _host.DeliverAsync(InboundMailHost.Mail("somebody@elsewhere.example", "Hello", "Please help."));
        await watch.RunAsync(TestContext.Current.CancellationToken);
        (await AlertsAsync()).ShouldBe(0);

        _host.Host.Time.Advance(TimeSpan.FromMinutes(31));
        await watch.RunAsync(TestContext.Current.CancellationToken);
        await watch.RunAsync(TestContext.Current.CancellationToken);
        (await AlertsAsync()).ShouldBe(1);

        await using var scope = _host.Services.CreateAsyncScope();
        (
            await scope.ServiceProvider.GetRequiredService<HeldMailHandlers>().HandleAsync(new DropMail(held.Id), IntakeHost.Agent)
        ).IsOk.ShouldBeTrue();
        (await AlertsAsync()).ShouldBe(0);
    }

    private Task<int> AlertsAsync() =>
        _host.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.MailHeld && a.SettledAt == null));
}
