using System.Globalization;
using Bunit;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Entitlements;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Cases.CasePage;

/// <summary>What the contract and the licence give stands beside the verdict (spec E5, P8).</summary>
public sealed class VerdictCardTests(MailHost host) : IClassFixture<MailHost>, IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly BunitContext _context = new();
    private readonly IServiceScope _scope = host.Services.CreateScope();
    private static readonly SerialRecord Subscription = new("SPX-SERVER", "5.2.7", null, null, null, null, LicenceKind.Subscription);

    [Theory]
    [InlineData(9, "Updates and upgrades", "until 2027-06-09 (P8)")]
    [InlineData(8, "Updates and upgrades", "ended on 2027-06-08 (P8)")]
    public void Card_SaysUntilWhenUpdatesAreIncluded_TheLastDayToo(int day, string what, string until)
    {
        var card = Render(new(VerdictKind.Entitled, SupportTier.Standard, [], null, "M-1", new LocalDate(2027, 6, day)), Subscription);

        card.FindAll("dt").Select(e => e.TextContent).ShouldBe([what, "Licence"]);
        card.FindAll("dd").Select(e => e.TextContent).ShouldBe([until, "Subscription · SP-1"]);
    }

    [Theory]
    [InlineData("2026-11-27T15:00:00Z", "Mori Hana granted an exception; its last day is 2026-11-27.")]
    [InlineData("2026-11-27T06:00:00Z", "Mori Hana granted an exception; its last day is 2026-11-27.")]
    [InlineData("27 November", "Mori Hana granted an exception; its last day is 27 November.")]
    public void Card_SaysTheLastDayOfAnException_AsItIsInTokyo(string stored, string said) =>
        Render(new(VerdictKind.EntitledWithLimits, SupportTier.Standard, [new("E5", "exception.until", ["Mori Hana", stored])]), null)
            .Find("li")
            .TextContent.ShouldBe(said);

    [Fact]
    public void Card_WithoutContractAndLicence_PromisesNothing() =>
        Render(new(VerdictKind.NotEntitled, SupportTier.SelfService, []), null).FindAll("dl").ShouldBeEmpty();

    public void Dispose()
    {
        _context.Dispose();
        _scope.Dispose();
        CultureInfo.CurrentUICulture = _before;
    }

    private IRenderedComponent<VerdictCard> Render(Verdict verdict, SerialRecord? licence)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        _context.Services.AddFallbackServiceProvider(_scope.ServiceProvider);
        return _context.Render<VerdictCard>(card =>
            card.Add(c => c.Verdict, verdict).Add(c => c.Licence, licence).Add(c => c.Serial, "SP-1")
        );
    }
}
