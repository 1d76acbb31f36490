using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Tests.Entitlements;

/// <summary>Products, a licence and a contract as the rules know them.</summary>
internal static class SampleEntitlements
{
    public static readonly LocalDate Today = new(2026, 11, 16);
    public static readonly Product Server = new(
        "SPX-SERVER",
        "ShadowProtect Server",
        "ShadowProtect Server",
        ["5.0.1", "5.1.4", "5.2.6", "5.2.7"],
        []
    );
    public static readonly Product Manager = new(
        "IMG-MANAGER",
        "ImageManager",
        "ImageManager",
        ["7.0.5", "7.5.0", "7.5.1"],
        ["SPX-SERVER", "SPX-DESKTOP"]
    );
    public static readonly Product Stream = new("SHD-STREAM", "ShadowStream", "ShadowStream", ["2.0.0", "2.1.0"], []);

    public static Licence Licence(string product) => new("SP-1", product, LicenceKind.Purchased, "M-1", "大和精機株式会社");

    public static Contract Contract(string number, string product, SupportTier tier) =>
        new(number, "大和精機株式会社", tier, product, new LocalDate(2026, 4, 1), new LocalDate(2027, 3, 31));
}
