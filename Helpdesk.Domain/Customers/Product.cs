using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Customers;

/// <summary>A product that may be supported, with its versions and the products whose maintenance it leans on (spec E2, E8).</summary>
public sealed record Product
{
    /// <summary>The latest version and the one before it (spec E1).</summary>
    public const int SupportedVersions = 2;

    private readonly ValueList<ProductVersion> _versions = [];

    public required string Code { get; init; }

    public required string NameEn { get; init; }

    public required string NameJa { get; init; }

    /// <summary>Codes of products of which any one maintenance contract covers this product; empty when it needs its own.</summary>
    public ValueList<string> MaintainedBy { get; init; } = [];

    /// <summary>What the form asks about this product beside what it asks about every one (spec I3).</summary>
    public ValueList<ProductQuestion> Questions { get; init; } = [];

    /// <summary>Oldest first, in the order of their numbers.</summary>
    public ValueList<ProductVersion> Versions
    {
        get => _versions;
        init => _versions = [.. value.OrderBy(v => v.Number, VersionOrder.Instance)];
    }

    /// <summary>The last day on which new cases of it are taken; null while it is sold.</summary>
    public LocalDate? EndedOn { get; init; }

    /// <summary>Their numbers, oldest first.</summary>
    public IEnumerable<string> Numbers => Versions.Select(v => v.Number);

    public bool IsOffered(LocalDate today) => EndedOn is not { } last || today <= last;

    /// <summary>
    /// The version that <paramref name="written"/> names: by its number, by a pattern of its builds, or as the release that a longer
    /// build number begins with.
    /// </summary>
    public ProductVersion? Find(string written) => VersionOrder.Find(Versions, written);

    /// <summary>How a version stands on a day (spec E1).</summary>
    public VersionStanding StandingOf(string written, LocalDate today)
    {
        if (Find(written) is not { } found || !found.IsReleased(today))
            return VersionStanding.Unknown;
        var newer = Versions.Count(v => v.IsReleased(today) && VersionOrder.Instance.Compare(v.Number, found.Number) > 0);
        return newer switch
        {
            0 => VersionStanding.Latest,
            < SupportedVersions => VersionStanding.Previous,
            _ when found.ProlongedUntil >= today => VersionStanding.Prolonged,
            _ => VersionStanding.TooOld,
        };
    }

    /// <summary>The versions that are supported on a day, newest first (spec E1).</summary>
    public IEnumerable<string> Supported(LocalDate today) =>
        Numbers.Reverse().Where(n => StandingOf(n, today) is not (VersionStanding.Unknown or VersionStanding.TooOld));

    /// <summary>The newest version that is out on a day, or null.</summary>
    public ProductVersion? Latest(LocalDate today) => Versions.LastOrDefault(v => v.IsReleased(today));
}

/// <summary>How a version of a product stands (spec E1).</summary>
public enum VersionStanding
{
    Latest = 0,
    Previous = 1,

    /// <summary>Older, and supported for longer by hand.</summary>
    Prolonged = 2,
    TooOld = 3,

    /// <summary>No such version, or not released yet.</summary>
    Unknown = 4,
}
