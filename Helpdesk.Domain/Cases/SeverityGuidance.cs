using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Cases;

/// <summary>Answers to a few questions about impact (spec S7); null is not answered.</summary>
public sealed record ImpactAnswers
{
    public bool? ProductionServerDown { get; init; }

    public bool? RestoreFails { get; init; }

    public bool? ProductStopsServer { get; init; }

    public bool? PartnerOnSite { get; init; }

    public bool? BackupsKeepFailing { get; init; }

    public bool? ProductCrashes { get; init; }

    public bool? VerificationFails { get; init; }

    public bool? IntermittentErrors { get; init; }

    /// <summary>The product reports an error, and goes on working (spec S3).</summary>
    public bool? ProductErrors { get; init; }

    public bool? TestEnvironmentOnly { get; init; }
}

/// <summary>The severity that the answers propose and the row of the table it rests on.</summary>
public sealed record SeverityProposal(Severity Severity, string RuleId, string Because);

/// <summary>Proposes a severity from business impact (spec S1–S4, S7); a person decides.</summary>
public static class SeverityGuidance
{
    /// <summary>The worst row that any answer reaches; trouble confined to a test environment is never above Medium (spec S3).</summary>
    public static SeverityProposal Propose(ImpactAnswers a)
    {
        if (a.TestEnvironmentOnly != true)
        {
            if (a.ProductionServerDown == true && a.RestoreFails == true)
                return new(Severity.Emergency, "S1", nameof(ImpactAnswers.RestoreFails));
            if (a.ProductStopsServer == true)
                return new(Severity.Emergency, "S1", nameof(ImpactAnswers.ProductStopsServer));
            if (a.PartnerOnSite == true)
                return new(Severity.Emergency, "S1", nameof(ImpactAnswers.PartnerOnSite));
            if (a.ProductionServerDown == true)
                return new(Severity.High, "S2", nameof(ImpactAnswers.ProductionServerDown));
            if (a.BackupsKeepFailing == true)
                return new(Severity.High, "S2", nameof(ImpactAnswers.BackupsKeepFailing));
            if (a.ProductCrashes == true)
                return new(Severity.High, "S2", nameof(ImpactAnswers.ProductCrashes));
            if (a.VerificationFails == true)
                return new(Severity.High, "S2", nameof(ImpactAnswers.VerificationFails));
        }

        if (a.TestEnvironmentOnly == true && AnyTrouble(a))
            return new(Severity.Medium, "S3", nameof(ImpactAnswers.TestEnvironmentOnly));
        if (a.IntermittentErrors == true)
            return new(Severity.Medium, "S3", nameof(ImpactAnswers.IntermittentErrors));
        return a.ProductErrors == true
            ? new(Severity.Medium, "S3", nameof(ImpactAnswers.ProductErrors))
            : new(Severity.Low, "S4", "Otherwise");
    }

    /// <summary>Where the product runs, as far as the answers tell; null is not known (spec E4).</summary>
    public static UsedIn? UsedInOf(ImpactAnswers a) =>
        a.TestEnvironmentOnly == true ? UsedIn.Test
        : a.TestEnvironmentOnly == false || a.ProductionServerDown == true ? UsedIn.Production
        : null;

    private static bool AnyTrouble(ImpactAnswers a) =>
        a.ProductionServerDown == true
        || a.RestoreFails == true
        || a.ProductStopsServer == true
        || a.PartnerOnSite == true
        || a.BackupsKeepFailing == true
        || a.ProductCrashes == true
        || a.VerificationFails == true
        || a.IntermittentErrors == true
        || a.ProductErrors == true;
}
