using NodaTime;

namespace Helpdesk.Domain.Customers;

/// <summary>That a version stands otherwise from a day on.</summary>
/// <param name="On">The first day.</param>
public sealed record VersionEffect(ProductVersion Version, VersionStanding Before, VersionStanding After, LocalDate On)
{
    /// <summary>True when cases about it are not taken any more (spec E1).</summary>
    public bool LeavesSupport =>
        After == VersionStanding.TooOld && Before is VersionStanding.Latest or VersionStanding.Previous or VersionStanding.Prolonged;
}

/// <summary>What a new version of a product does to the others (spec E1).</summary>
public static class VersionEffects
{
    /// <summary>
    /// The versions that stand otherwise once <paramref name="added"/> is out, newest first, the new one among them; on the day of its
    /// release, or today when that has passed.
    /// </summary>
    public static IReadOnlyList<VersionEffect> Of(Product product, ProductVersion added, LocalDate today)
    {
        var day = added.ReleasedOn is { } released && released > today ? released : today;
        var after = With(product, added);
        return
        [
            .. after
                .Versions.Reverse()
                .Select(v => new VersionEffect(v, Standing(product, v, day), Standing(after, v, day), day))
                .Where(e => e.Before != e.After),
        ];
    }

    /// <summary>The first day on which a version is not supported any more, as far as is known; null when none is in sight.</summary>
    public static LocalDate? LeavesSupportOn(Product product, string written, LocalDate today)
    {
        if (product.StandingOf(written, today) is VersionStanding.TooOld or VersionStanding.Unknown)
            return null;
        return product
            .Versions.SelectMany(v => new[] { v.ReleasedOn, v.ProlongedUntil?.PlusDays(1) })
            .OfType<LocalDate>()
            .Where(day => day > today)
            .Order()
            .Select(day => (LocalDate?)day)
            .FirstOrDefault(day => product.StandingOf(written, day!.Value) == VersionStanding.TooOld);
    }

    /// <summary>The product with a version more; in place of one of the same number.</summary>
    public static Product With(Product product, ProductVersion added) =>
        product with
        {
            Versions = [.. product.Versions.Where(v => !IsSame(v, added)), added],
        };

    // Asked by its very number: a build's pattern must not name another.
    private static VersionStanding Standing(Product product, ProductVersion version, LocalDate day) =>
        product.Versions.Any(v => IsSame(v, version)) ? product.StandingOf(version.Number, day) : VersionStanding.Unknown;

    private static bool IsSame(ProductVersion a, ProductVersion b) => VersionOrder.Plain(a.Number) == VersionOrder.Plain(b.Number);
}
