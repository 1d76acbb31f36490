using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Trouble;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.Trouble;

/// <summary>Mail that did not get through: seen, tried again, given up.</summary>
public sealed class MailTroubleTests(MailHost host) : IClassFixture<MailHost>
{
    private static readonly ClaimsPrincipal Supervisor = new(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
                new Claim(PersonClaims.DisplayName, "Mori Hana"),
                new Claim(ClaimTypes.Role, Roles.Supervisor),
            ],
            "test"
        )
    );

    [Fact]
    public async Task FailedMail_IsShownWithItsCause_AndGoesOutWhenTriedAgain()
    {
        var (opened, mail) = await RefusedAsync();
        var row = (await RowsAsync()).Single(r => r.Id == mail.Id);
        (row.CaseNumber, row.Cause, row.HasFailed).ShouldBe((opened.Number, "550 no such user", true));

        (await DoAsync(h => h.HandleAsync(new TryMailAgain(mail.Id), Supervisor))).IsOk.ShouldBeTrue();
        await host.SendAsync();

        host.Received(opened).ShouldHaveSingleItem().RawHeader("Message-ID").ShouldBe($"<{mail.MessageId}>");
        (await RowsAsync()).ShouldNotContain(r => r.Id == mail.Id);
        (await DoAsync(h => h.HandleAsync(new TryMailAgain(mail.Id), Supervisor))).Errors[0].Code.ShouldBe("mail.not-failed");
    }

    [Fact]
    public async Task GivenUp_IsSettledAndSaidOnTheCase()
    {
        var (opened, mail) = await RefusedAsync();

        (await DoAsync(h => h.HandleAsync(new GiveMailUp(mail.Id), Supervisor))).IsOk.ShouldBeTrue();

        (await RowsAsync()).ShouldNotContain(r => r.Id == mail.Id);
        (await host.EventsOfAsync(opened)).Last().ShouldBe(new MailGivenUp(MailKind.Acknowledgement, mail.To, mail.TimelineEntryId));
    }

    [Fact]
    public async Task Engineer_SeesButDoesNotDecide_AndVisitorsSeeNothing()
    {
        var (_, mail) = await RefusedAsync();

        (await DoAsync(h => h.HandleAsync(new TryMailAgain(mail.Id), IntakeHost.Agent))).Errors[0].Code.ShouldBe("auth.forbidden");
        (await DoAsync(h => h.HandleAsync(new GiveMailUp(mail.Id), IntakeHost.Agent))).Errors[0].Code.ShouldBe("auth.forbidden");
        (await RowsAsync()).ShouldContain(r => r.Id == mail.Id);
        await using var scope = host.Services.CreateAsyncScope();
        (
            await scope
                .ServiceProvider.GetRequiredService<MailTroubleQuery>()
                .RunAsync(IntakeHost.Nobody, TestContext.Current.CancellationToken)
        )
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await DoAsync(h => h.HandleAsync(new GiveMailUp(987_654), Supervisor))).Errors[0].Code.ShouldBe("mail.unknown");
    }

    [Fact]
    public async Task Bounce_ShowsOnTheCaseAndInTheView_Once()
    {
        var opened = await host.OpenAsync();
        await host.SendAsync();
        var mail = (await host.MailsOfAsync(opened)).Single();

        (await BounceAsync(new($"<{mail.MessageId}>", "mailbox is full"))).IsOk.ShouldBeTrue();
        (await BounceAsync(new(mail.MessageId, "mailbox is full"))).IsOk.ShouldBeTrue("told twice it is the same bounce");

        (await host.EventsOfAsync(opened)).OfType<MailFailed>().ShouldHaveSingleItem().Cause.ShouldBe("mailbox is full");
        (await RowsAsync()).ShouldContain(r => r.Id == mail.Id && r.Cause == "mailbox is full");
        (await BounceAsync(new("nobody@nowhere", "x"))).Errors[0].Code.ShouldBe("mail.unknown");
        (await BounceAsync(new("", ""))).Errors.Select(e => e.Code).ShouldBe(["text.required", "text.required"]);
    }

    private async Task<(Case Opened, OutboxMail Mail)> RefusedAsync()
    {
        host.Server.Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no such user" : null;
        var opened = await host.OpenAsync();
        await host.SendAsync();
        host.Server.Answer = _ => null;
        return (opened, (await host.MailsOfAsync(opened)).Single());
    }

    private async Task<IReadOnlyList<TroubleRow>> RowsAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<MailTroubleQuery>()
                .RunAsync(IntakeHost.Agent, TestContext.Current.CancellationToken)
        ).Value;
    }

    private async Task<Result> DoAsync(Func<MailTroubleHandlers, Task<Result>> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<MailTroubleHandlers>());
    }

    private async Task<Result> BounceAsync(ReportBounce bounce)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ReportBounceHandler>()
            .HandleAsync(bounce, IntakeHost.Agent, TestContext.Current.CancellationToken);
    }
}
