using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Portal;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Supervision.Attention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>What a supervisor decides about support reaches the customer, in plain words (spec E4, E5).</summary>
public sealed class ExceptionMailTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(
        "en",
        "We help you with this as an exception",
        "holds for this request until 25 June 2027",
        "within 1 business day from now"
    )]
    [InlineData("ja", "今回は特別に対応いたします", "2027年6月25日 まで有効", "ただいまから1営業日以内")]
    public async Task ExceptionGranted_TellsTheCustomer_NotTheReason_E5(string language, string said, string until, string due)
    {
        var opened = await _host.OpenAsync(r => r with { Language = language, ProductVersion = "5.0.1" });
        _host.Time.Advance(TimeSpan.FromMinutes(30));
        await DecideAsync(opened, new GrantException(SupportTier.Standard, Instant.FromUtc(2027, 6, 25, 15, 0), "zzz-inside-zzz"));

        var mail = await _host.LastTextAsync(opened);
        mail.ShouldContain(said);
        mail.ShouldContain(until);
        mail.ShouldContain(due);
        mail.ShouldNotContain("zzz-inside-zzz");
        mail.ShouldNotContain("Mori");
    }

    [Theory]
    [InlineData("en", "Our support does not cover this request", "Version 5.0.1 is not supported any more")]
    [InlineData("ja", "このお問い合わせはサポートの対象外です", "バージョン 5.0.1 のサポートは終了しています")]
    public async Task ExceptionDeclined_TellsTheCustomerWhy_E5(string language, string said, string why)
    {
        var opened = await _host.OpenAsync(r => r with { Language = language, ProductVersion = "5.0.1" });
        await DecideAsync(opened, new DeclineException("zzz-inside-zzz"));

        var mail = await _host.LastTextAsync(opened);
        mail.ShouldContain(said);
        mail.ShouldContain(why);
        mail.ShouldNotContain("zzz-inside-zzz");
    }

    [Fact]
    public async Task TrialInProduction_MayBeGrantedAnException_AtItsOwnSeverity_E4()
    {
        var opened = await _host.OpenAsync(r =>
            r with
            {
                UsedIn = UsedIn.Production,
                Severity = Severity.Emergency,
                Product = "SPX-DESKTOP",
                SerialNumber = "SP-1006-7522",
                Email = "watanabe@kiso-u.example",
            }
        );
        (opened.VerdictKind, opened.Severity, opened.Clocks.Count).ShouldBe((VerdictKind.NotEntitled, Severity.Emergency, 0));

        await DecideAsync(opened, new GrantException(SupportTier.Premium, null, "They sign tomorrow."));

        var now = await _host.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == opened.Id));
        now.Clocks.ShouldHaveSingleItem().DueAt.ShouldBe(_host.Now + Duration.FromHours(1));
    }

    [Theory]
    [InlineData("en", "Severity:  Emergency")]
    [InlineData("ja", "重大度: 緊急")]
    public async Task TrialLoweredToLow_GrantedAnException_TellsTheSeverityThatHoldsNow_E4_S6(string language, string said)
    {
        var opened = await _host.OpenAsync(r =>
            r with
            {
                Language = language,
                UsedIn = UsedIn.Test,
                Severity = Severity.Emergency,
                Product = "SPX-DESKTOP",
                SerialNumber = "SP-1006-7522",
                Email = "watanabe@kiso-u.example",
            }
        );
        opened.Severity.ShouldBe(Severity.Low);

        await DecideAsync(opened, new GrantException(SupportTier.Premium, null, "They sign tomorrow."));

        var mails = await _host.MailsOfAsync(opened);
        mails.Single(m => m.Kind == MailKind.ExceptionDecided).TextBody.ShouldContain(said);
        mails.Count(m => m.Kind == MailKind.SeverityChange).ShouldBe(1, "before and now (S6)");
    }

    [Fact]
    public async Task Page_ShowsTheDecision_NotTheReason_E5()
    {
        using var speaking = MailWords.Speak("en");
        var opened = await _host.OpenAsync(r => r with { ProductVersion = "5.0.1" });
        await DecideAsync(opened, new GrantException(SupportTier.Standard, null, "zzz-inside-zzz"));

        var seen = (await _host.SeeAsync(opened, await _host.EnterAsync(opened))).ShouldNotBeNull();

        seen.Support.Title.ShouldBe("We help you with this as an exception");
        seen.Messages.Select(m => m.Kind).ShouldContain("ExceptionGranted");
        System.Text.Json.JsonSerializer.Serialize(seen).ShouldNotContain("zzz-inside-zzz");
    }

    private async Task DecideAsync<TCommand>(Case on, TCommand command)
        where TCommand : ICaseCommand
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(on.Number, null, command, Supervisor, TestContext.Current.CancellationToken);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
    }

    private static readonly ClaimsPrincipal Supervisor = new(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, DemoPeople.Mori.Id.ToString()),
                new Claim(ClaimTypes.Name, "Mori Akiko"),
                new Claim(ClaimTypes.Role, Roles.Supervisor),
            ],
            "test"
        )
    );
}
