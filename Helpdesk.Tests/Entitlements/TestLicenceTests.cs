using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases;

namespace Helpdesk.Tests.Entitlements;

/// <summary>Licences that are not for production: refused there, helped at Low in a test environment (spec E1, E4).</summary>
public sealed class TestLicenceTests
{
    [Theory]
    [InlineData(LicenceKind.Trial, "trial-in-production")]
    [InlineData(LicenceKind.NotForResale, "not-for-resale-in-production")]
    public void TrialAndNotForResale_InProduction_AreNotSupported_E4(LicenceKind kind, string code)
    {
        var verdict = Judge(kind, UsedIn.Production, "5.2.7");
        (verdict.Kind, verdict.Tier, verdict.MostSevere).ShouldBe((VerdictKind.NotEntitled, SupportTier.SelfService, null));
        verdict.Reasons.Select(r => r.Code).ShouldBe([code, "self-service"]);
    }

    [Theory]
    [InlineData("5.2.7", VerdictKind.EntitledWithLimits, "version-latest")]
    [InlineData("5.2.6", VerdictKind.EntitledWithLimits, "version-previous")]
    [InlineData("5.1.4", VerdictKind.NotEntitled, "version-too-old")]
    [InlineData("9.9", VerdictKind.NeedsPerson, "version-unknown")]
    public void TestLicence_ItsVersionCountsAsForEverybody_E1_E4(string version, VerdictKind kind, string code)
    {
        foreach (var where in new UsedIn?[] { UsedIn.Test, null })
        {
            var verdict = Judge(LicenceKind.Trial, where, version);
            verdict.Kind.ShouldBe(kind);
            verdict.Reasons.Select(r => r.Code).ShouldContain(code);
            verdict.Reasons.Select(r => r.Code).ShouldContain("trial");
            verdict.Limit(Severity.Emergency).ShouldBe(kind == VerdictKind.NotEntitled ? Severity.Emergency : Severity.Low);
        }
    }

    [Fact]
    public void PurchasedLicence_WhereItRunsChangesNothing_E4() =>
        Judge(LicenceKind.Purchased, UsedIn.Production, "5.2.7").Kind.ShouldBe(VerdictKind.Entitled);

    private static Verdict Judge(LicenceKind kind, UsedIn? where, string version) =>
        EntitlementRules.Judge(
            CaseFixture.Intake(Severity.Emergency) with
            {
                UsedIn = where,
                ProductVersion = version,
            },
            new(
                SampleEntitlements.Server,
                SampleEntitlements.Licence("SPX-SERVER") with
                {
                    Kind = kind,
                },
                [SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Standard)]
            ),
            SampleEntitlements.Today
        );
}
