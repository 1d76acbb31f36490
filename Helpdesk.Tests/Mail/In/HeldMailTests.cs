using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.In;

/// <summary>What people do about held mail: release, drop, take back; who may (issue 5, mail in; spec C9).</summary>
public sealed class HeldMailTests(MailInHouse house) : IClassFixture<MailInHouse>
{
    [Fact]
    public async Task Released_IntoItsCase_IsTheCustomersWord_AndSaysWhoReleasedIt()
    {
        var held = await HeldAsync(MailInHouse.Contact, $"[{MailInHouse.OpenNumber}] log", "Here is the log.");

        (await ReleaseAsync(held, ReleaseAs.Message, " c-20270609-9001 ")).Value.ShouldBe(MailInHouse.OpenNumber);

        var row = await RowAsync(held.Id);
        (row.State, row.CaseNumber, row.DecidedBy).ShouldBe((InboundState.Filed, MailInHouse.OpenNumber, IntakeHouse.Agent.DisplayName()));
        (await house.WordsOfAsync(row.TimelineEntryId!.Value)).ShouldBe("Here is the log.");
    }

    [Fact]
    public async Task Released_AsANewCase_OpensOneEvenForAStranger()
    {
        var held = await HeldAsync("newcomer@elsewhere.example", "Trial question", "How do I install it?");
        var number = (await ReleaseAsync(held, ReleaseAs.NewCase, null)).Value;
        (await house.ReadAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Contact.Email).SingleAsync())).ShouldBe("newcomer@elsewhere.example");
    }

    [Fact]
    public async Task AnswerToAClosedCase_Reopens_OrOpensOneThatFollows()
    {
        var first = await HeldAsync("l.fischer@nordwind.example", "Re: closed", "Again!", MailInHouse.ClosedAck);
        var second = await HeldAsync("l.fischer@nordwind.example", "Re: closed", "Something else.", MailInHouse.ClosedAck);

        (await ReleaseAsync(first, ReleaseAs.Message, MailInHouse.ClosedNumber)).Errors[0].Code.ShouldBe("case.not-allowed");
        (await RowAsync(first.Id)).State.ShouldBe(InboundState.Held, "a refusal leaves it where it was");
        (await ReleaseAsync(first, ReleaseAs.Reopen, MailInHouse.ClosedNumber)).IsOk.ShouldBeTrue();
        (await house.ReadAsync(db => db.Cases.Where(c => c.Number == MailInHouse.ClosedNumber).Select(c => c.Status).SingleAsync())).ShouldNotBe(CaseStatus.Closed);

        var follows = (await ReleaseAsync(second, ReleaseAs.NewCase, null)).Value;
        (await house.ReadAsync(db => db.Cases.Where(c => c.Number == follows).SelectMany(c => c.Links).Select(l => new { l.Kind, l.OtherNumber }).ToListAsync())).ShouldHaveSingleItem().ShouldBe(new { Kind = LinkKind.FollowUpOf, OtherNumber = MailInHouse.ClosedNumber });
    }

    [Fact]
    public async Task ReleasedTwiceAtOnce_IsInTheCaseOnce()
    {
        var held = await HeldAsync(MailInHouse.Contact, $"[{MailInHouse.OpenNumber}] log", "Once.");
        var before = (await house.House.EventsOfAsync(house.Open)).OfType<CustomerWrote>().Count();
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReleaseAsync(held, ReleaseAs.Message, MailInHouse.OpenNumber))));

        done.Count(d => d.IsOk).ShouldBe(1);
        done.Where(d => !d.IsOk).ShouldAllBe(d => d.Errors[0].Code == "mail-in.decided");
        (await house.House.EventsOfAsync(house.Open)).OfType<CustomerWrote>().Count().ShouldBe(before + 1);
    }

    [Fact]
    public async Task Dropped_CanBeTakenBack_UntilItsBytesAreGone()
    {
        var held = await HeldAsync("somebody@elsewhere.example", "Hello", "Buy now.");
        (await DoAsync(h => h.HandleAsync(new DropMail(held.Id), IntakeHouse.Agent))).IsOk.ShouldBeTrue();
        (await DoAsync(h => h.HandleAsync(new HoldMailAgain(held.Id), IntakeHouse.Agent))).IsOk.ShouldBeTrue();
        (await RowAsync(held.Id)).ShouldSatisfyAllConditions(r => r.State.ShouldBe(InboundState.Held), r => r.Cause.ShouldBe(InboundCause.UnknownSender));

        (await DoAsync(h => h.HandleAsync(new DropMail(held.Id), IntakeHouse.Agent))).IsOk.ShouldBeTrue();
        house.House.Time.Advance(TimeSpan.FromDays(91));
        await house.Services.GetRequiredService<HeldMailWatch>().ForgetAsync(TestContext.Current.CancellationToken);
        (await DoAsync(h => h.HandleAsync(new HoldMailAgain(held.Id), IntakeHouse.Agent))).Errors[0].Code.ShouldBe("mail-in.decided");
        (await house.Services.GetRequiredService<RawMails>().ReadAsync(held.RawChecksum, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task HeldMail_KeepsItsBytes_HoweverOldItIs()
    {
        var held = await HeldAsync("somebody@elsewhere.example", "Hello", "Still waiting.");
        house.House.Time.Advance(TimeSpan.FromDays(400));
        await house.Services.GetRequiredService<HeldMailWatch>().ForgetAsync(TestContext.Current.CancellationToken);
        (await ReadAsync(held.Id)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task ErasedContact_LeavesNoMailBehind_AndTheSameMailOpensNothingAgain()
    {
        var held = await HeldAsync("erase.me@elsewhere.example", "My name is Secret", "Secret words.");
        var raw = (await house.Services.GetRequiredService<RawMails>().ReadAsync(held.RawChecksum, TestContext.Current.CancellationToken))!;
        await house.ReadAsync(async db =>
        {
            var mails = house.Services.GetServices<IContactData>().OfType<MailContactData>().Single();
            (await mails.ReadAsync(db, "erase.me@elsewhere.example", TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
            await mails.EraseAsync(db, "erase.me@elsewhere.example", TestContext.Current.CancellationToken);
            return true;
        });
        await house.Services.GetRequiredService<HeldMailWatch>().ForgetAsync(TestContext.Current.CancellationToken);

        var row = await RowAsync(held.Id);
        (row.State, row.FromAddress, row.Subject, row.MessageId).ShouldBe((InboundState.Dropped, "", "", null));
        (await house.Services.GetRequiredService<RawMails>().ReadAsync(held.RawChecksum, TestContext.Current.CancellationToken)).ShouldBeNull();
        house.Lay(raw);
        await house.RunAsync();
        (await RowAsync(held.Id)).State.ShouldBe(InboundState.Dropped);
        (await house.ReadAsync(db => db.InboundMails().CountAsync(m => m.Key == held.Key))).ShouldBe(1);
    }

    [Fact]
    public async Task UnparsableMail_IsShown_AndCanBeSavedAndDropped_ButNotReleased()
    {
        var row = await house.DeliverAsync([0, 1, 2, 3, 255, 254]);
        row.Cause.ShouldBe(InboundCause.Unparsable);
        (await ReleaseAsync(row, ReleaseAs.NewCase, null)).Errors[0].Code.ShouldBe("mail-in.unreadable");
        await using var scope = house.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<HeldMailQuery>().RawAsync(row.Id, IntakeHouse.Agent, TestContext.Current.CancellationToken)).Value.ShouldBe([0, 1, 2, 3, 255, 254]);
        (await DoAsync(h => h.HandleAsync(new DropMail(row.Id), IntakeHouse.Agent))).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_MayRead_Release_OrDrop_WithoutTheRight()
    {
        var held = await HeldAsync("somebody@elsewhere.example", "Hello", "Secret.");
        await using var scope = house.Services.CreateAsyncScope();
        var (query, handlers) = (scope.ServiceProvider.GetRequiredService<HeldMailQuery>(), scope.ServiceProvider.GetRequiredService<HeldMailHandlers>());

        (await query.RunAsync(all: true, IntakeHouse.Nobody, TestContext.Current.CancellationToken)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await query.ReadAsync(held.Id, IntakeHouse.Nobody, TestContext.Current.CancellationToken)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await query.RawAsync(held.Id, IntakeHouse.Nobody, TestContext.Current.CancellationToken)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.HandleAsync(new ReleaseMail(held.Id, ReleaseAs.NewCase, null), IntakeHouse.Nobody, TestContext.Current.CancellationToken)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.HandleAsync(new DropMail(held.Id), IntakeHouse.Nobody)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await handlers.HandleAsync(new HoldMailAgain(held.Id), IntakeHouse.Nobody)).Errors[0].Code.ShouldBe("auth.forbidden");
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
        var row = await house.DeliverAsync(MailInHouse.Mail(from, subject, text, answers));
        row.State.ShouldBe(InboundState.Held);
        return row;
    }

    private async Task<Result<string>> ReleaseAsync(InboundMail held, ReleaseAs how, string? into)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HeldMailHandlers>().HandleAsync(new ReleaseMail(held.Id, how, into), IntakeHouse.Agent, TestContext.Current.CancellationToken);
    }

    private async Task<Result> DoAsync(Func<HeldMailHandlers, Task<Result>> act)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<HeldMailHandlers>());
    }

    private async Task<Result<MailPreview>> ReadAsync(long id)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HeldMailQuery>().ReadAsync(id, IntakeHouse.Agent, TestContext.Current.CancellationToken);
    }

    private Task<InboundMail> RowAsync(long id) => house.ReadAsync(db => db.InboundMails().AsNoTracking().SingleAsync(m => m.Id == id));
}
