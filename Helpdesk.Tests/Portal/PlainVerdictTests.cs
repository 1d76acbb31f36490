using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Visit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Portal;

/// <summary>What the customer's page and form say about support, in the words of the mails (spec E4–E6, P1, H4).</summary>
public sealed class PlainVerdictTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("en", "Support for this version has ended")]
    [InlineData("ja", "このバージョンのサポートは終了しています")]
    public async Task Page_SaysWhatTheMailSays_E5(string language, string title)
    {
        var opened = await _host.OpenAsync(r => r with { Language = language, ProductVersion = "5.0.1" });
        using var speaking = MailWords.Speak(language);

        var seen = (await _host.SeeAsync(opened, await _host.EnterAsync(opened))).ShouldNotBeNull();

        (seen.Support.Tone, seen.Support.Title).ShouldBe((VerdictTone.Missing, title));
        var mail = (await _host.MailsOfAsync(opened))[0].TextBody;
        foreach (var line in seen.Support.Lines)
            mail.ShouldContain(line);
    }

    [Fact]
    public async Task Page_OfATrial_ExplainsTheLowSeverity_E4()
    {
        using var speaking = MailWords.Speak("en");
        var seen = await SeeAsync(r =>
            r with
            {
                Severity = Severity.Emergency,
                Product = "SPX-DESKTOP",
                SerialNumber = "SP-1006-7522",
                Email = "watanabe@kiso-u.example",
            }
        );

        seen.Lowered.ShouldNotBeNull().ShouldContain("You told us Emergency");
        seen.Support.Title.ShouldBe("We help, within limits");
        seen.Hotline.ShouldBeNull();
    }

    [Fact]
    public async Task Page_OfAnEmergency_SaysWhenToRing_P1()
    {
        using var speaking = MailWords.Speak("en");
        var day = await SeeAsync(r => r with { Severity = Severity.Emergency });
        day.Hotline.ShouldNotBeNull().ShouldContain("ring {0} and give the number {1}");
        _host.Time.SetUtcNow(new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero));
        var night = await SeeAsync(r => r with { Severity = Severity.Emergency });
        night.Hotline.ShouldNotBeNull().ShouldStartWith("This is an emergency, but nobody");
    }

    [Fact]
    public async Task Page_ReadLater_DoesNotSayFromNow_S6()
    {
        using var speaking = MailWords.Speak("en");
        var opened = await _host.OpenAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(40));
        await _host.DoAsync(opened, new DecideSeverity(Severity.Emergency, "inside"));
        _host.Time.Advance(TimeSpan.FromMinutes(5));

        var seen = (await _host.SeeAsync(opened, await _host.EnterAsync(opened)))!;

        seen.Promise.ShouldNotBeNull().Why.ShouldContain("within 2 hours from Wed 9 Jun 2027 10:40");
    }

    [Fact]
    public async Task Form_TellsProductionAndTestApart_AndNothingToStrangers_E4()
    {
        using var speaking = MailWords.Speak("en");
        (await AskAsync("watanabe@kiso-u.example", "impact.ProductionServerDown")).Title.ShouldBe(
            "With this licence there is no support for production"
        );
        (await AskAsync("watanabe@kiso-u.example", "impact.TestEnvironmentOnly")).Title.ShouldBe("We help, within limits");
        (await AskAsync("a@elsewhere.example", "impact.ProductionServerDown")).Title.ShouldBe("We will check your contract");
    }

    private async Task<CustomerVerdict> AskAsync(string email, string impact)
    {
        var draft = new PortalDraft
        {
            Key = Guid.NewGuid().ToString("N"),
            CreatedAt = _host.Now,
            KeptAt = _host.Now,
        };
        draft.Write(
            new Dictionary<string, string>
            {
                [Enquiry.Email] = email,
                [Enquiry.RequestType] = nameof(RequestType.Bug),
                [Enquiry.Product] = "SPX-DESKTOP",
                [Enquiry.Version] = "5.2.7",
                [Enquiry.Serial] = "SP-1006-7522",
                [impact] = Enquiry.Yes,
            },
            Enquiry.Email
        );
        await using var scope = _host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<SupportVerdictQuery>()
                .AskAsync(draft, "visitor", TestContext.Current.CancellationToken)
        )!;
    }

    private async Task<CustomerCase> SeeAsync(Func<OpenCaseRequest, OpenCaseRequest> change)
    {
        var opened = await _host.OpenAsync(change);
        return (await _host.SeeAsync(opened, await _host.EnterAsync(opened)))!;
    }
}
