using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.In;

/// <summary>Mail becomes part of cases: once, with what belongs to it, and never where it does not belong (issue 5, mail in; spec I1, I6, C8).</summary>
public sealed class MailFilingTests : IAsyncLifetime
{
    private readonly MailInHouse _house = new() { House = new MailHouse { More = new Dictionary<string, string?>(StringComparer.Ordinal) { ["MailIn:MostAnHour"] = "6", ["MailIn:MostCasesAnHour"] = "2", ["MailIn:MaxBytes"] = "65536" } } };

    public ValueTask InitializeAsync() => _house.InitializeAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task NewMail_OfAKnownContact_OpensACase_AndTheAcknowledgementAnswersItAndAsksForTheRest()
    {
        var row = await _house.DeliverAsync(MailInHouse.Mail("Sanne <grace@sxlogistics.example>", "Nothing works", "Hello,\nplease help.", id: "first@sxlogistics.example"));

        row.OpenedCase.ShouldBeTrue();
        var opened = await _house.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == row.CaseNumber));
        (opened.Channel, opened.Contact.Name, opened.LastLine).ShouldBe((Channel.Mail, "Grace Okafor", "Hello,"));
        var events = await _house.House.EventsOfAsync(opened);
        events.OfType<CaseOpened>().ShouldHaveSingleItem().Channel.ShouldBe(Channel.Mail);
        var note = await _house.ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == opened.Id && e.Note != null).Select(e => new { e.ActorName, e.Note!.Text }).SingleAsync());
        note.ActorName.ShouldBe(InboundMail.ByRule, "the console remarks, not the customer");
        note.Text.ShouldContain("licence on record");
        var ack = (await _house.House.MailsOfAsync(opened)).ShouldHaveSingleItem();
        ack.InReplyTo.ShouldBe("first@sxlogistics.example", "their mail program shows it under their own mail");
        await _house.House.SendAsync();
        _house.House.Received(opened).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task NewMail_ThatNamesNothing_IsAskedForProductVersionAndSerial()
    {
        await _house.SqlAsync("UPDATE Licences SET ContactEmail = 'somebody@other.example' WHERE ContactEmail = 'grace@sxlogistics.example'");
        await _house.SqlAsync("UPDATE Cases SET Contact_Email = 'x@y.example' WHERE Contact_Email = 'grace@sxlogistics.example' AND Id <> (SELECT MIN(Id) FROM Cases WHERE Contact_Email = 'grace@sxlogistics.example')");
        var row = await _house.DeliverAsync(MailInHouse.Mail("grace@sxlogistics.example", "Nothing works", "Please help."));

        var opened = await _house.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == row.CaseNumber));
        opened.ProductCode.ShouldBe(MailCaseReading.Unknown);
        var text = (await _house.House.MailsOfAsync(opened)).ShouldHaveSingleItem().TextBody;
        text.ShouldContain("the product");
        text.ShouldContain("the serial number");
        text.ShouldNotContain("Product:   ?");
    }

    [Fact]
    public async Task SameMessageId_Twice_IsOneMessage_WhateverServersAdded()
    {
        var mail = MailInHouse.Mail(MailInHouse.Contact, "Re: x", "Only once.", MailInHouse.Ack, "once@daiwa-seiki.example");
        await _house.DeliverAsync(mail);
        _house.Lay(Encoding.UTF8.GetBytes("Received: from a by b; Wed, 9 Jun 2027 10:00:00 +0900\r\n" + mail.ReplaceLineEndings("\r\n")));
        await _house.RunAsync();

        (await _house.ReadAsync(db => db.InboundMails().CountAsync())).ShouldBe(1);
        (await _house.House.EventsOfAsync(_house.Open)).OfType<CustomerWrote>().ShouldHaveSingleItem();
        Directory.GetFiles(Path.Combine(_house.Maildir, "new")).ShouldBeEmpty("both were marked");
    }

    [Fact]
    public async Task SameMessageId_OtherWords_IsHeld_AndComesOnceItself()
    {
        await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Re: x", "The first.", MailInHouse.Ack, "same@daiwa-seiki.example"));
        var forged = MailInHouse.Mail(MailInHouse.Contact, "Re: x", "Please wire the money.", MailInHouse.Ack, "same@daiwa-seiki.example");

        (await _house.DeliverAsync(forged)).Cause.ShouldBe(InboundCause.SameIdOtherContent);
        await _house.DeliverAsync(forged);

        (await _house.ReadAsync(db => db.InboundMails().CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task MailsWithoutMessageId_AreToldApartByTheirBytes()
    {
        static string Without(string text) => string.Join('\n', MailInHouse.Mail(MailInHouse.Contact, "Re: x", text, MailInHouse.Ack).Split('\n').Where(l => !l.StartsWith("Message-ID", StringComparison.Ordinal)));
        await _house.DeliverAsync(Without("one"));
        await _house.DeliverAsync(Without("two"));
        await _house.DeliverAsync(Without("one"));

        (await _house.House.EventsOfAsync(_house.Open)).OfType<CustomerWrote>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task AnswerToTheirOwnMail_AddsToTheSameCase_ButNotForSomebodyElse()
    {
        var first = await _house.DeliverAsync(MailInHouse.Mail("l.fischer@nordwind.example", "New trouble", "It fails.", id: "own@nordwind.example"));
        var second = await _house.DeliverAsync(MailInHouse.Mail("l.fischer@nordwind.example", "Re: New trouble", "And the log is empty.", "<own@nordwind.example>"));
        second.CaseNumber.ShouldBe(first.CaseNumber);
        second.OpenedCase.ShouldBeFalse();

        (await _house.DeliverAsync(MailInHouse.Mail("somebody@elsewhere.example", "Re: New trouble", "Me too.", "<own@nordwind.example>"))).Cause.ShouldBe(InboundCause.UnknownSender);
    }

    [Fact]
    public async Task Answer_EndsTheSilence_AndAnAutomaticOneDoesNot()
    {
        await _house.House.DoAsync(_house.Open, new ReplyToCustomer("Which version is it?"));
        await _house.House.DoAsync(_house.Open, new WaitForCustomer(null));
        var version = await _house.ReadAsync(db => db.Cases.Where(c => c.Id == _house.Open.Id).Select(c => new { c.Version, c.Status }).SingleAsync());
        CaseTransitions.BallIn(version.Status).ShouldBe(Ball.Customer);

        await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Automatic reply: x", "I am away.", MailInHouse.Ack, more: "Auto-Submitted: auto-replied\n"));
        (await _house.ReadAsync(db => db.Cases.Where(c => c.Id == _house.Open.Id).Select(c => new { c.Version, c.Status }).SingleAsync())).ShouldBe(version, "nothing moves, and a colleague's open form stays good");

        await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Re: x", "5.2.7\n\n> Which version is it?", MailInHouse.Ack));
        var now = await _house.ReadAsync(db => db.Cases.Where(c => c.Id == _house.Open.Id).Select(c => new { c.Status, c.LastLine }).SingleAsync());
        (CaseTransitions.BallIn(now.Status), now.LastLine).ShouldBe((Ball.Us, "5.2.7"));
    }

    [Fact]
    public async Task Flood_OfOneAddress_IsHeldFromItsLimitOn_AndOthersComeThrough()
    {
        for (var i = 0; i < 8; i++)
            await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Re: x", $"Message {i}", MailInHouse.Ack));

        (await _house.ReadAsync(db => db.InboundMails().CountAsync(m => m.Cause == InboundCause.Flood))).ShouldBe(2);
        (await _house.DeliverAsync(MailInHouse.Mail("t.suzuki@daiwa-seiki.example", "Re: x", "I am somebody else.", MailInHouse.Ack))).State.ShouldBe(InboundState.Filed);
        _house.House.Time.Advance(TimeSpan.FromHours(2));
        (await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Re: x", "Later.", MailInHouse.Ack))).State.ShouldBe(InboundState.Filed);
    }

    [Fact]
    public async Task CasesByMail_OfOneAddress_AreHeldFromTheirLimitOn()
    {
        for (var i = 0; i < 3; i++)
            await _house.DeliverAsync(MailInHouse.Mail("grace@sxlogistics.example", $"Ticket {i} received", "We have received your mail."));

        (await _house.ReadAsync(db => db.InboundMails().Select(m => m.Cause).ToListAsync())).ShouldBe([InboundCause.None, InboundCause.None, InboundCause.Flood], ignoreOrder: true);
    }

    [Fact]
    public async Task Oversized_IsHeldWithItsBeginning()
    {
        var big = Encoding.UTF8.GetBytes(MailInHouse.Mail(MailInHouse.Contact, "Re: dump", new string('x', 300_000), MailInHouse.Ack).ReplaceLineEndings("\r\n"));
        _house.Lay(big);
        await _house.RunAsync();

        var row = await _house.ReadAsync(db => db.InboundMails().AsNoTracking().SingleAsync());
        (row.Cause, row.CaseNumber, row.Subject, row.IsWhole).ShouldBe((InboundCause.Oversized, MailInHouse.OpenNumber, "Re: dump", false));
        row.Size.ShouldBe(big.Length);
    }

    [Fact]
    public async Task WhatTheConsoleFailsOn_IsHeld_AndTheNextMailComesThrough()
    {
        await _house.SqlAsync("CREATE TRIGGER stumble BEFORE INSERT ON Timeline WHEN NEW.Event LIKE '%customer-wrote%' BEGIN SELECT RAISE(ABORT, 'stumble'); END");
        var failed = await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Re: x", "First.", MailInHouse.Ack));
        await _house.SqlAsync("DROP TRIGGER stumble");
        var next = await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Re: x", "Second.", MailInHouse.Ack));

        (failed.State, failed.Cause).ShouldBe((InboundState.Held, InboundCause.CouldNotFile));
        next.State.ShouldBe(InboundState.Filed);
    }

    [Fact]
    public async Task KeptButNotDecided_IsDecidedByTheNextRun()
    {
        var mail = MailInHouse.Mail(MailInHouse.Contact, "Re: x", "Kept, then the power went.", MailInHouse.Ack).ReplaceLineEndings("\r\n");
        var raw = Encoding.UTF8.GetBytes(mail);
        await _house.Services.GetRequiredService<InboundDesk>().KeepAsync(new FetchedMail(raw, raw.Length), TestContext.Current.CancellationToken);
        (await _house.ReadAsync(db => db.InboundMails().Select(m => m.State).SingleAsync())).ShouldBe(InboundState.Received);

        await _house.RunAsync();

        (await _house.ReadAsync(db => db.InboundMails().Select(m => m.State).SingleAsync())).ShouldBe(InboundState.Filed);
        (await _house.House.EventsOfAsync(_house.Open)).OfType<CustomerWrote>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TwoNodes_DecidingTheSameMailAtOnce_FileItOnce()
    {
        for (var i = 0; i < 5; i++)
        {
            var raw = Encoding.UTF8.GetBytes(MailInHouse.Mail(MailInHouse.Contact, "Re: x", $"Race {i}", MailInHouse.Ack).ReplaceLineEndings("\r\n"));
            var (desk, filing) = (_house.Services.GetRequiredService<InboundDesk>(), _house.Services.GetRequiredService<MailFiling>());
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                if (await desk.KeepAsync(new FetchedMail(raw, raw.Length), TestContext.Current.CancellationToken) is { } id)
                    await filing.FileAsync(id, TestContext.Current.CancellationToken);
            })));
        }

        (await _house.ReadAsync(db => db.InboundMails().CountAsync(m => m.State == InboundState.Filed))).ShouldBe(5);
        (await _house.House.EventsOfAsync(_house.Open)).OfType<CustomerWrote>().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Record_StaysWhole_WithMailAndAutomaticAnswersInIt()
    {
        await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Automatic reply: x", "I am away.", MailInHouse.Ack, more: "Auto-Submitted: auto-replied\n"));
        await _house.DeliverAsync(MailInHouse.Mail(MailInHouse.Contact, "Re: x", "Here.", MailInHouse.Ack));
        await _house.DeliverAsync(MailInHouse.Mail("l.fischer@nordwind.example", "New", "New one."));

        (await _house.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            return RecordCheck.Run((SqliteConnection)db.Database.GetDbConnection());
        })).ShouldAllBe(chain => chain.Broken == null);
    }

    [Fact]
    public async Task EmergencyInTheSubject_AlertsASupervisor_AndDecidesNothing()
    {
        var row = await _house.DeliverAsync(MailInHouse.Mail("murakami@setouchi-ferry.example", "URGENT: production down", "ShadowProtect Server 5.2.7 SP-1018-7966"));

        (await _house.ReadAsync(db => db.Cases.Where(c => c.Number == row.CaseNumber).Select(c => c.Severity).SingleAsync())).ShouldBe(Severity.High);
        (await _house.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.MailSaysEmergency))).ShouldBe(1);
    }

    [Fact]
    public async Task HeldMail_IsAlertedOnceAfterItsTime_AndSettlesItselfWhenNoneWaits()
    {
        var watch = _house.Services.GetRequiredService<HeldMailWatch>();
        var held = await _house.DeliverAsync(MailInHouse.Mail("somebody@elsewhere.example", "Hello", "Please help."));
        await watch.RunAsync(TestContext.Current.CancellationToken);
        (await AlertsAsync()).ShouldBe(0);

        _house.House.Time.Advance(TimeSpan.FromMinutes(31));
        await watch.RunAsync(TestContext.Current.CancellationToken);
        await watch.RunAsync(TestContext.Current.CancellationToken);
        (await AlertsAsync()).ShouldBe(1);

        await using var scope = _house.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<HeldMailHandlers>().HandleAsync(new DropMail(held.Id), Helpdesk.Tests.Intake.IntakeHouse.Agent)).IsOk.ShouldBeTrue();
        (await AlertsAsync()).ShouldBe(0);
    }

    private Task<int> AlertsAsync() => _house.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.MailHeld && a.SettledAt == null));
}
