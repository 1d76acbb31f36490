using Helpdesk.Web.Customers;
using NodaTime;

namespace Helpdesk.Web.Demo;

/// <summary>
/// Products, customers, contracts and licences that a backup vendor's support centre would recognise. All names are invented.
/// </summary>
internal static partial class DemoRecords
{
    public static readonly ProductRow[] Products =
    [
        Product("SPX-SERVER", "ShadowProtect Server", ["5.0.1", "5.1.4", "5.2.6", "5.2.7"]),
        Product("SPX-DESKTOP", "ShadowProtect Desktop", ["5.0.1", "5.1.4", "5.2.6", "5.2.7"]),
        Product("SPX-SB", "ShadowProtect Small Business", ["5.1.4", "5.2.6", "5.2.7"]),
        Product("SPX-VIRTUAL", "ShadowProtect Virtual", ["3.3.1", "3.3.4", "3.3.5"]),
        Product("SPX-IT", "ShadowProtect IT Edition", ["5.1.4", "5.2.6", "5.2.7"]),
        Product("IMG-MANAGER", "ImageManager", ["7.0.5", "7.5.0", "7.5.1"], "SPX-SERVER", "SPX-DESKTOP", "SPX-SB", "SPX-VIRTUAL", "SPX-IT"),
        Product("SHD-STREAM", "ShadowStream", ["2.0.0", "2.1.0"]),
        Product(
            "SHD-CONTROL",
            "ShadowControl",
            ["4.1.0", "4.2.0", "4.3.1"],
            "SPX-SERVER",
            "SPX-DESKTOP",
            "SPX-SB",
            "SPX-VIRTUAL",
            "SPX-IT"
        ),
    ];

    public static string SerialOf(int customer) => $"SP-{1000 + customer:D4}-{7300 + (customer * 37 % 1000):D4}";

    public static IEnumerable<ContractRow> Contracts(LocalDate today)
    {
        for (var i = 0; i < Customers.Length; i++)
        {
            var c = Customers[i];
            if (c.Trouble is "no-contract" or "trial" or "nfr")
                continue;
            var (from, until) = c.Trouble switch
            {
                "ended" => (today.PlusDays(-400), today.PlusDays(-36)),
                "begins" => (today.PlusDays(9), today.PlusDays(373)),
                _ => (today.PlusDays(-250 + (i * 11)), today.PlusDays(115 + (i * 11))),
            };
            yield return new ContractRow
            {
                Number = ContractOf(i),
                Organisation = c.Organisation,
                Tier = c.Tier,
                ProductCode = c.ProductCode,
                From = from,
                Until = until,
            };
        }
    }

    public static IEnumerable<LicenceRow> Licences()
    {
        for (var i = 0; i < Customers.Length; i++)
        {
            var c = Customers[i];
            var product = Products.Single(p => p.Code == c.ProductCode);
            yield return new LicenceRow
            {
                Serial = SerialOf(i),
                ProductCode = c.ProductCode,
                Kind = c.Kind,
                ContractNumber = c.Trouble is "no-contract" or "trial" or "nfr" ? null : ContractOf(i),
                Organisation = c.Organisation,
                ContactName = c.Contact,
                ContactEmail = c.Email,
                ContactPhone = c.Phone,
                Version = product.Versions[^(1 + (i % 2))],
            };
        }
    }

    private static string ContractOf(int customer) => $"M-{24000 + customer}";

    private static ProductRow Product(string code, string name, string[] versions, params string[] maintainedBy) =>
        new()
        {
            Code = code,
            NameEn = name,
            NameJa = name,
            Versions = versions,
            MaintainedBy = maintainedBy,
        };
}
