using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.CustomerLink;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Visit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime.Extensions;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Portal;

/// <summary>What the holder of a link in a mail may do, and what nobody else may (spec H5, C2, C9, U5).</summary>
public sealed class CustomerLinksTests(MailHost host) : IClassFixture<MailHost>
{
    private CustomerLinks Links => host.Services.GetRequiredService<CustomerLinks>();

    private CustomerDoor Door => host.Services.GetRequiredService<CustomerDoor>();

    [Fact]
    public async Task EveryMail_HasALinkThatOpensItsOwnCase()
    {
        var (opened, pass) = await OfferedAsync();
        await host.DoAsync(opened, new ReplyToCustomer("一つ目の回答です。"));

        foreach (var mail in await host.MailsOfAsync(opened))
            (await Door.ExchangeAsync(TokenOf(mail), TestContext.Current.CancellationToken))
                .ShouldNotBeNull(mail.Kind.ToString())
                .Number.ShouldBe(opened.Number);
        (await Door.WhoAsync(opened.Number, pass, TestContext.Current.CancellationToken)).ShouldNotBeNull().CaseId.ShouldBe(opened.Id);
    }

    [Fact]
    public async Task Solved_ResolvesAndClosesAsConfirmed_ByTheCustomer()
    {
        var (opened, pass) = await OfferedAsync();

        (await ActAsync(opened, pass, new ConfirmSolution())).IsOk.ShouldBeTrue();

        var now = await StateAsync(opened);
        (now.Status, now.ClosingReason).ShouldBe((CaseStatus.Closed, ClosingReason.Confirmed));
        var lines = await host.ReadAsync(db =>
            db.Timeline.AsNoTracking().Where(e => e.CaseId == opened.Id).OrderBy(e => e.Id).ToListAsync()
        );
        lines
            .Where(e => e.Event is CaseResolved or CaseClosed)
            .Select(e => (e.ActorKind, e.ActorName))
            .ShouldBe([(ActorKind.Customer, "山本 健一"), (ActorKind.Customer, "山本 健一")]);
        (await ActAsync(opened, pass, new ConfirmSolution())).IsOk.ShouldBeTrue("pressed twice it is the same answer");
        (await StateAsync(opened)).Version.ShouldBe(now.Version);
        (await ActAsync(opened, pass, new RejectSolution("but"))).Errors[0].Code.ShouldBe("link.answer-late");
    }

    [Theory]
    [InlineData("まだ出ます", "まだ出ます")]
    [InlineData(" ", "（お客様から「まだ解決していません」との回答がありました。）")]
    public async Task NotSolved_BringsTheCaseBackToUs(string written, string recorded)
    {
        var (opened, pass) = await OfferedAsync();

        (await ActAsync(opened, pass, new RejectSolution(written))).IsOk.ShouldBeTrue();

        (await StateAsync(opened)).Status.ShouldBe(CaseStatus.InProgress);
        (await WordsAsync(opened)).ShouldBe([recorded]);
    }

    [Fact]
    public async Task LifeOfACase_OnItsCustomersPage_FromMessageToRatingAndBack()
    {
        var (opened, pass) = await OfferedAsync();

        (await ActAsync(opened, pass, new WriteMessage(" "))).Errors[0].Code.ShouldBe("message.empty");
        (await ActAsync(opened, pass, new WriteMessage("Here is more."), "n1")).IsOk.ShouldBeTrue();
        (await ActAsync(opened, pass, new WriteMessage("Here is more."), "n1")).IsOk.ShouldBeTrue();
        (await WordsAsync(opened)).ShouldBe(["Here is more."], "the same form sent twice acts once");
        (await ActAsync(opened, pass, new AskForUrgency("The plant stands still.", null, true))).Errors[0].Code.ShouldBe("value.required");
        (await ActAsync(opened, pass, new AskForUrgency("The plant stands still.", false, true))).IsOk.ShouldBeTrue();
        (await StateAsync(opened)).EscalatedAt.ShouldBe(host.Now);
        (await ActAsync(opened, pass, new Rate(5))).Errors[0].Code.ShouldBe("link.answer-late", "not closed yet");

        (await ActAsync(opened, pass, new NoLongerNeeded("found it ourselves"))).IsOk.ShouldBeTrue();
        ((await StateAsync(opened)).Status, (await StateAsync(opened)).ClosingReason).ShouldBe(
            (CaseStatus.Closed, ClosingReason.NoLongerNeeded)
        );
        (await ActAsync(opened, pass, new Rate(9))).IsOk.ShouldBeFalse();
        (await ActAsync(opened, pass, new Rate(4))).IsOk.ShouldBeTrue();
        (await ActAsync(opened, pass, new Rate(1))).Errors[0].Code.ShouldBe("link.answer-late", "one answer a closing");

        (await ActAsync(opened, pass, new ComeBack("it is back"))).IsOk.ShouldBeTrue();
        var again = await StateAsync(opened);
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
        var (opened, pass) = await OfferedAsync();
        await host.DoAsync(opened, new AddNote("zzz-secret-zzz"));
        await host.DoAsync(opened, new AssignCase(DemoPeople.Kato.Id, "Kato Kenta"));

        var seen = await SeeAsync(opened, pass);

        seen.ShouldNotBeNull().Messages.Select(m => (m.IsOurs, m.Kind)).ShouldBe([(false, "CaseOpened"), (true, "SolutionOffered")]);
        var text = System.Text.Json.JsonSerializer.Serialize(seen);
        text.ShouldNotContain("zzz-secret-zzz");
        text.ShouldNotContain("Kato");
    }

    [Fact]
    public async Task Page_NamesTheAddressOfAMailFromSomebodyElse_AndTellsWhatWasAnswered()
    {
        var opened = await host.OpenAsync(good =>
            good with
            {
                Answers = new IntakeAnswers { RestoreBy = "金曜日", HappenedBefore = " " },
            }
        );
        var pass = (await Door.ExchangeAsync(Links.CreateView(opened.Number, 0), TestContext.Current.CancellationToken))!.Value;
        (await ActAsync(opened, pass, new WriteMessage("typed on the page"))).IsOk.ShouldBeTrue();
        (await ActAsync(opened, pass, new WriteMessage("Yes.\n> Did it help?"))).IsOk.ShouldBeTrue();
        await host.ReadAsync(async db =>
        {
            var entry = await db
                .Timeline.Where(e => e.CaseId == opened.Id)
                .OrderByDescending(e => e.Id)
                .FirstAsync(TestContext.Current.CancellationToken);
            var mail = new InboundMail
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
            mail.File(opened.Number, entry, opened: false, fromSomebodyElse: true, null, InboundMail.ByRule, host.Now);
            db.InboundMails().Add(mail);
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var seen = (await SeeAsync(opened, pass)).ShouldNotBeNull().Messages;

        seen.Select(m => (m.IsOurs, m.IsMail, m.From))
            .ShouldBe([(false, false, null), (false, false, null), (false, true, "colleague@daiwa-seiki.example")]);
        seen[0].Answers.ShouldBe([new GivenAnswer(nameof(IntakeAnswers.RestoreBy), "金曜日")]);
        seen[1].Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_ForgedExpiredSwappedOrForAnotherThing_OpensNothing()
    {
        var (opened, _) = await OfferedAsync();
        var token = TokenOf((await host.MailsOfAsync(opened))[0]);
        var middle = token.Length / 2;
        var protection = host.Services.GetRequiredService<IDataProtectionProvider>();
        var foreign = System.Buffers.Text.Base64Url.EncodeToString(
            protection.CreateProtector("Helpdesk.CustomerLinks", "SomethingElse").Protect(new byte[48])
        );
        var pass = (await Door.ExchangeAsync(token, TestContext.Current.CancellationToken))!.Value;

        foreach (
            var bad in (string?[])
                [
                    null,
                    "",
                    "x",
                    new string('A', 5000),
                    "../../etc",
                    token[..^4],
                    token[..middle] + (token[middle] == 'A' ? 'B' : 'A') + token[(middle + 1)..],
                    foreign,
                    pass,
                    Links.CreateView("C-20990101-0001", 0),
                    Links.CreateView(opened.Number, 1),
                    Links.Create(LinkPurpose.ViewCase, opened.Id),
                    Links.Create(LinkPurpose.AnswerSolution, 999_999),
                ]
        )
            (await Door.ExchangeAsync(bad, TestContext.Current.CancellationToken)).ShouldBeNull(bad);
        foreach (var bad in (string?[])[null, "", "x", token, new string('A', 5000), pass[..^4]])
        {
            (await Door.WhoAsync(opened.Number, bad, TestContext.Current.CancellationToken)).ShouldBeNull(bad);
            (await ActAsync(opened, bad, new ConfirmSolution())).Errors.ShouldHaveSingleItem().Code.ShouldBe("link.dead", bad);
        }

        (await StateAsync(opened)).Status.ShouldBe(CaseStatus.SolutionOffered);
    }

    [Fact]
    public async Task PassOfOneCase_OpensNoOther()
    {
        var (_, pass) = await OfferedAsync();
        var (other, _) = await OfferedAsync();

        (await Door.WhoAsync(other.Number, pass, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await SeeAsync(other, pass)).ShouldBeNull();
        (await ActAsync(other, pass, new ConfirmSolution())).Errors[0].Code.ShouldBe("link.dead");
    }

    [Fact]
    public async Task Revoked_NoLinkAndNoPassOpensAnything_UntilANewOneIsSent()
    {
        var (opened, pass) = await OfferedAsync();
        var token = TokenOf((await host.MailsOfAsync(opened))[0]);
        var old = Links.Create(LinkPurpose.AnswerSolution, opened.Id);
        (await Door.ExchangeAsync(old, TestContext.Current.CancellationToken)).ShouldNotBeNull("links of older mails keep working");

        await host.DoAsync(opened, new RevokeLinks());

        (await Door.ExchangeAsync(token, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await Door.ExchangeAsync(old, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await SeeAsync(opened, pass)).ShouldBeNull("who is in already is out");
        (await ActAsync(opened, pass, new ConfirmSolution())).Errors[0].Code.ShouldBe("link.dead");
        await host.DoAsync(opened, new SendLink());
        var mail = (await host.MailsOfAsync(opened)).Last();
        mail.Kind.ShouldBe(MailKind.NewLink);
        (await Door.ExchangeAsync(TokenOf(mail), TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Renewed_TheOldLinkIsDead_AndTheNewOneIsOnItsWay()
    {
        var (opened, pass) = await OfferedAsync();
        var token = TokenOf((await host.MailsOfAsync(opened))[0]);

        await host.DoAsync(opened, new RevokeLinks(SendNew: true));

        (await Door.ExchangeAsync(token, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await SeeAsync(opened, pass)).ShouldBeNull();
        var mail = (await host.MailsOfAsync(opened)).Last();
        mail.Kind.ShouldBe(MailKind.NewLink);
        (await Door.ExchangeAsync(TokenOf(mail), TestContext.Current.CancellationToken)).ShouldNotBeNull("made with the new seal");
    }

    [Fact]
    public async Task NewLink_GoesOnlyToTheAddressOnRecord_AndAtMostThreeAnHour()
    {
        var (opened, _) = await OfferedAsync();
        var before = (await host.MailsOfAsync(opened)).Count;
        var desk = host.Services.GetRequiredService<NewLinkSender>();

        foreach (
            var wish in (AskForLink[])
                [
                    new(opened.Number, "mallory@evil.example"),
                    new("C-20990101-0001", opened.Contact.Email),
                    new("nonsense", "x"),
                    new(null, null),
                    new(opened.Number, "' OR 1=1 --"),
                ]
        )
            desk.Ask(wish, "198.51.100.7");
        await desk.SettleAsync(TestContext.Current.CancellationToken);
        (await host.MailsOfAsync(opened)).Count.ShouldBe(before);

        for (var i = 0; i < 5; i++)
            desk.Ask(new(opened.Number.ToLowerInvariant(), " " + opened.Contact.Email.ToUpperInvariant()), "198.51.100.8");
        await desk.SettleAsync(TestContext.Current.CancellationToken);
        var sent = (await host.MailsOfAsync(opened)).Skip(before).ToList();
        sent.Count.ShouldBeInRange(1, 3);
        sent.ShouldAllBe(m => m.To == opened.Contact.Email && m.Kind == MailKind.NewLink);
    }

    [Fact]
    public void Token_LastsNinetyDays()
    {
        var time = new FakeTimeProvider(host.Time.GetUtcNow());
        var links = new CustomerLinks(host.Services.GetRequiredService<IDataProtectionProvider>(), time.ToClock());
        var (token, view) = (links.Create(LinkPurpose.AnswerSolution, 7), links.CreateView("C-20270609-0001", 3));

        time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        links.CaseOf(LinkPurpose.AnswerSolution, token).ShouldBe(7);
        links.ReadView(view).ShouldBe(new ViewLink("C-20270609-0001", 3));
        links.CaseOf(LinkPurpose.AnswerSolution, view).ShouldBeNull();
        links.ReadView(token).ShouldBeNull();
        time.Advance(TimeSpan.FromSeconds(1));
        links.CaseOf(LinkPurpose.AnswerSolution, token).ShouldBeNull();
        links.ReadView(view).ShouldBeNull();
    }

    internal static string TokenOf(OutboxMail mail)
    {
        const string Mark = "/support/case/";
        var at = mail.TextBody.IndexOf(Mark, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, mail.Kind.ToString());
        return new string([.. mail.TextBody[(at + Mark.Length)..].TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]);
    }

    private async Task<(Case Opened, string Pass)> OfferedAsync()
    {
        var opened = await host.OpenAsync();
        await host.DoAsync(opened, new OfferSolution("5.2.8 をお試しください。"));
        return (opened, (await Door.ExchangeAsync(Links.CreateView(opened.Number, 0), TestContext.Current.CancellationToken))!.Value);
    }

    private Task<Case> StateAsync(Case about) => host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == about.Id));

    private async Task<List<string?>> WordsAsync(Case about) =>
        [
            .. (await host.ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == about.Id).OrderBy(e => e.Id).ToListAsync()))
                .Where(e => e.Event is CustomerWrote)
                .Select(e => e.Words),
        ];

    private async Task<Result> ActAsync(Case about, string? pass, CustomerAct act, string? nonce = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CustomerActsHandler>()
            .HandleAsync(about.Number, pass, act, nonce, TestContext.Current.CancellationToken);
    }

    private async Task<CustomerCase?> SeeAsync(Case about, string? pass)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CustomerCaseQuery>()
            .FindAsync(about.Number, pass, TestContext.Current.CancellationToken);
    }
}
