using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Entitlements;

/// <summary>Who is supported, and how far (spec E1–E6).</summary>
public sealed class EntitlementRulesTests
{
    [Theory]
    [InlineData("5.2.7", VerdictKind.Entitled, "version-latest")]
    [InlineData("5.2.6", VerdictKind.Entitled, "version-previous")]
    [InlineData(" 5.2.6 ", VerdictKind.Entitled, "version-previous")]
    [InlineData("5.1.4", VerdictKind.NotEntitled, "version-too-old")]
    [InlineData("5.0.1", VerdictKind.NotEntitled, "version-too-old")]
    [InlineData("9.9.9", VerdictKind.NeedsPerson, "version-unknown")]
    public void Version_LatestAndTheOneBefore_AreSupported_E1(string version, VerdictKind kind, string code)
    {
        var verdict = Judge(SampleEntitlements.Server, intake => intake with { ProductVersion = version });
        verdict.Kind.ShouldBe(kind);
        verdict.Reasons.ShouldContain(r => r.Rule == "E1" && r.Code == code && r.Args.Contains(version));
    }

    [Fact]
    public void VersionTooOld_NamesTheSupportedOnesAndTheUpdateThatIsIncluded_E1_E5_P8()
    {
        var verdict = Judge(SampleEntitlements.Server, intake => intake with { ProductVersion = "5.0.1" });
        verdict.Reasons.Single(r => r.Code == "version-too-old").Args.ShouldBe(["SPX-SERVER", "5.0.1", "5.2.7, 5.2.6"]);
        verdict.Reasons.Single(r => r.Code == "update-included").Args.ShouldBe(["M-1", "2027-03-31"]);
    }

    [Fact]
    public void ImageManager_IsCoveredByAShadowProtectContract_E2()
    {
        var verdict = Judge(
            SampleEntitlements.Manager,
            i => i with { ProductCode = "IMG-MANAGER", ProductVersion = "7.5.1" },
            SampleEntitlements.Licence("SPX-SERVER"),
            SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Premium)
        );
        (verdict.Kind, verdict.Tier, verdict.ContractNumber).ShouldBe((VerdictKind.Entitled, SupportTier.Premium, "M-1"));
        verdict
            .Reasons.Single(r => r.Rule == "E2")
            .ShouldSatisfyAllConditions(r => r.Code.ShouldBe("covered-through"), r => r.Args.ShouldBe(["IMG-MANAGER", "SPX-SERVER"]));
    }

    [Fact]
    public void ImageManager_WithAContractOfItsOwnOnly_NeedsShadowProtect_E2()
    {
        var verdict = Judge(
            SampleEntitlements.Manager,
            i => i with { ProductCode = "IMG-MANAGER", ProductVersion = "7.5.1" },
            SampleEntitlements.Licence("IMG-MANAGER"),
            SampleEntitlements.Contract("M-1", "IMG-MANAGER", SupportTier.Standard)
        );
        (verdict.Kind, verdict.Tier).ShouldBe((VerdictKind.NotEntitled, SupportTier.SelfService));
        verdict.Reasons[0].Code.ShouldBe("needs-maintenance-of");
    }

    [Fact]
    public void ShadowStream_NeedsItsOwnContract_E2()
    {
        var verdict = Judge(
            SampleEntitlements.Stream,
            i => i with { ProductCode = "SHD-STREAM", ProductVersion = "2.1.0" },
            SampleEntitlements.Licence("SHD-STREAM"),
            SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Premium)
        );
        (verdict.Kind, verdict.Reasons[0].Rule, verdict.Reasons[0].Code).ShouldBe((VerdictKind.NotEntitled, "E3", "no-contract"));
        Judge(
            SampleEntitlements.Stream,
            i => i with { ProductCode = "SHD-STREAM", ProductVersion = "2.1.0" },
            SampleEntitlements.Licence("SHD-STREAM"),
            SampleEntitlements.Contract("M-1", "SHD-STREAM", SupportTier.Standard)
        )
            .Kind.ShouldBe(VerdictKind.Entitled);
    }

    [Theory]
    [InlineData("2026-11-15", "2026-11-17", VerdictKind.Entitled, "contract-runs")]
    [InlineData("2026-11-16", "2026-11-16", VerdictKind.Entitled, "contract-runs")]
    [InlineData("2025-11-16", "2026-11-15", VerdictKind.NotEntitled, "contract-ended")]
    [InlineData("2026-11-17", "2027-11-16", VerdictKind.NotEntitled, "contract-not-begun")]
    public void Contract_CountsFromItsFirstToItsLastDay_E3(string from, string until, VerdictKind kind, string code)
    {
        var verdict = Judge(
            SampleEntitlements.Server,
            i => i,
            SampleEntitlements.Licence("SPX-SERVER"),
            SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Standard) with
            {
                From = Day(from),
                Until = Day(until),
            }
        );
        verdict.Kind.ShouldBe(kind);
        verdict.Reasons.ShouldContain(r => r.Rule == "E3" && r.Code == code && r.Args[0] == "M-1", "the record is named (spec E5)");
        verdict.CoveredUntil.ShouldBe(Day(until));
    }

    [Fact]
    public void Contract_LastDayIsThatOfTheProgrammesZone_E3()
    {
        var records = CaseFixture.Records(SupportTier.Standard) with
        {
            Contracts = [SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Standard) with { Until = SampleEntitlements.Today }],
        };
        VerdictKind At(Instant now) =>
            Triage.Judge(CaseFixture.Intake(Severity.High), records, SampleProgramme.Programme, now).Verdict.Kind;
        At(SampleProgramme.Tokyo(2026, 11, 16, 23, 59)).ShouldBe(VerdictKind.Entitled);
        At(SampleProgramme.Tokyo(2026, 11, 17, 0))
            .ShouldBe(VerdictKind.NotEntitled, "midnight in Tokyo, although it is still the 16th in UTC");
    }

    [Fact]
    public void SeveralContracts_TheBestTierThatRunsWins_E3()
    {
        var verdict = Judge(
            SampleEntitlements.Server,
            i => i,
            SampleEntitlements.Licence("SPX-SERVER"),
            SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Standard),
            SampleEntitlements.Contract("M-2", "SPX-SERVER", SupportTier.Premium),
            SampleEntitlements.Contract("M-3", "SPX-SERVER", SupportTier.Premium) with
            {
                Until = SampleEntitlements.Today.PlusDays(-1),
            }
        );
        (verdict.Tier, verdict.ContractNumber).ShouldBe((SupportTier.Premium, "M-2"));
    }

    [Theory]
    [InlineData(LicenceKind.Trial, "trial")]
    [InlineData(LicenceKind.NotForResale, "not-for-resale")]
    public void TrialAndNotForResale_AreHelpedAtLow_E4(LicenceKind kind, string code)
    {
        var verdict = Judge(
            SampleEntitlements.Server,
            i => i with { Severity = Severity.Emergency },
            SampleEntitlements.Licence("SPX-SERVER") with
            {
                Kind = kind,
            }
        );
        (verdict.Kind, verdict.MostSevere, verdict.Limit(Severity.Emergency), verdict.Limit(Severity.Low)).ShouldBe(
            (VerdictKind.EntitledWithLimits, Severity.Low, Severity.Low, Severity.Low)
        );
        verdict
            .Reasons[0]
            .ShouldSatisfyAllConditions(r => r.Rule.ShouldBe("E4"), r => r.Code.ShouldBe(code), r => r.Args.ShouldBe(["SP-1"]));
        verdict.Reasons[1].Code.ShouldBe("version-latest");
    }

    [Theory]
    [InlineData(RequestType.Activation)]
    [InlineData(RequestType.Licence)]
    [InlineData(RequestType.Upgrade)]
    [InlineData(RequestType.ItEditionExchange)]
    [InlineData(RequestType.Download)]
    [InlineData(RequestType.Training)]
    public void NonTechnicalQuestion_IsTakenAtLow_E6(RequestType type)
    {
        var with = Judge(
            SampleEntitlements.Server,
            i => i with { RequestType = type, Severity = Severity.High },
            SampleEntitlements.Licence("SPX-SERVER"),
            SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Premium)
        );
        (with.Kind, with.MostSevere, with.Tier).ShouldBe((VerdictKind.EntitledWithLimits, Severity.Low, SupportTier.Premium));
        var without = Judge(SampleEntitlements.Server, i => i with { RequestType = type, SerialNumber = null }, null);
        (without.Kind, without.Tier, without.Reasons[0].Rule).ShouldBe((VerdictKind.EntitledWithLimits, SupportTier.SelfService, "E6"));
    }

    [Theory]
    [InlineData(RequestType.TechnicalHelp)]
    [InlineData(RequestType.Bug)]
    [InlineData(RequestType.Enhancement)]
    public void TechnicalQuestion_HasNoLimitOfItsOwn_E6(RequestType type) =>
        Judge(SampleEntitlements.Server, i => i with { RequestType = type }).MostSevere.ShouldBeNull();

    [Theory]
    [InlineData("serial-missing")]
    [InlineData("serial-unknown")]
    [InlineData("serial-of-other-product")]
    [InlineData("product-unknown")]
    [InlineData("version-unknown")]
    public void Doubt_NeedsAPersonAndIsNoRefusal_E5(string doubt)
    {
        var verdict = doubt switch
        {
            "serial-missing" => Judge(SampleEntitlements.Server, i => i with { SerialNumber = " " }, null),
            "serial-unknown" => Judge(SampleEntitlements.Server, i => i, null),
            "serial-of-other-product" => Judge(SampleEntitlements.Server, i => i, SampleEntitlements.Licence("SHD-STREAM")),
            "product-unknown" => Judge(null, i => i, SampleEntitlements.Licence("SPX-SERVER")),
            _ => Judge(SampleEntitlements.Server, i => i with { ProductVersion = "nobody knows" }),
        };
        (verdict.Kind, verdict.Reasons[0].Code).ShouldBe((VerdictKind.NeedsPerson, doubt));
        verdict.Tier.ShouldNotBe(SupportTier.SelfService, "the case is worked on until a person has decided");
    }

    private static Verdict Judge(Product? product, Func<CaseIntake, CaseIntake> change) =>
        Judge(
            product,
            change,
            SampleEntitlements.Licence("SPX-SERVER"),
            SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Standard)
        );

    private static Verdict Judge(Product? product, Func<CaseIntake, CaseIntake> change, Licence? licence, params Contract[] contracts) =>
        EntitlementRules.Judge(change(CaseFixture.Intake(Severity.High)), new(product, licence, contracts), SampleEntitlements.Today);

    private static LocalDate Day(string iso) => NodaTime.Text.LocalDatePattern.Iso.Parse(iso).Value;
}
