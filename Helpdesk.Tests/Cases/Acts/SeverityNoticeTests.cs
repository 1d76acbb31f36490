using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Tests.Portal;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>The notice of a new severity: shown before it goes, the same text when it does (spec S6, S8).</summary>
public sealed class SeverityNoticeTests(MailHost host) : IClassFixture<MailHost>
{
    [Theory]
    [InlineData("ja", Severity.Medium, null)]
    [InlineData("ja", Severity.Emergency, "お電話でうかがったとおりです。\n二行目。")]
    [InlineData("en", Severity.Low, "As we said on the phone.")]
    public async Task WhatIsShown_IsWhatGoesOut(string language, Severity to, string? message)
    {
        var opened = await host.OpenAsync(r => r with { Language = language });
        var command = new DecideSeverity(to, "zzz-inside-zzz", message);

        var shown = await DraftAsync(opened, command);
        (await host.MailsOfAsync(opened)).Count.ShouldBe(1, "looking changes nothing");
        await host.DoAsync(opened, command);

        var mail = (await host.MailsOfAsync(opened)).Skip(1).ShouldHaveSingleItem("told once");
        (
            mail.To,
            mail.Language,
            mail.Subject,
            mail.TextBody.Replace(CustomerLinksTests.TokenOf(mail), "…", StringComparison.Ordinal)
        ).ShouldBe((shown.To, shown.Language, shown.Subject, shown.Text), "but for the link, which is for the customer alone");
        mail.Kind.ShouldBe(MailKind.SeverityChange);
        shown.Text.ShouldNotContain("zzz-inside-zzz");
        if (message is not null)
            shown.Text.ShouldContain("\n\n" + message + "\n\n");
    }

    [Fact]
    public async Task WordForTheCustomer_IsKeptAsOurWords_TheReasonAsANote()
    {
        var opened = await host.OpenAsync();
        await host.DoAsync(opened, new DecideSeverity(Severity.Medium, "inside", "for you"));

        var entries = await host.ReadAsync(db =>
            db.Timeline.AsNoTracking().Where(e => e.CaseId == opened.Id).OrderBy(e => e.Id).ToListAsync()
        );
        entries.Single(e => e.Event is SeverityChanged).Note!.Text.ShouldBe("inside");
        var told = entries.Single(e => e.Event is SeverityExplained);
        (told.Reply!.Text, told.Event.CustomerMayRead).ShouldBe(("for you", true));
        (await host.MailsOfAsync(opened)).Last().TimelineEntryId.ShouldBe(told.Id);
    }

    [Fact]
    public async Task AutomaticNotice_NeverMeetsTheFirstResponse_H2()
    {
        var opened = await host.OpenAsync();
        await host.DoAsync(opened, new DecideSeverity(Severity.Medium, "inside", "for you"));

        var clocks = await host.ReadAsync(db => db.Clocks.AsNoTracking().Where(c => c.CaseId == opened.Id).ToListAsync());
        clocks.ShouldContain(c => c.IsOpen && c.Kind == ClockKind.FirstResponse);
    }

    [Fact]
    public async Task SameSeverity_HasNoNotice_AndVisitorsSeeNone()
    {
        var opened = await host.OpenAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var query = scope.ServiceProvider.GetRequiredService<SeverityNoticeQuery>();

        (await query.RunAsync(opened.Number, new(Severity.High, "x"), IntakeHost.Agent, TestContext.Current.CancellationToken))
            .Errors[0]
            .Code.ShouldBe("severity.same");
        (await query.RunAsync(opened.Number, new(Severity.Low, "x"), IntakeHost.Nobody, TestContext.Current.CancellationToken))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
    }

    private async Task<SeverityNotice> DraftAsync(Case about, DecideSeverity command)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<SeverityNoticeQuery>()
                .RunAsync(about.Number, command, IntakeHost.Agent, TestContext.Current.CancellationToken)
        ).Value;
    }
}
