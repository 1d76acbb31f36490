using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Tests.Entitlements;

/// <summary>Products, a licence and a contract as the rules know them.</summary>
internal static class SampleEntitlements
{
    public static readonly LocalDate Today = new(2026, 11, 16);
    public static readonly Product Server = Product("SPX-SERVER", "ShadowProtect Server", ["5.0.1", "5.1.4", "5.2.6", "5.2.7"]);
    public static readonly Product Manager = Product(
        "IMG-MANAGER",
        "ImageManager",
        ["7.0.5", "7.5.0", "7.5.1"],
        "SPX-SERVER",
        "SPX-DESKTOP"
    );
    public static readonly Product Stream = Product("SHD-STREAM", "ShadowStream", ["2.0.0", "2.1.0"]);

    public static Product Product(string code, string name, string[] versions, params string[] maintainedBy) =>
        new()
        {
            Code = code,
            NameEn = name,
            NameJa = name,
            Versions = [.. versions.Select(v => new ProductVersion { ProductCode = code, Number = v })],
            MaintainedBy = [.. maintainedBy],
        };

    public static Licence Licence(string product) =>
        new()
        {
            Serial = "SP-1",
            ProductCode = product,
            ContractNumber = "M-1",
            CustomerKey = "K-1",
        };

    public static Contract Contract(string number, string product, SupportTier tier) =>
        new()
        {
            Number = number,
            CustomerKey = "K-1",
            Tier = tier,
            Products = [product],
            From = new LocalDate(2026, 4, 1),
            Until = new LocalDate(2027, 3, 31),
        };
}
