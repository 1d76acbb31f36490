using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Tests.Cases.CaseFiles;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Visit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Portal;

/// <summary>
/// What the customer reads and does on the page of their own case, from the first message to the rating (spec H5, C2, C9, U5).
/// </summary>
public sealed class CustomersOwnPageTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task Solved_ResolvesAndClosesAsConfirmed_ByTheCustomer()
    {
        var (opened, pass) = await host.OfferedAsync();

        (await host.ActAsync(opened, pass, new ConfirmSolution())).IsOk.ShouldBeTrue();

        var now = await host.StateAsync(opened);
        (now.Status, now.ClosingReason).ShouldBe((CaseStatus.Closed, ClosingReason.Confirmed));
        var lines = await host.ReadAsync(db =>
            db.Timeline.AsNoTracking().Where(e => e.CaseId == opened.Id).OrderBy(e => e.Id).ToListAsync()
        );
        lines
            .Where(e => e.Event is CaseResolved or CaseClosed)
            .Select(e => (e.ActorKind, e.ActorName))
            .ShouldBe([(ActorKind.Customer, "山本 健一"), (ActorKind.Customer, "山本 健一")]);
        (await host.ActAsync(opened, pass, new ConfirmSolution())).IsOk.ShouldBeTrue("pressed twice it is the same answer");
        (await host.StateAsync(opened)).Version.ShouldBe(now.Version);
        (await host.ActAsync(opened, pass, new RejectSolution("but"))).Errors[0].Code.ShouldBe("link.answer-late");
    }

    [Theory]
    [InlineData("まだ出ます", "まだ出ます")]
    [InlineData(" ", "（お客様から「まだ解決していません」との回答がありました。）")]
    public async Task NotSolved_BringsTheCaseBackToUs(string written, string recorded)
    {
        var (opened, pass) = await host.OfferedAsync();

        (await host.ActAsync(opened, pass, new RejectSolution(written))).IsOk.ShouldBeTrue();

        (await host.StateAsync(opened)).Status.ShouldBe(CaseStatus.InProgress);
        (await WordsAsync(opened)).ShouldBe([recorded]);
    }

    [Fact]
    public async Task FilesOfAMergedDuplicate_AreHandedOut_OnThePageThatShowsThem_I5()
    {
        var (main, pass) = await host.OfferedAsync();
        var (duplicate, stranger) = (await host.OpenAsync(), await host.OpenAsync(r => r with { Email = "somebody@else.example" }));
        foreach (var one in (Case[])[duplicate, stranger])
        {
            var picked = await host.PickAsync(one, "reply", "log.txt", "one line"u8.ToArray());
            (await host.RunAsync(one, new ReplyToCustomer("Here it is.", Files: [picked.Id]))).IsOk.ShouldBeTrue();
        }

        await using (var scope = host.Services.CreateAsyncScope())
            (
                await scope
                    .ServiceProvider.GetRequiredService<MergeCasesHandler>()
                    .HandleAsync(duplicate.Number, null, new MergeCases(main.Number), IntakeHost.Agent)
            ).IsOk.ShouldBeTrue();

        var shown = (await host.SeeAsync(main, pass))!.Messages.SelectMany(m => m.Files).ShouldHaveSingleItem();
        (await FileAsync(main, shown.Id, pass)).ShouldNotBeNull().FileName.ShouldBe("log.txt");
        var other = (await host.RowsAsync(stranger)).ShouldHaveSingleItem();
        (await FileAsync(main, other.Id, pass)).ShouldBeNull("another customer's");
    }

    private async Task<Attachment?> FileAsync(Case about, long id, string? pass)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CustomerCaseQuery>()
            .FileAsync(about.Number, id, pass, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task LifeOfACase_OnItsCustomersPage_FromMessageToRatingAndBack()
    {
        var (opened, pass) = await host.OfferedAsync();

        (await host.ActAsync(opened, pass, new WriteMessage(" "))).Errors[0].Code.ShouldBe("message.empty");
        (await host.ActAsync(opened, pass, new WriteMessage("Here is more."), "n1")).IsOk.ShouldBeTrue();
        (await host.ActAsync(opened, pass, new WriteMessage("Here is more."), "n1")).IsOk.ShouldBeTrue();
        (await WordsAsync(opened)).ShouldBe(["Here is more."], "the same form sent twice acts once");
        (await host.ActAsync(opened, pass, new AskForUrgency("The plant stands still.", null, true)))
            .Errors[0]
            .Code.ShouldBe("value.required");
        (await host.ActAsync(opened, pass, new AskForUrgency("The plant stands still.", false, true))).IsOk.ShouldBeTrue();
        (await host.StateAsync(opened)).EscalatedAt.ShouldBe(host.Now);
        (await host.ActAsync(opened, pass, new Rate(5))).Errors[0].Code.ShouldBe("link.answer-late", "not closed yet");

        (await host.ActAsync(opened, pass, new NoLongerNeeded("found it ourselves"))).IsOk.ShouldBeTrue();
        ((await host.StateAsync(opened)).Status, (await host.StateAsync(opened)).ClosingReason).ShouldBe(
            (CaseStatus.Closed, ClosingReason.NoLongerNeeded)
        );
        (await host.ActAsync(opened, pass, new Rate(9))).IsOk.ShouldBeFalse();
        (await host.ActAsync(opened, pass, new Rate(4))).IsOk.ShouldBeTrue();
        (await host.ActAsync(opened, pass, new Rate(1))).Errors[0].Code.ShouldBe("link.answer-late", "one answer a closing");

        (await host.ActAsync(opened, pass, new ComeBack("it is back"))).IsOk.ShouldBeTrue();
        var again = await host.StateAsync(opened);
        (again.Status, again.ReopenCount).ShouldBe((CaseStatus.InProgress, 1));
        (await WordsAsync(opened)).ShouldBe(["Here is more.", "found it ourselves", "it is back"]);
        (await host.MailsOfAsync(opened))
            .Last()
            .TextBody.ShouldNotContain("it is back", Shouldly.Case.Sensitive, "our mail carries our words");
        (await host.ReadAsync(db => db.Ratings().AsNoTracking().Where(r => r.CaseId == opened.Id).ToListAsync()))
            .ShouldHaveSingleItem()
            .Score.ShouldBe(4);
    }

    [Fact]
    public async Task Page_ShowsWhatTheCustomerMayRead_AndNobodysName()
    {
        var (opened, pass) = await host.OfferedAsync();
        await host.DoAsync(opened, new AddNote("zzz-secret-zzz"));
        await host.DoAsync(
            opened,
            new Helpdesk.Web.Cases.Acts.Assign.AssignCase(Helpdesk.Web.Platform.Identity.DemoPeople.Kato.Id, "Kato Kenta")
        );

        var seen = await host.SeeAsync(opened, pass);

        seen.ShouldNotBeNull().Messages.Select(m => (m.IsOurs, m.Kind)).ShouldBe([(false, "CaseOpened"), (true, "SolutionOffered")]);
        var text = System.Text.Json.JsonSerializer.Serialize(seen);
        text.ShouldNotContain("zzz-secret-zzz");
        text.ShouldNotContain("Kato");
    }

    [Fact]
    public async Task Page_NamesTheAddressOfAMailFromSomebodyElse_AndTellsWhatWasAnswered()
    {
        ProductQuestion asked = new() { En = "Where to?", Ja = "保存先は？" };
        var opened = await host.OpenAsync(good =>
            good with
            {
                Answers = new IntakeAnswers
                {
                    RestoreBy = "金曜日",
                    HappenedBefore = " ",
                    OfProduct = [new(asked, "NAS")],
                },
            }
        );
        var pass = await host.EnterAsync(opened);
        (await host.ActAsync(opened, pass, new WriteMessage("typed on the page"))).IsOk.ShouldBeTrue();
        (await host.ActAsync(opened, pass, new WriteMessage("Yes.\n> Did it help?"))).IsOk.ShouldBeTrue();
        await host.ReadAsync(async db =>
        {
            var entry = await db
                .Timeline.Where(e => e.CaseId == opened.Id)
                .OrderByDescending(e => e.Id)
                .FirstAsync(TestContext.Current.CancellationToken);
            var mail = new Helpdesk.Web.Mail.Out.InboundMail
            {
                Key = opened.Number,
                ContentHash = "content",
                RawChecksum = "raw",
                Size = 1,
                IsWhole = true,
                ReceivedAt = host.Now,
                FromAddress = "colleague@daiwa-seiki.example",
                FromName = "",
                Subject = "",
            };
            mail.File(
                opened.Number,
                entry,
                opened: false,
                fromSomebodyElse: true,
                null,
                Helpdesk.Web.Mail.Out.InboundMail.ByRule,
                host.Now
            );
            db.InboundMails().Add(mail);
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var seen = (await host.SeeAsync(opened, pass)).ShouldNotBeNull().Messages;

        seen.Select(m => (m.IsOurs, m.IsMail, m.From))
            .ShouldBe([(false, false, null), (false, false, null), (false, true, "colleague@daiwa-seiki.example")]);
        seen[0].Answers.ShouldBe([new GivenAnswer(nameof(IntakeAnswers.RestoreBy), "金曜日"), new GivenAnswer("", "NAS", asked)]);
        seen[1].Answers.ShouldBeEmpty();
    }

    private async Task<List<string?>> WordsAsync(Case about) =>
        [
            .. (await host.ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == about.Id).OrderBy(e => e.Id).ToListAsync()))
                .Where(e => e.Event is CustomerWrote)
                .Select(e => e.Words),
        ];
}
