using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Entitlements;

/// <summary>Never a bare yes or no (spec E5).</summary>
public enum VerdictKind
{
    Entitled = 0,
    EntitledWithLimits = 1,
    NotEntitled = 2,
    NeedsPerson = 3,

    /// <summary>History of another help desk: nobody judged it here.</summary>
    NotJudged = 4,
}

/// <summary>
/// One reason of a verdict: the rule it rests on, a stable code for the words, and the record, date or serial they name (spec E5).
/// </summary>
public sealed record VerdictReason(string Rule, string Code, IReadOnlyList<string> Args);

/// <summary>What the rules say of a case, stored with it as it stood at intake (spec E5).</summary>
/// <param name="Tier">Tier that serves the case; Self-service starts no clock.</param>
/// <param name="MostSevere">The worst severity the case may have, or null when unlimited (spec E4, E6).</param>
/// <param name="ContractNumber">The contract it rests on, if any.</param>
/// <param name="CoveredUntil">Last day of that contract.</param>
public sealed record Verdict(
    VerdictKind Kind,
    SupportTier Tier,
    IReadOnlyList<VerdictReason> Reasons,
    Severity? MostSevere = null,
    string? ContractNumber = null,
    LocalDate? CoveredUntil = null
)
{
    /// <summary>The severity that applies when the customer states <paramref name="stated"/>.</summary>
    public Severity Limit(Severity stated) => MostSevere is { } cap && stated < cap ? cap : stated;
}
