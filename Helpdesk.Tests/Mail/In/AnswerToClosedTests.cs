using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Cases;
using Helpdesk.Tests.Portal;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Portal.Visit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.In;

/// <summary>"Answer this mail, and we reopen": what the closing mail promises (issue 17; spec C9, C8, U5).</summary>
public sealed class AnswerToClosedTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    private static int s_minted;

    [Theory]
    [InlineData("ja", "対応を再開")]
    [InlineData("en", "open again")]
    public async Task Answer_BringsTheCaseBack_ExactlyAsTheCustomersPageDoes(string language, string told)
    {
        var (byMail, ack) = await ClosedAsync(language);
        var (byPage, _) = await ClosedAsync(language);
        host.Host.Time.Advance(TimeSpan.FromDays(30));
        List<PersonalNotice> heard = [];
        using var listening = host.Services.GetRequiredService<PersonalNotices>().Listen(DemoPeople.Kato.Id, notice => heard.Add(notice));

        var row = await host.DeliverAsync(InboundMailHost.Mail(byMail.Contact.Email, "Re: closed", "It happens again.", ack));
        var pass = await host.Host.EnterAsync(byPage);
        (await host.Host.ActAsync(byPage, pass, new ComeBack("It happens again."))).IsOk.ShouldBeTrue();

        (row.State, row.CaseNumber, row.DecidedBy).ShouldBe((InboundState.Filed, byMail.Number, InboundMail.ByRule));
        var (mail, page) = (await StateAsync(byMail), await StateAsync(byPage));
        (mail.Status, mail.ReopenCount, mail.Cycle, mail.SilentWait).ShouldBe((CaseStatus.InProgress, 1, 2, null));
        mail.Clocks.ShouldContain(c => c.IsOpen && c.Cycle == 2 && c.StartedAt == host.Host.Now, "a first response is promised anew");
        CaseStateText.Of(mail).ShouldBe(CaseStateText.Of(page));
        (await ActsAsync(byMail)).ShouldBe(await ActsAsync(byPage));
        heard.Select(n => (n.Kind, n.What)).ShouldBe([(NoticeKind.CameBack, byMail.Number), (NoticeKind.CameBack, byPage.Number)]);
        var said = (await host.Host.MailsOfAsync(byMail)).Last(m => m.Kind == MailKind.Reopened);
        (said.Language, said.To).ShouldBe((language, byMail.Contact.Email));
        said.TextBody.ShouldContain(told);
    }

    [Theory]
    [InlineData("ja", "また発生しました。", "以前のお問い合わせ")]
    [InlineData("en", "Years later.", "Your earlier request")]
    public async Task AfterItsTime_AnAnswerOpensAnotherThatNamesIt_AndBothAreLinked(string language, string words, string told)
    {
        var (old, ack) = await ClosedAsync(language);
        host.Host.Time.Advance(Case.ReopenedByAnswerFor.ToTimeSpan());

        var row = await host.DeliverAsync(InboundMailHost.Mail(old.Contact.Email, "Re: closed", words, ack));

        row.OpenedCase.ShouldBeTrue();
        row.CaseNumber.ShouldNotBe(old.Number);
        (await StateAsync(old)).Status.ShouldBe(CaseStatus.Closed);
        (await LinksAsync(old.Number)).ShouldBe([(LinkKind.FollowedBy, row.CaseNumber!)]);
        (await LinksAsync(row.CaseNumber!)).ShouldBe([(LinkKind.FollowUpOf, old.Number)]);
        var opened = await host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == row.CaseNumber));
        var said = (await host.Host.MailsOfAsync(opened)).ShouldHaveSingleItem();
        said.TextBody.ShouldContain(told);
        said.TextBody.ShouldContain(old.Number);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\n", false, InboundState.Filed, InboundCause.None)]
    [InlineData("X-Auto-Response-Suppress: All\n", false, InboundState.Held, InboundCause.CaseClosed)]
    [InlineData("", true, InboundState.Held, InboundCause.CaseClosed)]
    public async Task Machines_AndWhoeverTakesNoPart_WakeNothing(string more, bool isStranger, InboundState state, InboundCause cause)
    {
        var (closed, ack) = await ClosedAsync("ja");
        var from = isStranger ? "forwarded.to@elsewhere.example" : closed.Contact.Email;

        var row = await host.DeliverAsync(InboundMailHost.Mail(from, "Re: closed", "I am away.", ack, more: more));

        (row.State, row.Cause, row.CaseNumber).ShouldBe((state, cause, closed.Number));
        var after = await StateAsync(closed);
        (after.Status, after.ReopenCount, after.Version).ShouldBe((CaseStatus.Closed, 0, closed.Version));
    }

    [Fact]
    public void TheTime_IsThatOfTheLinkInTheClosingMail() => Case.ReopenedByAnswerFor.ShouldBe(CustomerLinks.Lifetime);

    private async Task<(Case Closed, string Ack)> ClosedAsync(string language)
    {
        await host.ReadAsync(db => db.Contracts().ExecuteUpdateAsync(s => s.SetProperty(c => c.Until, new LocalDate(2040, 3, 31))));
        var opened = await host.Host.OpenAsync(r => r with { Language = language });
        var token = FormattableString.Invariant($"5f1d0000000000000000000000c{Interlocked.Increment(ref s_minted):x5}");
        await host.SqlAsync($"UPDATE OutboxMails SET MessageId = '{token}@helpdesk.example' WHERE CaseId = {opened.Id}");
        await host.Host.DoAsync(opened, new AssignCase(DemoPeople.Kato.Id, DemoPeople.Kato.DisplayName));
        await host.Host.DoAsync(opened, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        return (await StateAsync(opened), $"<{token}@helpdesk.example>");
    }

    private Task<Case> StateAsync(Case about) =>
        host.ReadAsync(db =>
            db.Cases.AsNoTracking().Include(c => c.Clocks).Include(c => c.Links).AsSplitQuery().SingleAsync(c => c.Id == about.Id)
        );

    private async Task<List<string>> ActsAsync(Case about) =>
        [.. (await host.Host.EventsOfAsync(about)).Where(e => e is not MailSent).Select(e => e.GetType().Name)];

    private Task<List<(LinkKind, string)>> LinksAsync(string number) =>
        host.ReadAsync(async db =>
            (
                await db
                    .Cases.Where(c => c.Number == number)
                    .SelectMany(c => c.Links)
                    .Select(l => new { l.Kind, l.OtherNumber })
                    .ToListAsync()
            ).ConvertAll(l => (l.Kind, l.OtherNumber))
        );
}
