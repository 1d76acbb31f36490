using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Tests.Cases;

/// <summary>A few answers propose a severity and name its row (spec S1–S4, S7).</summary>
public sealed class SeverityGuidanceTests
{
    public static TheoryData<ImpactAnswers, Severity, string> Rows() =>
        new()
        {
            {
                new() { ProductionServerDown = true, RestoreFails = true },
                Severity.Emergency,
                "S1"
            },
            {
                new() { ProductStopsServer = true },
                Severity.Emergency,
                "S1"
            },
            {
                new() { PartnerOnSite = true },
                Severity.Emergency,
                "S1"
            },
            {
                new() { ProductionServerDown = true },
                Severity.High,
                "S2"
            },
            {
                new() { BackupsKeepFailing = true },
                Severity.High,
                "S2"
            },
            {
                new() { ProductCrashes = true },
                Severity.High,
                "S2"
            },
            {
                new() { VerificationFails = true },
                Severity.High,
                "S2"
            },
            {
                new() { IntermittentErrors = true },
                Severity.Medium,
                "S3"
            },
            {
                new() { TestEnvironmentOnly = true, BackupsKeepFailing = true },
                Severity.Medium,
                "S3"
            },
            {
                new()
                {
                    TestEnvironmentOnly = true,
                    ProductStopsServer = true,
                    PartnerOnSite = true,
                },
                Severity.Medium,
                "S3"
            },
            {
                new() { ProductErrors = true },
                Severity.Medium,
                "S3"
            },
            {
                new() { ProductErrors = true, TestEnvironmentOnly = true },
                Severity.Medium,
                "S3"
            },
            {
                new() { ProductErrors = true, ProductCrashes = true },
                Severity.High,
                "S2"
            },
            {
                new() { TestEnvironmentOnly = true },
                Severity.Low,
                "S4"
            },
            { new(), Severity.Low, "S4" },
            {
                new() { ProductCrashes = false, IntermittentErrors = false },
                Severity.Low,
                "S4"
            },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Propose_TheWorstRowThatAnyAnswerReaches_S7(ImpactAnswers answers, Severity severity, string row)
    {
        var proposal = SeverityGuidance.Propose(answers);
        (proposal.Severity, proposal.RuleId).ShouldBe((severity, row));
        proposal.Because.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(true, null, UsedIn.Test)]
    [InlineData(true, true, UsedIn.Test)]
    [InlineData(false, null, UsedIn.Production)]
    [InlineData(null, true, UsedIn.Production)]
    [InlineData(null, false, null)]
    [InlineData(null, null, null)]
    public void UsedInOf_TellsProductionAndTestApart_E4(bool? testOnly, bool? productionDown, UsedIn? expected) =>
        SeverityGuidance.UsedInOf(new() { TestEnvironmentOnly = testOnly, ProductionServerDown = productionDown }).ShouldBe(expected);
}
