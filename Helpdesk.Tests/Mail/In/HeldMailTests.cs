using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Mail.In;

/// <summary>What people do about held mail: release, drop, take back; who may (issue 5, mail in; spec C9).</summary>
public sealed class HeldMailTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    [Fact]
    public async Task Released_IntoItsCase_IsTheCustomersWord_AndSaysWhoReleasedIt()
    {
        var held = await HeldAsync(InboundMailHost.Contact, $"[{InboundMailHost.OpenNumber}] log", "Here is the log.");

        (await ReleaseAsync(held, ReleaseAs.Message, " c-20270609-9001 ")).Value.ShouldBe(InboundMailHost.OpenNumber);

        var row = await RowAsync(held.Id);
        (row.State, row.CaseNumber, row.DecidedBy).ShouldBe(
            (InboundState.Filed, InboundMailHost.OpenNumber, IntakeHost.Agent.DisplayName())
        );
        (await host.WordsOfAsync(row.TimelineEntryId!.Value)).ShouldBe("Here is the log.");
    }

    [Fact]
    public async Task Released_AsANewCase_OpensOneEvenForAStranger()
    {
        var held = await HeldAsync("newcomer@elsewhere.example", "Trial question", "How do I install it?");
        var number = (await ReleaseAsync(held, ReleaseAs.NewCase, null)).Value;
        (await host.ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Contact.Email).SingleAsync())).ShouldBe(
            "newcomer@elsewhere.example"
        );
    }

    [Fact]
    public async Task ReleasedLater_TheClocksRunFromWhenItCameIn_P11()
    {
        await host.ReadAsync(db => db.Contracts().ExecuteUpdateAsync(s => s.SetProperty(c => c.Until, new LocalDate(2040, 3, 31))));
        var held = await HeldAsync("new.one@elsewhere.example", "Server", "Severity: Emergency\nShadowProtect Server 5.2.7, SP-1018-7966");
        var came = host.Host.Now;
        host.Host.Time.Advance(TimeSpan.FromHours(3));

        var number = (await ReleaseAsync(held, ReleaseAs.NewCase, null)).Value;

        var opened = await host.ReadAsync(db => db.Cases.Include(c => c.Clocks).AsNoTracking().SingleAsync(c => c.Number == number));
        var clock = opened.Clocks.ShouldHaveSingleItem();
        clock.StartedAt.ShouldBe(came);
        clock.DueAt.ShouldNotBeNull().ShouldBeLessThan(host.Host.Now, "it was due while it was held");
        opened.OpenedAt.ShouldBe(host.Host.Now);
        var note = await host.ReadAsync(db =>
            db.Timeline.Where(e => e.CaseId == opened.Id && e.Note != null).Select(e => e.Note!.Text).SingleAsync()
        );
        note.ShouldContain("came in at");
        // What is over is not promised.
        var said = (await host.Host.MailsOfAsync(opened)).Single(m => m.Kind == MailKind.Acknowledgement);
        said.TextBody.ShouldNotContain("at the latest");
    }

    [Fact]
    public async Task AnswerToAClosedCase_OfSomebodyElse_IsReopened_OrFollowed_ByAPerson()
    {
        var first = await HeldAsync("successor@elsewhere.example", "Re: closed", "Again!", InboundMailHost.ClosedAck);
        var second = await HeldAsync("successor@elsewhere.example", "Re: closed", "Something else.", InboundMailHost.ClosedAck);

        (await ReleaseAsync(first, ReleaseAs.Message, InboundMailHost.ClosedNumber)).Errors[0].Code.ShouldBe("case.not-allowed");
        (await RowAsync(first.Id)).State.ShouldBe(InboundState.Held, "a refusal leaves it where it was");
        (await ReleaseAsync(first, ReleaseAs.Reopen, InboundMailHost.ClosedNumber)).IsOk.ShouldBeTrue();
        (
            await host.ReadAsync(db => db.Cases.Where(c => c.Number == InboundMailHost.ClosedNumber).Select(c => c.Status).SingleAsync())
        ).ShouldNotBe(CaseStatus.Closed);

        var follows = (await ReleaseAsync(second, ReleaseAs.NewCase, null)).Value;
        (
            await host.ReadAsync(db =>
                db.Cases.Where(c => c.Number == follows).SelectMany(c => c.Links).Select(l => new { l.Kind, l.OtherNumber }).ToListAsync()
            )
        )
            .ShouldHaveSingleItem()
            .ShouldBe(new { Kind = LinkKind.FollowUpOf, OtherNumber = InboundMailHost.ClosedNumber });
    }

    [Fact]
    public async Task ReleasedTwiceAtOnce_IsInTheCaseOnce()
    {
        var held = await HeldAsync(InboundMailHost.Contact, $"[{InboundMailHost.OpenNumber}] log", "Once.");
        var before = (await host.Host.EventsOfAsync(host.Open)).OfType<CustomerWrote>().Count();
        var done = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReleaseAsync(held, ReleaseAs.Message, InboundMailHost.OpenNumber)))
        );

        done.Count(d => d.IsOk).ShouldBe(1);
        done.Where(d => !d.IsOk).ShouldAllBe(d => d.Errors[0].Code == "mail-in.decided");
        (await host.Host.EventsOfAsync(host.Open)).OfType<CustomerWrote>().Count().ShouldBe(before + 1);
    }

    [Fact]
    public async Task Dropped_CanBeTakenBack_UntilItsBytesAreGone()
    {
        var held = await HeldAsync("somebody@elsewhere.example", "Hello", "Buy now.");
        (await DoAsync(h => h.HandleAsync(new DropMail(held.Id), IntakeHost.Agent))).IsOk.ShouldBeTrue();
        (await DoAsync(h => h.HandleAsync(new HoldMailAgain(held.Id), IntakeHost.Agent))).IsOk.ShouldBeTrue();
        (await RowAsync(held.Id)).ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(InboundState.Held),
            r => r.Cause.ShouldBe(InboundCause.UnknownSender)
        );

        (await DoAsync(h => h.HandleAsync(new DropMail(held.Id), IntakeHost.Agent))).IsOk.ShouldBeTrue();
        host.Host.Time.Advance(TimeSpan.FromDays(91));
        await host.Services.GetRequiredService<HeldMailWatch>().ForgetAsync(TestContext.Current.CancellationToken);
        (await DoAsync(h => h.HandleAsync(new HoldMailAgain(held.Id), IntakeHost.Agent))).Errors[0].Code.ShouldBe("mail-in.decided");
        (
            await host.Services.GetRequiredService<RawMails>().ReadAsync(held.RawChecksum, TestContext.Current.CancellationToken)
        ).ShouldBeNull();
    }

    [Fact]
    public async Task HeldMail_KeepsItsBytes_HoweverOldItIs()
    {
        var held = await HeldAsync("somebody@elsewhere.example", "Hello", "Still waiting.");
        host.Host.Time.Advance(TimeSpan.FromDays(400));
        await host.Services.GetRequiredService<HeldMailWatch>().ForgetAsync(TestContext.Current.CancellationToken);
        (await ReadAsync(held.Id)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task ErasedContact_LeavesNoMailBehind_AndTheSameMailOpensNothingAgain()
    {
        var held = await HeldAsync("erase.me@elsewhere.example", "My name is Secret", "Secret words.");
        var raw = (await host.Services.GetRequiredService<RawMails>().ReadAsync(held.RawChecksum, TestContext.Current.CancellationToken))!;
        await host.ReadAsync(async db =>
        {
            var mails = host.Services.GetServices<IContactData>().OfType<MailContactData>().Single();
            (await mails.ReadAsync(db, "erase.me@elsewhere.example", TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
            await mails.EraseAsync(db, "erase.me@elsewhere.example", TestContext.Current.CancellationToken);
            return true;
        });
        await host.Services.GetRequiredService<HeldMailWatch>().ForgetAsync(TestContext.Current.CancellationToken);

        var row = await RowAsync(held.Id);
        (row.State, row.FromAddress, row.Subject, row.MessageId).ShouldBe((InboundState.Dropped, "", "", null));
        (
            await host.Services.GetRequiredService<RawMails>().ReadAsync(held.RawChecksum, TestContext.Current.CancellationToken)
        ).ShouldBeNull();
        host.Lay(raw);
        await host.RunAsync();
        (await RowAsync(held.Id)).State.ShouldBe(InboundState.Dropped);
        (await host.ReadAsync(db => db.InboundMails().CountAsync(m => m.Key == held.Key))).ShouldBe(1);
    }

    [Fact]
    public async Task UnparsableMail_IsShown_AndCanBeSavedAndDropped_ButNotReleased()
    {
        var row = await host.DeliverAsync([0, 1, 2, 3, 255, 254]);
        row.Cause.ShouldBe(InboundCause.Unparsable);
        (await ReleaseAsync(row, ReleaseAs.NewCase, null)).Errors[0].Code.ShouldBe("mail-in.unreadable");
        await using var scope = host.Services.CreateAsyncScope();
        (
            await scope
                .ServiceProvider.GetRequiredService<HeldMailQuery>()
                .RawAsync(row.Id, IntakeHost.Agent, TestContext.Current.CancellationToken)
        ).Value.ShouldBe([0, 1, 2, 3, 255, 254]);
        (await DoAsync(h => h.HandleAsync(new DropMail(row.Id), IntakeHost.Agent))).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_MayRead_Release_OrDrop_WithoutTheRight()
    {
        var held = await HeldAsync("somebody@elsewhere.example", "Hello", "Secret.");
        await using var scope = host.Services.CreateAsyncScope();
        var (query, handlers) = (
            scope.ServiceProvider.GetRequiredService<HeldMailQuery>(),
            scope.ServiceProvider.GetRequiredService<HeldMailHandlers>()
        );

        (await query.RunAsync(all: true, IntakeHost.Nobody, TestContext.Current.CancellationToken))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await query.ReadAsync(held.Id, IntakeHost.Nobody, TestContext.Current.CancellationToken))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await query.RawAsync(held.Id, IntakeHost.Nobody, TestContext.Current.CancellationToken)).Errors[0].Code.ShouldBe("auth.forbidden");
        (
            await handlers.HandleAsync(
                new ReleaseMail(held.Id, ReleaseAs.NewCase, null),
                IntakeHost.Nobody,
                TestContext.Current.CancellationToken
            )
        )
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await handlers.HandleAsync(new DropMail(held.Id), IntakeHost.Nobody)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.HandleAsync(new HoldMailAgain(held.Id), IntakeHost.Nobody)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await RowAsync(held.Id)).State.ShouldBe(InboundState.Held);
    }

    [Theory]
    [InlineData(null, "text.required")]
    [InlineData("x", "case.unknown")]
    [InlineData("C-20270609-0777", "case.unknown")]
    public async Task Released_IntoNoCase_IsRefusedWithTheField(string? into, string code)
    {
        var held = await HeldAsync("somebody@elsewhere.example", "Hello", "x");
        (await ReleaseAsync(held, ReleaseAs.Message, into)).Errors[0].Code.ShouldBe(code);
    }

    private async Task<InboundMail> HeldAsync(string from, string subject, string text, string? answers = null)
    {
        var row = await host.DeliverAsync(InboundMailHost.Mail(from, subject, text, answers));
        row.State.ShouldBe(InboundState.Held);
        return row;
    }

    private async Task<Result<string>> ReleaseAsync(InboundMail held, ReleaseAs how, string? into)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<HeldMailHandlers>()
            .HandleAsync(new ReleaseMail(held.Id, how, into), IntakeHost.Agent, TestContext.Current.CancellationToken);
    }

    private async Task<Result> DoAsync(Func<HeldMailHandlers, Task<Result>> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<HeldMailHandlers>());
    }

    private async Task<Result<MailPreview>> ReadAsync(long id)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<HeldMailQuery>()
            .ReadAsync(id, IntakeHost.Agent, TestContext.Current.CancellationToken);
    }

    private Task<InboundMail> RowAsync(long id) => host.ReadAsync(db => db.InboundMails().AsNoTracking().SingleAsync(m => m.Id == id));
}
