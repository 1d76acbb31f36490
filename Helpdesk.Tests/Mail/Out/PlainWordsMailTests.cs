using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Supervision.Attention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>What mails tell customers about support, times and telephone: true at the minute they are written (spec E5, S6, H4, P1).</summary>
public sealed class PlainWordsMailTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("en", "Version 5.0.1 is not supported any more", "contract includes the update until", "contract for this that runs today")]
    [InlineData("ja", "バージョン 5.0.1 のサポートは終了しています", "更新の権利が含まれます", "有効な契約が見つかりません")]
    public async Task OldVersion_UnderARunningContract_IsNotToldThatThereIsNone_E1_E5(string language, string said, string update, string never)
    {
        var mail = await AcknowledgedAsync(r => r with { Language = language, ProductVersion = "5.0.1" });

        mail.ShouldContain(said);
        mail.ShouldContain(update);
        mail.ShouldNotContain(never);
        mail.ShouldNotContain(language == "en" ? "at the latest" : "遅くとも");
    }

    [Fact]
    public async Task StrangerToTheSerialNumber_ReadsNothingOfItsRecords_E5()
    {
        var ended = await AcknowledgedAsync(r => r with { Language = "en", Email = "a@elsewhere.example", SerialNumber = "SP-1010-7670" });
        var old = await AcknowledgedAsync(r => r with { Language = "en", Email = "a@elsewhere.example", ProductVersion = "5.0.1" });

        ended.ShouldContain("We will check your contract");
        ended.ShouldNotContain("ended on");
        old.ShouldContain("Version 5.0.1 is not supported any more");
        old.ShouldNotContain("Your contract");
    }

    [Theory]
    [InlineData("en", "With a trial licence we help as in a test environment, so it is handled as Low")]
    [InlineData("ja", "試用版のライセンスのため、検証環境として重大度「低」で対応します")]
    public async Task TrialThatSaidEmergency_ReadsWhyItIsLow_E4(string language, string said)
    {
        var mail = await AcknowledgedAsync(r =>
            r with
            {
                Language = language,
                Severity = Severity.Emergency,
                Product = "SPX-DESKTOP",
                SerialNumber = "SP-1006-7522",
                Email = "watanabe@kiso-u.example",
            }
        );

        mail.ShouldContain(said);
        mail.ShouldNotContain("03-6206-6286", Shouldly.Case.Sensitive, "no Emergency, no telephone");
    }

    [Theory]
    [InlineData("en", "We answer this without a contract", "cannot promise")]
    [InlineData("ja", "契約の有無にかかわらずお答えします", "お約束できません")]
    public async Task Activation_WithoutAContract_IsNotAlsoToldThatNoTimeCanBePromised_E6(string language, string said, string never)
    {
        var mail = await AcknowledgedAsync(r =>
            r with
            {
                Language = language,
                RequestType = RequestType.Activation,
                SerialNumber = null,
                Severity = Severity.Low,
            }
        );

        mail.ShouldContain(said);
        mail.ShouldNotContain(never);
        mail.ShouldNotContain("logs, screenshots");
    }

    // Saturday 12 June 2027, 02:13 in Tokyo.
    [Theory]
    [InlineData("en", "SP-1000-7300", "From Mon 14 Jun 2027 09:00 (Asia/Tokyo, UTC+09) on you can ring 03-6206-6286", "not wait for a mail")]
    [InlineData("ja", "SP-1000-7300", "2027年6月14日(月) 09:00（Asia/Tokyo、UTC+09）以降に 03-6206-6286", "メールを待たずに")]
    [InlineData("en", "SP-1001-7337", "ring 03-6206-6286 at any hour", "nobody is at our telephone")]
    [InlineData("ja", "SP-1001-7337", "03-6206-6286 へお電話いただけます（24時間365日）", "時間外")]
    public async Task Emergency_OnASaturdayNight_IsToldWhenTheLineIsStaffed_P1_H4(string language, string serial, string said, string never)
    {
        _host.Time.SetUtcNow(new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero));

        var mail = await AcknowledgedAsync(r => r with { Language = language, Severity = Severity.Emergency, SerialNumber = serial });

        mail.ShouldContain(said);
        mail.ShouldNotContain(never);
    }

    [Fact]
    public async Task Emergency_WithoutEntitlement_HasNoTelephone_P1()
    {
        var mail = await AcknowledgedAsync(r => r with { Severity = Severity.Emergency, ProductVersion = "5.0.1" });
        mail.ShouldNotContain("03-6206-6286");
    }

    [Theory]
    [InlineData("en", "The answer that we had promised you is late", "You will hear from us by")]
    [InlineData("ja", "お約束した時刻までにご連絡できておらず", "遅くとも")]
    public async Task SeverityNotice_AfterTheTimeHasPassed_PromisesNoPastInstant_S6(string language, string said, string never)
    {
        var opened = await _host.OpenAsync(r => r with { Language = language, Severity = Severity.Emergency });
        _host.Time.Advance(TimeSpan.FromHours(3));
        await _host.DoAsync(opened, new DecideSeverity(Severity.High, "inside"));

        var mail = await LastAsync(opened);
        mail.ShouldContain(said);
        mail.ShouldNotContain(never);
        mail.ShouldNotContain("12:00");
    }

    [Theory]
    [InlineData("en", Severity.Emergency, "within 2 hours from now")]
    [InlineData("ja", Severity.Emergency, "ただいまから2時間以内")]
    [InlineData("en", Severity.Low, "within 2 business days of your request")]
    [InlineData("ja", Severity.Low, "お申し出から2営業日以内")]
    public async Task SeverityNotice_SaysWhatTheTimeCountsFrom_S6_S8(string language, Severity to, string said)
    {
        var opened = await _host.OpenAsync(r => r with { Language = language });
        _host.Time.Advance(TimeSpan.FromMinutes(40));
        await _host.DoAsync(opened, new DecideSeverity(to, "inside"));

        (await LastAsync(opened)).ShouldContain(said);
    }

    [Fact]
    public async Task SeverityNotice_WhereTheOldTimeStands_SaysSo_S8()
    {
        var opened = await _host.OpenAsync(r => r with { Language = "en" });
        // Thursday 09:30: due at 10:00, sooner than two hours from now.
        _host.Time.Advance(TimeSpan.FromHours(23.5));
        await _host.DoAsync(opened, new DecideSeverity(Severity.Emergency, "inside"));

        var mail = await LastAsync(opened);
        mail.ShouldContain("by Thu 10 Jun 2027 10:00");
        mail.ShouldContain("the time we had promised before");
        mail.ShouldNotContain("within 2 hours");
    }

    [Fact]
    public async Task SeverityNotice_AnsweredAlready_NamesNoTime_S6()
    {
        var opened = await _host.OpenAsync(r => r with { Language = "en" });
        await _host.DoAsync(opened, new ReplyToCustomer("We look into it."));
        await _host.DoAsync(opened, new DecideSeverity(Severity.Low, "inside"));

        var mail = await LastAsync(opened);
        mail.ShouldContain("You already have our first answer");
        mail.ShouldNotContain("at the latest");
    }

    [Theory]
    [InlineData("en", "We help you with this as an exception", "holds for this request until 25 June 2027", "within 1 business day from now")]
    [InlineData("ja", "今回は特別に対応いたします", "2027年6月25日 まで有効", "ただいまから1営業日以内")]
    public async Task ExceptionGranted_TellsTheCustomer_NotTheReason_E5(string language, string said, string until, string due)
    {
        var opened = await _host.OpenAsync(r => r with { Language = language, ProductVersion = "5.0.1" });
        _host.Time.Advance(TimeSpan.FromMinutes(30));
        await DecideAsync(opened, new GrantException(SupportTier.Standard, Instant.FromUtc(2027, 6, 25, 15, 0), "zzz-inside-zzz"));

        var mail = await LastAsync(opened);
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

        var mail = await LastAsync(opened);
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

    private async Task<string> AcknowledgedAsync(Func<OpenCaseRequest, OpenCaseRequest> change) =>
        await LastAsync(await _host.OpenAsync(change));

    private async Task<string> LastAsync(Case about)
    {
        var mail = (await _host.MailsOfAsync(about))[^1];
        // To be read as a customer would: HELPDESK_MAILS names a folder.
        if (Environment.GetEnvironmentVariable("HELPDESK_MAILS") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{mail.Kind}-{mail.Language}-{Guid.NewGuid():N}.txt"), mail.Subject + "\n\n" + mail.TextBody);
        return mail.TextBody;
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
