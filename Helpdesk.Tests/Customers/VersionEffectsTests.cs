using Helpdesk.Domain.Customers;
using NodaTime;

namespace Helpdesk.Tests.Customers;

/// <summary>What a new version does to the others, and when a version leaves support (spec E1).</summary>
public sealed class VersionEffectsTests
{
    private static readonly LocalDate Today = new(2027, 6, 9);

    private static readonly Product Server = Product("5.1.4", "5.2.6", "5.2.9");

    [Fact]
    public void NewVersion_PushesTheSecondOut_OnTheDayOfItsRelease_E1()
    {
        var effects = VersionEffects.Of(Server, Version("5.2.10") with { ReleasedOn = Today.PlusDays(20) }, Today);

        effects
            .Select(e => (e.Version.Number, e.Before, e.After))
            .ShouldBe([
                ("5.2.10", VersionStanding.Unknown, VersionStanding.Latest),
                ("5.2.9", VersionStanding.Latest, VersionStanding.Previous),
                ("5.2.6", VersionStanding.Previous, VersionStanding.TooOld),
            ]);
        effects.ShouldAllBe(e => e.On == Today.PlusDays(20));
        effects.Where(e => e.LeavesSupport).Select(e => e.Version.Number).ShouldBe(["5.2.6"]);
    }

    [Fact]
    public void ReleaseInThePast_CountsFromToday() =>
        VersionEffects.Of(Server, Version("6.0") with { ReleasedOn = Today.PlusDays(-9) }, Today).ShouldAllBe(e => e.On == Today);

    [Fact]
    public void ProlongedVersion_StaysInSupport_E1()
    {
        var prolonged = Server with
        {
            Versions = [.. Server.Versions.Select(v => v.Number == "5.2.6" ? v with { ProlongedUntil = Today.PlusDays(90) } : v)],
        };
        var effects = VersionEffects.Of(prolonged, Version("6.0"), Today);
        effects.Single(e => e.Version.Number == "5.2.6").After.ShouldBe(VersionStanding.Prolonged);
        effects.ShouldNotContain(e => e.LeavesSupport);
    }

    [Fact]
    public void OldVersionAddedLater_ChangesOnlyItself()
    {
        var effect = VersionEffects.Of(Server, Version("5.0.1"), Today).ShouldHaveSingleItem();
        (effect.Version.Number, effect.After, effect.LeavesSupport).ShouldBe(("5.0.1", VersionStanding.TooOld, false));
    }

    [Fact]
    public void LeavesSupportOn_IsTheDayOfAnAnnouncedRelease_OrTheDayAfterAProlongation()
    {
        var announced = VersionEffects.With(Server, Version("5.3") with { ReleasedOn = Today.PlusDays(30) });
        VersionEffects.LeavesSupportOn(announced, "5.2.6.40012", Today).ShouldBe(Today.PlusDays(30));
        VersionEffects.LeavesSupportOn(announced, "5.2.9", Today).ShouldBeNull("the new one makes it the previous one");
        VersionEffects.LeavesSupportOn(announced, "5.1.4", Today).ShouldBeNull("it is out already");
        var prolonged = VersionEffects.With(Server, Version("5.1.4") with { ProlongedUntil = Today.PlusDays(7) });
        VersionEffects.LeavesSupportOn(prolonged, "5.1.4", Today).ShouldBe(Today.PlusDays(8));
    }

    private static ProductVersion Version(string number) => new() { ProductCode = "SPX-SERVER", Number = number };

    private static Product Product(params string[] versions) =>
        new()
        {
            Code = "SPX-SERVER",
            NameEn = "Server",
            NameJa = "Server",
            Versions = [.. versions.Select(Version)],
        };
}
