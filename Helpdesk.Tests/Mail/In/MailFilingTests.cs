using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.Mail.In;

/// <summary>
/// Mail becomes part of cases: once, with what belongs to it, and never where it does not belong (issue 5, mail in; spec I1, I6, C8).
/// </summary>
public sealed class MailFilingTests : IAsyncLifetime
{
    private readonly InboundMailHost _host = InboundMailHost.WithLimits();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task NewMail_OfAKnownContact_OpensACase_AndTheAcknowledgementAnswersItAndAsksForTheRest()
    {
        var row = await _host.DeliverAsync(
            InboundMailHost.Mail(
                "Sanne <grace@sxlogistics.example>",
                "Nothing works",
                "Hello,\nplease help.",
                id: "first@sxlogistics.example"
            )
        );

        row.OpenedCase.ShouldBeTrue();
        var opened = await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == row.CaseNumber));
        (opened.Channel, opened.Contact.Name, opened.LastLine).ShouldBe((Channel.Mail, "Grace Okafor", "Hello,"));
        var events = await _host.Host.EventsOfAsync(opened);
        events.OfType<CaseOpened>().ShouldHaveSingleItem().Channel.ShouldBe(Channel.Mail);
        var note = await _host.ReadAsync(db =>
            db.Timeline.AsNoTracking()
                .Where(e => e.CaseId == opened.Id && e.Note != null)
                .Select(e => new { e.ActorName, e.Note!.Text })
                .SingleAsync()
        );
        note.ActorName.ShouldBe(InboundMail.ByRule, "the console remarks, not the customer");
        note.Text.ShouldContain("licence on record");
        var ack = (await _host.Host.MailsOfAsync(opened)).ShouldHaveSingleItem();
        ack.InReplyTo.ShouldBe("first@sxlogistics.example", "their mail program shows it under their own mail");
        await _host.Host.SendAsync();
        _host.Host.Received(opened).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task NewMail_ThatNamesNothing_IsAskedForProductVersionAndSerial()
    {
        await _host.SqlAsync(
            "UPDATE Licences SET CustomerKey = NULL, ContactKey = NULL WHERE ContactKey IN "
                + "(SELECT Key FROM MailOwners WHERE Address = 'grace@sxlogistics.example')"
        );
        await _host.SqlAsync(
            "UPDATE Cases SET Contact_Email = 'x@y.example' WHERE Contact_Email = 'grace@sxlogistics.example' "
                + "AND Id <> (SELECT MIN(Id) FROM Cases WHERE Contact_Email = 'grace@sxlogistics.example')"
        );
        var row = await _host.DeliverAsync(InboundMailHost.Mail("grace@sxlogistics.example", "Nothing works", "Please help."));

        var opened = await _host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == row.CaseNumber));
        opened.ProductCode.ShouldBe(MailCaseReading.Unknown);
        var text = (await _host.Host.MailsOfAsync(opened)).ShouldHaveSingleItem().TextBody;
        text.ShouldContain("the product");
        text.ShouldContain("the serial number");
        text.ShouldNotContain("Product:   ?");
    }

    [Fact]
    public async Task SameMessageId_Twice_IsOneMessage_WhateverServersAdded()
    {
        var mail = InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", "Only once.", InboundMailHost.Ack, "once@daiwa-seiki.example");
        await _host.DeliverAsync(mail);
        _host.Lay(Encoding.UTF8.GetBytes("Received: from a by b; Wed, 9 Jun 2027 10:00:00 +0900\r\n" + mail.ReplaceLineEndings("\r\n")));
        await _host.RunAsync();

        (await _host.ReadAsync(db => db.InboundMails().CountAsync())).ShouldBe(1);
        (await _host.Host.EventsOfAsync(_host.Open)).OfType<CustomerWrote>().ShouldHaveSingleItem();
        Directory.GetFiles(Path.Combine(_host.Maildir, "new")).ShouldBeEmpty("both were marked");
    }

    [Fact]
    public async Task SameMessageId_OtherWords_IsHeld_AndComesOnceItself()
    {
        await _host.DeliverAsync(
            InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", "The first.", InboundMailHost.Ack, "same@daiwa-seiki.example")
        );
        var forged = InboundMailHost.Mail(
            InboundMailHost.Contact,
            "Re: x",
            "Please wire the money.",
            InboundMailHost.Ack,
            "same@daiwa-seiki.example"
        );

        (await _host.DeliverAsync(forged)).Cause.ShouldBe(InboundCause.SameIdOtherContent);
        await _host.DeliverAsync(forged);

        (await _host.ReadAsync(db => db.InboundMails().CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task MailsWithoutMessageId_AreToldApartByTheirBytes()
    {
        static string Without(string text) =>
            string.Join(
                '\n',
                InboundMailHost
                    .Mail(InboundMailHost.Contact, "Re: x", text, InboundMailHost.Ack)
                    .Split('\n')
                    .Where(l => !l.StartsWith("Message-ID", StringComparison.Ordinal))
            );
        await _host.DeliverAsync(Without("one"));
        await _host.DeliverAsync(Without("two"));
        await _host.DeliverAsync(Without("one"));

        (await _host.Host.EventsOfAsync(_host.Open)).OfType<CustomerWrote>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task AnswerToTheirOwnMail_AddsToTheSameCase_ButNotForSomebodyElse()
    {
        var first = await _host.DeliverAsync(
            InboundMailHost.Mail("l.fischer@nordwind.example", "New trouble", "It fails.", id: "own@nordwind.example")
        );
        var second = await _host.DeliverAsync(
            InboundMailHost.Mail("l.fischer@nordwind.example", "Re: New trouble", "And the log is empty.", "<own@nordwind.example>")
        );
        second.CaseNumber.ShouldBe(first.CaseNumber);
        second.OpenedCase.ShouldBeFalse();

        (
            await _host.DeliverAsync(
                InboundMailHost.Mail("somebody@elsewhere.example", "Re: New trouble", "Me too.", "<own@nordwind.example>")
            )
        ).Cause.ShouldBe(InboundCause.UnknownSender);
    }

    [Fact]
    public async Task Answer_EndsTheSilence_AndAnAutomaticOneDoesNot()
    {
        await _host.Host.DoAsync(_host.Open, new ReplyToCustomer("Which version is it?"));
        await _host.Host.DoAsync(_host.Open, new WaitForCustomer(null));
        var version = await _host.ReadAsync(db =>
            db.Cases.Where(c => c.Id == _host.Open.Id).Select(c => new { c.Version, c.Status }).SingleAsync()
        );
        CaseTransitions.BallIn(version.Status).ShouldBe(Ball.Customer);

        await _host.DeliverAsync(
            InboundMailHost.Mail(
                InboundMailHost.Contact,
                "Automatic reply: x",
                "I am away.",
                InboundMailHost.Ack,
                more: "Auto-Submitted: auto-replied\n"
            )
        );
        (
            await _host.ReadAsync(db => db.Cases.Where(c => c.Id == _host.Open.Id).Select(c => new { c.Version, c.Status }).SingleAsync())
        ).ShouldBe(version, "nothing moves, and a colleague's open form stays good");

        await _host.DeliverAsync(
            InboundMailHost.Mail(InboundMailHost.Contact, "Re: x", "5.2.7\n\n> Which version is it?", InboundMailHost.Ack)
        );
        var now = await _host.ReadAsync(db =>
            db.Cases.Where(c => c.Id == _host.Open.Id).Select(c => new { c.Status, c.LastLine }).SingleAsync()
        );
        (CaseTransitions.BallIn(now.Status), now.LastLine).ShouldBe((Ball.Us, "5.2.7"));
    }

    [Fact]
    public async Task EmergencyInTheSubject_AlertsASupervisor_AndDecidesNothing()
    {
        var row = await _host.DeliverAsync(
            InboundMailHost.Mail("murakami@setouchi-ferry.example", "URGENT: production down", "ShadowProtect Server 5.2.7 SP-1018-7966")
        );

        (await _host.ReadAsync(db => db.Cases.Where(c => c.Number == row.CaseNumber).Select(c => c.Severity).SingleAsync())).ShouldBe(
            Severity.High
        );
        (await _host.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.MailSaysEmergency))).ShouldBe(1);
    }

    [Fact]
    public async Task StatedEmergency_OfAPremiumCustomer_IsInForce_PagesAtNight_AndAlertsASupervisor_S5_P2()
    {
        _host.Host.Time.Advance(TimeSpan.FromHours(12));
        var row = await _host.DeliverAsync(
            InboundMailHost.Mail(
                "l.fischer@nordwind.example",
                "Server is gone",
                "Severity: Emergency\nShadowProtect Server 5.2.7, SP-1001-7337. Nothing boots."
            )
        );

        var opened = await _host.ReadAsync(db => db.Cases.Include(c => c.Clocks).SingleAsync(c => c.Number == row.CaseNumber));
        (opened.StatedSeverity, opened.Severity).ShouldBe((Severity.Emergency, Severity.Emergency));
        opened.Clocks.ShouldHaveSingleItem().DueAt.ShouldBe(_host.Host.Now + NodaTime.Duration.FromHours(1));
        (await _host.ReadAsync(db => db.Pages().CountAsync(p => p.Case.Number == row.CaseNumber && p.EndedAt == null))).ShouldBe(1);
        (
            await _host.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.MailSaysEmergency && a.CaseNumber == row.CaseNumber))
        ).ShouldBe(1);
    }
}
