using CsCheck;
using Helpdesk.Domain.Customers;
using Helpdesk.Tests.Entitlements;
using NodaTime;

namespace Helpdesk.Tests.Customers;

/// <summary>Versions are ordered as numbers; a build belongs to a release; support follows (spec E1).</summary>
public sealed class VersionOrderTests
{
    private static readonly LocalDate Today = SampleEntitlements.Today;

    private static readonly Gen<string> s_numbers = Gen.Int[0, 30].Array[1, 4].Select(parts => string.Join('.', parts));

    [Theory]
    [InlineData("5.2.9", "5.2.10")]
    [InlineData("5.2", "5.2.0")]
    [InlineData("5.2-beta", "5.2")]
    [InlineData("5.2-beta", "5.2-rc1")]
    [InlineData("5.2-rc2", "5.2-rc10")]
    [InlineData("9", "10")]
    [InlineData("v5.1", "5.2")]
    public void Compare_Earlier_IsBefore(string earlier, string later)
    {
        VersionOrder.Instance.Compare(earlier, later).ShouldBeLessThan(0);
        VersionOrder.Instance.Compare(later, earlier).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Compare_IsAnOrder_AndThatOfTheNumbers() =>
        Gen.Select(s_numbers, s_numbers, s_numbers)
            .Sample(
                (a, b, c) =>
                {
                    var order = VersionOrder.Instance;
                    Math.Sign(order.Compare(a, b)).ShouldBe(-Math.Sign(order.Compare(b, a)));
                    if (order.Compare(a, b) <= 0 && order.Compare(b, c) <= 0)
                        order.Compare(a, c).ShouldBeLessThanOrEqualTo(0);
                    if (a.Split('.').Length == b.Split('.').Length)
                        Math.Sign(order.Compare(a, b))
                            .ShouldBe(
                                Math.Sign(
                                    a.Split('.')
                                        .Select(int.Parse)
                                        .Zip(b.Split('.').Select(int.Parse))
                                        .Select(p => p.First.CompareTo(p.Second))
                                        .FirstOrDefault(n => n != 0)
                                )
                            );
                }
            );

    [Theory]
    [InlineData("5.2.7.40012", "5.2.7")]
    [InlineData("５．２．７", "5.2.7")]
    [InlineData("V5.2.7", "5.2.7")]
    [InlineData("5.2.70.1", null)]
    [InlineData("5.2", null)]
    [InlineData("6.0.41", "2026 R1")]
    [InlineData("6.0.41-hotfix", "2026 R1")]
    public void Find_ABuild_LeadsToItsRelease(string build, string? release) =>
        WithVersions(new("5.2.6", null), new("5.2.7", null), new("2026 R1", "6.0.*")).Find(build)?.Number.ShouldBe(release);

    [Fact]
    public void Standing_LatestAndPreviousCountByReleaseDay_ProlongedUntilItsEnd_E1()
    {
        var product = SampleEntitlements.Product("P", "P", []) with
        {
            Versions =
            [
                new ProductVersion
                {
                    ProductCode = "P",
                    Number = "1.10",
                    ReleasedOn = Today,
                },
                new ProductVersion { ProductCode = "P", Number = "1.9" },
                new ProductVersion
                {
                    ProductCode = "P",
                    Number = "1.8",
                    ProlongedUntil = Today.PlusDays(30),
                    ProlongedFor = "Agreed with Nordwind",
                },
                new ProductVersion
                {
                    ProductCode = "P",
                    Number = "2.0",
                    ReleasedOn = Today.PlusDays(1),
                },
            ],
        };
        product.StandingOf("1.10", Today).ShouldBe(VersionStanding.Latest);
        product.StandingOf("1.9", Today).ShouldBe(VersionStanding.Previous);
        product.StandingOf("1.8", Today).ShouldBe(VersionStanding.Prolonged);
        product.StandingOf("1.8", Today.PlusDays(31)).ShouldBe(VersionStanding.TooOld);
        product.StandingOf("2.0", Today).ShouldBe(VersionStanding.Unknown, "it is not out yet");
        product.StandingOf("1.9", Today.PlusDays(1)).ShouldBe(VersionStanding.TooOld, "2.0 is out, and 1.10 the one before it");
        product.Supported(Today).ShouldBe(["1.10", "1.9", "1.8"]);
    }

    private static Product WithVersions(params (string Number, string? Builds)[] versions) =>
        SampleEntitlements.Product("P", "P", []) with
        {
            Versions =
            [
                .. versions.Select(v => new ProductVersion
                {
                    ProductCode = "P",
                    Number = v.Number,
                    Builds = v.Builds,
                }),
            ],
        };
}
