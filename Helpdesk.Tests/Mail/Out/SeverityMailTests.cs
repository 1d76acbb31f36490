using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Reply;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>The notice of another severity: a time that is still to come and what it counts from, or none (spec S6, S8).</summary>
public sealed class SeverityMailTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("en", "The answer that we had promised you is late", "You will hear from us by")]
    [InlineData("ja", "お約束した時刻までにご連絡できておらず", "遅くとも")]
    public async Task SeverityNotice_AfterTheTimeHasPassed_PromisesNoPastInstant_S6(string language, string said, string never)
    {
        var opened = await _host.OpenAsync(r => r with { Language = language, Severity = Severity.Emergency });
        _host.Time.Advance(TimeSpan.FromHours(3));
        await _host.DoAsync(opened, new DecideSeverity(Severity.High, "inside"));

        var mail = await _host.LastTextAsync(opened);
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

        (await _host.LastTextAsync(opened)).ShouldContain(said);
    }

    [Fact]
    public async Task SeverityNotice_WhereTheOldTimeStands_SaysSo_S8()
    {
        var opened = await _host.OpenAsync(r => r with { Language = "en" });
        // Thursday 09:30: due at 10:00, sooner than two hours from now.
        _host.Time.Advance(TimeSpan.FromHours(23.5));
        await _host.DoAsync(opened, new DecideSeverity(Severity.Emergency, "inside"));

        var mail = await _host.LastTextAsync(opened);
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

        var mail = await _host.LastTextAsync(opened);
        mail.ShouldContain("You already have our first answer");
        mail.ShouldNotContain("at the latest");
    }
}
