using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.Acts.Scope;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Trouble;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.In;

/// <summary>Mail with copies: its writer chooses whom it goes to, and a copy that comes back is no failed mail (spec I5, H2).</summary>
public sealed class CopiedMailTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    private const string Colleague = "m.ito@daiwa-seiki.example";
    private const string Partner = "partner@resale.example";
    private const string Mallory = "mallory@elsewhere.example";

    private static int s_minted;

    [Fact]
    public async Task CopyThatComesBack_IsToldOfOnce_AndTheMailStaysSentForTheOthers()
    {
        var (opened, ack) = await OpenAsync();
        await DeliverWithCopyAsync(opened, ack);
        await host.Host.DoAsync(opened, new ReplyToCustomer("Thank you, both of you."));
        await host.Host.SendAsync();
        var mail = (await host.Host.MailsOfAsync(opened)).Last();

        foreach (var report in (string[])["first", "again"])
            (await host.DeliverAsync(Report(mail.MessageId, report, Colleague.ToUpperInvariant()))).State.ShouldBe(InboundState.Filed);

        var said = (await host.Host.EventsOfAsync(opened)).OfType<MailFailed>().ShouldHaveSingleItem();
        (said.To, said.Cause, said.About).ShouldBe((Colleague, "550 5.1.1 user unknown", mail.TimelineEntryId));
        (await host.Host.MailsOfAsync(opened)).Last().State.ShouldBe(OutboxState.Sent, "the contact got it: nothing is to be decided");
        (await host.ReadAsync(db => db.Cases.Include(c => c.Clocks).SingleAsync(c => c.Id == opened.Id))).Clocks.ShouldAllBe(
            c => c.EndedAs == ClockEnd.Met,
            "what was answered stays answered"
        );

        await host.DeliverAsync(Report(mail.MessageId, "whole", opened.Contact.Email, Colleague));
        (await host.Host.MailsOfAsync(opened)).Last().State.ShouldBe(OutboxState.Failed, "now the contact did not get it either");
        (await host.Host.EventsOfAsync(opened)).OfType<MailFailed>().Last().To.ShouldBe(opened.Contact.Email);
    }

    [Fact]
    public async Task BounceToldByTheApi_NamesWhoseMailboxItWas_OrIsRefused()
    {
        var (opened, ack) = await OpenAsync();
        await DeliverWithCopyAsync(opened, ack);
        await host.Host.DoAsync(opened, new ReplyToCustomer("Thank you."));
        await host.Host.SendAsync();
        var mail = (await host.Host.MailsOfAsync(opened)).Last();

        var stranger = (await BounceAsync(new(mail.MessageId, "full", Mallory))).Errors.ShouldHaveSingleItem();
        (stranger.Code, stranger.Field, stranger.Args[0]).ShouldBe(("mail.not-recipient", "recipient", Mallory));
        (await BounceAsync(new(mail.MessageId, "full", $"<{Colleague}>"))).IsOk.ShouldBeTrue();
        (await host.Host.EventsOfAsync(opened)).OfType<MailFailed>().ShouldHaveSingleItem().To.ShouldBe(Colleague);
        (await host.Host.MailsOfAsync(opened)).Last().State.ShouldBe(OutboxState.Sent);
    }

    [Fact]
    public async Task WhateverSendsWords_GoesToWhomTheWriterChose_AndElseToEverybody()
    {
        var (opened, ack) = await OpenAsync();
        await DeliverWithCopyAsync(opened, ack);

        await host.Host.DoAsync(opened, new AskForMore([RequestedItem.Logs], "The log, please."));
        await host.Host.DoAsync(opened, new AskForMore([RequestedItem.Logs], "The log, please.", Colleague, []));
        await host.Host.DoAsync(opened, new OfferSolution("Try this.", null, []));
        await host.Host.DoAsync(opened, new MarkScope(OutOfScopeTopic.DataRecovery, "Not ours.", null, [Partner]));
        await host.Host.DoAsync(opened, new ResolveCase(false, null, null, "Does it run?", Colleague, [opened.Contact.Email]));
        await host.Host.DoAsync(opened, new CloseCase(ClosingReason.WorkaroundInPlace, "5.2", "Until then.", Colleague, []));

        (await host.Host.MailsOfAsync(opened))
            .Skip(1)
            .Select(m => (m.Kind, m.To, Cc: m.Cc ?? ""))
            .ShouldBe([
                (MailKind.RequestForMore, opened.Contact.Email, Colleague),
                (MailKind.RequestForMore, Colleague, ""),
                (MailKind.Solution, opened.Contact.Email, ""),
                (MailKind.OutOfScope, opened.Contact.Email, Partner),
                (MailKind.Resolved, Colleague, opened.Contact.Email),
                (MailKind.Closing, Colleague, ""),
            ]);
        (await host.ReadAsync(db => db.Cases.Include(c => c.Participants).SingleAsync(c => c.Id == opened.Id)))
            .Participants.Select(p => p.Address)
            .ShouldBe([Colleague, Partner], "who was added hears on");

        await using var scope = host.Services.CreateAsyncScope();
        var runner = scope.ServiceProvider.GetRequiredService<CaseCommandRunner>();
        var (other, _) = await OpenAsync();
        var refused = await runner.RunAsync(
            other.Number,
            null,
            new OfferSolution("x", "no address", ["also none"]),
            IntakeHost.Agent,
            TestContext.Current.CancellationToken
        );
        refused.Errors.Select(e => e.Field).ShouldBe(["to", "cc[0]"], ignoreOrder: true);
    }

    private async Task<Result> BounceAsync(ReportBounce bounce)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ReportBounceHandler>()
            .HandleAsync(bounce, IntakeHost.Agent, TestContext.Current.CancellationToken);
    }

    // As Postfix reports it (RFC 3464): one group for the mail, one for each mailbox.
    private static string Report(string about, string id, params string[] failed) =>
        $"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\nTo: support@helpdesk.example\n"
        + $"Subject: Undelivered Mail Returned to Sender\nDate: Wed, 9 Jun 2027 10:05:00 +0900\n"
        + $"Message-ID: <{id}.{about}.report@mx.example>\n"
        + "MIME-Version: 1.0\nAuto-Submitted: auto-replied\n"
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"rr\"\n\n"
        + "--rr\nContent-Type: text/plain; charset=utf-8\n\nThis is the mail system at host mx.example.\n\n"
        + "--rr\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        + string.Concat(
            failed.Select(address =>
                $"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\n\n"
            )
        )
        + $"--rr\nContent-Type: text/rfc822-headers\n\nFrom: Support <support@helpdesk.example>\nMessage-ID: <{about}>\n\n--rr--\n";

    private Task<InboundMail> DeliverWithCopyAsync(Case about, string ack) =>
        host.DeliverAsync(InboundMailHost.Mail(about.Contact.Email, "Re: x", "With a copy.", ack, more: $"Cc: Ito Mai <{Colleague}>\n"));

    private async Task<(Case Opened, string Ack)> OpenAsync()
    {
        var opened = await host.Host.OpenAsync();
        var token = FormattableString.Invariant($"5f1d0000000000000000000000e{Interlocked.Increment(ref s_minted):x5}");
        await host.SqlAsync($"UPDATE OutboxMails SET MessageId = '{token}@helpdesk.example' WHERE CaseId = {opened.Id}");
        return (opened, $"<{token}@helpdesk.example>");
    }
}
