using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Tests.Portal;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Portal.Visit;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>The same fault again is noticed from any browser: the contact's own mail names the closed case (spec C9).</summary>
public sealed class ClosedAlikeTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("en", "looks like your closed request")]
    [InlineData("ja", "同じ障害でしたら")]
    public async Task Acknowledgement_NamesTheClosedCase_WithALinkThatOpensIt_C9(string language, string said)
    {
        var closed = await ClosedAsync();

        var text = await AcknowledgedAsync(r => Again(r) with { Language = language });

        text.ShouldContain(said);
        text.ShouldContain(closed.Number);
        var link = text[(text.IndexOf(said, StringComparison.Ordinal))..].Split("/support/case/")[1].Split()[0];
        var pass = await _host.Services.GetRequiredService<CustomerDoor>().ExchangeAsync(link, TestContext.Current.CancellationToken);
        (await _host.SeeAsync(closed, pass!.Value)).ShouldNotBeNull();
    }

    [Fact]
    public async Task NothingAlike_NamesNone_C9()
    {
        var closed = await ClosedAsync();
        (await AcknowledgedAsync(r => Again(r) with { Email = "else@daiwa-seiki.example" })).ShouldNotContain(closed.Number);
        (await AcknowledgedAsync(r => Again(r) with { Product = "SPX-DESKTOP" })).ShouldNotContain(closed.Number);
        (await AcknowledgedAsync(r => Again(r) with { RequestType = RequestType.Licence })).ShouldNotContain(closed.Number);
        var other = await AcknowledgedAsync(r => r with { Subject = "Console slow", Description = "It takes minutes." });
        other.ShouldNotContain(closed.Number);
        _host.Time.Advance(TimeSpan.FromDays(91));
        (await AcknowledgedAsync(Again)).ShouldNotContain(closed.Number);
    }

    [Fact]
    public async Task CasePage_ShowsItToTheAgent_C9()
    {
        var closed = await ClosedAsync();
        var opened = await _host.OpenAsync(Again);
        await using var scope = _host.Services.CreateAsyncScope();
        var record = await scope
            .ServiceProvider.GetRequiredService<CaseQuery>()
            .FindAsync(opened.Number, TestContext.Current.CancellationToken);
        record!.Others.Alike.ShouldNotBeNull().Number.ShouldBe(closed.Number);
    }

    private static OpenCaseRequest Again(OpenCaseRequest request) =>
        request with
        {
            Subject = "Backup fails again",
            Description = "The nightly backup fails with error 112.",
        };

    private async Task<Case> ClosedAsync()
    {
        var opened = await _host.OpenAsync(r => r with { Subject = "Nightly backup fails", Description = "Error 112 at 40 percent." });
        await _host.DoAsync(opened, new CloseCase(ClosingReason.SolvedByUpdate, "5.2.8", "Please install 5.2.8."));
        _host.Time.Advance(TimeSpan.FromDays(7));
        return opened;
    }

    private async Task<string> AcknowledgedAsync(Func<OpenCaseRequest, OpenCaseRequest> change)
    {
        var opened = await _host.OpenAsync(change);
        return (await _host.MailsOfAsync(opened)).Single(m => m.Kind == MailKind.Acknowledgement).TextBody;
    }
}
