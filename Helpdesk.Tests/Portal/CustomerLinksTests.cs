using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.CustomerLink;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Portal.Visit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime.Extensions;

namespace Helpdesk.Tests.Portal;

/// <summary>What the holder of a link in a mail may do, and what nobody else may (spec H5, C2, C9, U5).</summary>
public sealed class CustomerLinksTests(MailHost host) : IClassFixture<MailHost>
{
    private CustomerLinks Links => host.Services.GetRequiredService<CustomerLinks>();

    private CustomerDoor Door => host.Services.GetRequiredService<CustomerDoor>();

    [Fact]
    public async Task EveryMail_HasALinkThatOpensItsOwnCase()
    {
        var (opened, pass) = await host.OfferedAsync();
        await host.DoAsync(opened, new ReplyToCustomer("一つ目の回答です。"));

        foreach (var mail in await host.MailsOfAsync(opened))
            (await Door.ExchangeAsync(TokenOf(mail), TestContext.Current.CancellationToken))
                .ShouldNotBeNull(mail.Kind.ToString())
                .Number.ShouldBe(opened.Number);
        (await Door.WhoAsync(opened.Number, pass, TestContext.Current.CancellationToken)).ShouldNotBeNull().CaseId.ShouldBe(opened.Id);
    }

    [Fact]
    public async Task Token_ForgedExpiredSwappedOrForAnotherThing_OpensNothing()
    {
        var (opened, _) = await host.OfferedAsync();
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
            (await host.ActAsync(opened, bad, new ConfirmSolution())).Errors.ShouldHaveSingleItem().Code.ShouldBe("link.dead", bad);
        }

        (await host.StateAsync(opened)).Status.ShouldBe(CaseStatus.SolutionOffered);
    }

    [Fact]
    public async Task PassOfOneCase_OpensNoOther()
    {
        var (_, pass) = await host.OfferedAsync();
        var (other, _) = await host.OfferedAsync();

        (await Door.WhoAsync(other.Number, pass, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await host.SeeAsync(other, pass)).ShouldBeNull();
        (await host.ActAsync(other, pass, new ConfirmSolution())).Errors[0].Code.ShouldBe("link.dead");
    }

    [Fact]
    public async Task Revoked_NoLinkAndNoPassOpensAnything_UntilANewOneIsSent()
    {
        var (opened, pass) = await host.OfferedAsync();
        var token = TokenOf((await host.MailsOfAsync(opened))[0]);
        var old = Links.Create(LinkPurpose.AnswerSolution, opened.Id);
        (await Door.ExchangeAsync(old, TestContext.Current.CancellationToken)).ShouldNotBeNull("links of older mails keep working");

        await host.DoAsync(opened, new RevokeLinks());

        (await Door.ExchangeAsync(token, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await Door.ExchangeAsync(old, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await host.SeeAsync(opened, pass)).ShouldBeNull("who is in already is out");
        (await host.ActAsync(opened, pass, new ConfirmSolution())).Errors[0].Code.ShouldBe("link.dead");
        await host.DoAsync(opened, new SendLink());
        var mail = (await host.MailsOfAsync(opened)).Last();
        mail.Kind.ShouldBe(MailKind.NewLink);
        (await Door.ExchangeAsync(TokenOf(mail), TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Renewed_TheOldLinkIsDead_AndTheNewOneIsOnItsWay()
    {
        var (opened, pass) = await host.OfferedAsync();
        var token = TokenOf((await host.MailsOfAsync(opened))[0]);

        await host.DoAsync(opened, new RevokeLinks(SendNew: true));

        (await Door.ExchangeAsync(token, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await host.SeeAsync(opened, pass)).ShouldBeNull();
        var mail = (await host.MailsOfAsync(opened)).Last();
        mail.Kind.ShouldBe(MailKind.NewLink);
        (await Door.ExchangeAsync(TokenOf(mail), TestContext.Current.CancellationToken)).ShouldNotBeNull("made with the new seal");
    }

    [Fact]
    public async Task NewLink_GoesOnlyToTheAddressOnRecord_AndAtMostThreeAnHour()
    {
        var (opened, _) = await host.OfferedAsync();
        var before = (await host.MailsOfAsync(opened)).Count;
        var desk = host.Services.GetRequiredService<NewLinkSender>();

        foreach (
            var wish in (AskForLink[])
                [
                    new(opened.Number, "mallory@evil.example"),
                    new("C-20990101-0001", opened.Contact.Email),
                    new("nonsense", "x"),
                    new("nonsense", opened.Contact.Email),
                    new(null, "mallory@evil.example"),
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
    public async Task NoNumber_BringsTheLinksOfAllRequestsOfThatAddress_InOneMail()
    {
        var address = $"{Guid.NewGuid():N}@daiwa-seiki.example";
        var first = await host.OpenAsync(r => r with { Email = address });
        var merged = await host.OpenAsync(r => r with { Email = address });
        var second = await host.OpenAsync(r => r with { Email = address });
        await using (var scope = host.Services.CreateAsyncScope())
            (
                await scope
                    .ServiceProvider.GetRequiredService<MergeCasesHandler>()
                    .HandleAsync(merged.Number, null, new MergeCases(second.Number), IntakeHost.Agent)
            ).IsOk.ShouldBeTrue();
        var stranger = await host.OpenAsync(r => r with { Email = "other-" + address });
        var desk = host.Services.GetRequiredService<NewLinkSender>();

        desk.Ask(new("", address), "198.51.100.9");
        await desk.SettleAsync(TestContext.Current.CancellationToken);

        var mail = (await host.MailsOfAsync(second)).Last();
        (mail.Kind, mail.To).ShouldBe((MailKind.NewLink, address));
        mail.TextBody.ShouldContain(first.Number);
        mail.TextBody.ShouldNotContain(merged.Number);
        mail.TextBody.ShouldNotContain(stranger.Number);
        var tokens = TokensOf(mail).ToList();
        tokens.Count.ShouldBe(2, "each its own");
        foreach (var token in tokens)
            (await Door.ExchangeAsync(token, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        (await host.MailsOfAsync(first)).ShouldNotContain(m => m.Kind == MailKind.NewLink);
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

    private static IEnumerable<string> TokensOf(OutboxMail mail) =>
        mail
            .TextBody.Split("/support/case/")[1..]
            .Select(rest => new string([.. rest.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]));

    internal static string TokenOf(OutboxMail mail)
    {
        const string Mark = "/support/case/";
        var at = mail.TextBody.IndexOf(Mark, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, mail.Kind.ToString());
        return new string([.. mail.TextBody[(at + Mark.Length)..].TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]);
    }
}
