using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Entitlements;

/// <summary>
/// A product that may be supported, with its versions from oldest to newest and the
/// products whose maintenance it leans on (spec E2, E8: data, not code).
/// </summary>
/// <param name="MaintainedBy">Codes of products of which any one maintenance
/// contract covers this product; empty when it needs its own.</param>
public sealed record Product(string Code, string NameEn, string NameJa, IReadOnlyList<string> Versions, IReadOnlyList<string> MaintainedBy)
{
    /// <summary>Position counted from the newest (0 = latest), or null when the version is unknown.</summary>
    public int? AgeOf(string version)
    {
        for (var i = Versions.Count - 1; i >= 0; i--)
        {
            if (string.Equals(Versions[i], version.Trim(), StringComparison.OrdinalIgnoreCase))
                return Versions.Count - 1 - i;
        }

        return null;
    }

    /// <summary>The versions that are supported: the latest and the one before it (spec E1), newest first.</summary>
    public IEnumerable<string> Supported => Versions.Reverse().Take(EntitlementRules.SupportedVersions);
}

/// <summary>How a licence was given (spec E3, E4).</summary>
public enum LicenceKind
{
    Purchased = 0,
    Subscription = 1,
    Trial = 2,
    NotForResale = 3,
    Free = 4,
}

/// <summary>A serial number and what it stands for.</summary>
public sealed record Licence(string Serial, string ProductCode, LicenceKind Kind, string? ContractNumber, string? Organisation);

/// <summary>A maintenance contract: tier, product it was bought for, and the days it runs (both included, spec E3).</summary>
public sealed record Contract(string Number, string Organisation, SupportTier Tier, string ProductCode, LocalDate From, LocalDate Until)
{
    public bool Covers(LocalDate day) => day >= From && day <= Until;
}
