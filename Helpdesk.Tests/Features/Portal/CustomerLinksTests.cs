using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Mail;
using Helpdesk.Web.Features.Close;
using Helpdesk.Web.Features.Portal;
using Helpdesk.Web.Mail;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime.Extensions;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Features.Portal;

/// <summary>What the holder of a link in a mail may do, and what nobody else may (spec H5, U5).</summary>
public sealed class CustomerLinksTests(MailHouse house) : IClassFixture<MailHouse>
{
    private CustomerLinks Links => house.Services.GetRequiredService<CustomerLinks>();

    [Fact]
    public async Task Solved_ResolvesAndClosesAsConfirmed_ByTheCustomer()
    {
        var (opened, token) = await OfferedAsync();

        (await AnswerAsync(new(token, true, null))).IsOk.ShouldBeTrue();

        var now = await StateAsync(opened);
        (now.Status, now.ClosingReason).ShouldBe((CaseStatus.Closed, ClosingReason.Confirmed));
        var lines = await house.ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == opened.Id).OrderBy(e => e.Id).ToListAsync());
        lines.Where(e => e.Event is CaseResolved or CaseClosed).Select(e => (e.ActorKind, e.ActorName)).ShouldBe([(ActorKind.Customer, "山本 健一"), (ActorKind.Customer, "山本 健一")]);
        (await AnswerAsync(new(token, true, null))).IsOk.ShouldBeTrue("pressed twice it is the same answer");
        (await StateAsync(opened)).Version.ShouldBe(now.Version);
        (await AnswerAsync(new(token, false, "but"))).Errors[0].Code.ShouldBe("link.answer-late");
    }

    [Theory]
    [InlineData("まだ出ます", "まだ出ます")]
    [InlineData(" ", "（メールのリンクから「まだ解決していません」との回答がありました。）")]
    public async Task NotSolved_BringsTheCaseBackToUs(string written, string recorded)
    {
        var (opened, token) = await OfferedAsync();

        (await AnswerAsync(new(token, false, written))).IsOk.ShouldBeTrue();

        (await StateAsync(opened)).Status.ShouldBe(CaseStatus.InProgress);
        var lines = await house.ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == opened.Id).ToListAsync());
        lines.Single(e => e.Event is CustomerWrote).Words.ShouldBe(recorded);
    }

    [Fact]
    public async Task Find_ChangesNothing()
    {
        var (opened, token) = await OfferedAsync();
        var before = await StateAsync(opened);

        (await FindAsync(token)).Value.ShouldBe(new AskedCase(opened.Number, opened.Subject, false));

        (await StateAsync(opened)).Version.ShouldBe(before.Version);
    }

    [Fact]
    public async Task Token_ForgedExpiredSwappedOrForAnotherThing_OpensNothing()
    {
        var (opened, token) = await OfferedAsync();
        var middle = token.Length / 2;
        var protection = house.Services.GetRequiredService<IDataProtectionProvider>();
        var foreign = System.Buffers.Text.Base64Url.EncodeToString(protection.CreateProtector("Helpdesk.CustomerLinks", "SomethingElse").Protect(new byte[32]));
        var noCase = Links.Create(LinkPurpose.AnswerSolution, 999_999);

        foreach (var bad in (string?[])[null, "", "x", new string('A', 5000), "../../etc", token[..^4], token[..middle] + (token[middle] == 'A' ? 'B' : 'A') + token[(middle + 1)..], foreign, noCase])
        {
            (await FindAsync(bad)).Errors.ShouldHaveSingleItem().Code.ShouldBe("link.answer-dead", bad);
            (await AnswerAsync(new(bad, true, null))).Errors.ShouldHaveSingleItem().Code.ShouldBe("link.answer-dead", bad);
        }

        (await StateAsync(opened)).Status.ShouldBe(CaseStatus.SolutionOffered);
    }

    [Fact]
    public void Token_LastsNinetyDays()
    {
        var time = new FakeTimeProvider(house.Time.GetUtcNow());
        var links = new CustomerLinks(house.Services.GetRequiredService<IDataProtectionProvider>(), time.ToClock());
        var token = links.Create(LinkPurpose.AnswerSolution, 7);

        time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        links.CaseOf(LinkPurpose.AnswerSolution, token).ShouldBe(7);
        time.Advance(TimeSpan.FromSeconds(1));

        links.CaseOf(LinkPurpose.AnswerSolution, token).ShouldBeNull();
    }

    private async Task<(Case Opened, string Token)> OfferedAsync()
    {
        var opened = await house.OpenAsync();
        await house.DoAsync(opened, new OfferSolution("5.2.8 をお試しください。"));
        var text = (await house.MailsOfAsync(opened)).Single(m => m.Kind == MailKind.Solution).TextBody;
        var link = text.Split('\n').First(line => line.Contains("?t=", StringComparison.Ordinal));
        return (opened, link[(link.IndexOf("?t=", StringComparison.Ordinal) + 3)..]);
    }

    private Task<Case> StateAsync(Case about) => house.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == about.Id));

    private async Task<Domain.Kernel.Result> AnswerAsync(AnswerSolution answer)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AnswerSolutionHandler>().HandleAsync(answer, TestContext.Current.CancellationToken);
    }

    private async Task<Domain.Kernel.Result<AskedCase>> FindAsync(string? token)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AnswerSolutionHandler>().FindAsync(token, TestContext.Current.CancellationToken);
    }
}
