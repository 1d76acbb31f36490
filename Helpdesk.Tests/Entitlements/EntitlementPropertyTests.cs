using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Entitlements;

/// <summary>What holds for any records, in any combination (spec E5).</summary>
public sealed class EntitlementPropertyTests
{
    [Fact]
    public void AnyRecords_VerdictAlwaysHasAReason_NotEntitledNeverAClock_AndADoubtNeverRefuses() =>
        s_cases.Sample(
            (intake, records, now) =>
            {
                var outcome = Triage.Judge(intake, records, SampleProgramme.Programme, now);
                var verdict = outcome.Verdict;
                verdict.Reasons.ShouldNotBeEmpty();
                verdict.Reasons.ShouldAllBe(r => r.Rule.Length > 0 && r.Code.Length > 0);
                (verdict.Kind == VerdictKind.NotEntitled).ShouldBe(
                    verdict.Tier == SupportTier.SelfService && verdict.MostSevere is null,
                    "only a refusal or a limited question is self-service"
                );
                if (verdict.Tier == SupportTier.SelfService)
                    outcome.Clocks.ShouldBeEmpty();
                else
                    outcome.Clocks.ShouldHaveSingleItem().Kind.ShouldBe(ClockKind.FirstResponse);
                if (records.Product is null || records.Licence is null || records.Product.Find(intake.ProductVersion) is null)
                    verdict.Kind.ShouldNotBe(VerdictKind.Entitled, "nothing proves it");
                if (records.Licence is null)
                    verdict.Kind.ShouldNotBe(VerdictKind.NotEntitled, "nothing proves the contrary either");
                ((int)outcome.Severity).ShouldBeGreaterThanOrEqualTo((int)intake.Severity);
                var again = Triage.Judge(intake, records, SampleProgramme.Programme, now).Verdict;
                (again.Kind, again.Tier, again.ContractNumber).ShouldBe(
                    (verdict.Kind, verdict.Tier, verdict.ContractNumber),
                    "same records, same day, same verdict"
                );
            },
            iter: 5000
        );

    private static readonly Gen<(CaseIntake, EntitlementRecords, Instant)> s_cases = Gen.Select(
        Gen.OneOf<Product?>(SampleEntitlements.Server, SampleEntitlements.Manager, SampleEntitlements.Stream, null),
        Gen.OneOf("5.2.7", "5.2.6", "5.0.1", "7.5.1", "2.1.0", "x"),
        Gen.Enum<RequestType>(),
        Gen.Enum<Severity>(),
        Gen.Select(Gen.OneOf("SPX-SERVER", "IMG-MANAGER", "SHD-STREAM", ""), Gen.Enum<LicenceKind>()),
        Gen.Select(
            Gen.OneOf("SPX-SERVER", "IMG-MANAGER", "SHD-STREAM"),
            Gen.OneOf(SupportTier.Standard, SupportTier.Premium),
            Gen.Int[-400, 10],
            Gen.Int[-10, 400]
        ).Array[0, 3],
        Gen.Int[0, 60 * 24 * 14],
        (product, version, type, severity, licence, contracts, minutes) =>
            (
                CaseFixture.Intake(severity) with
                {
                    ProductCode = product?.Code ?? "?",
                    ProductVersion = version,
                    RequestType = type,
                },
                new EntitlementRecords(
                    product,
                    licence.Item1.Length == 0 ? null : SampleEntitlements.Licence(licence.Item1) with { Kind = licence.Item2 },
                    [
                        .. contracts.Select(
                            (c, i) =>
                                SampleEntitlements.Contract($"M-{i}", c.Item1, c.Item2) with
                                {
                                    From = SampleEntitlements.Today.PlusDays(c.Item3),
                                    Until = SampleEntitlements.Today.PlusDays(c.Item4),
                                }
                        ),
                    ]
                ),
                CaseFixture.Opened + Duration.FromMinutes(minutes)
            )
    );
}
