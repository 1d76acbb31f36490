using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Intake;
using Helpdesk.Web.Customers.Records;
using NodaTime;

namespace Helpdesk.Web.Demo;

/// <summary>
/// Products, customers, contracts and licences that a backup vendor's support centre would recognise. All names are invented.
/// </summary>
internal static partial class DemoRecords
{
    public static readonly Product[] Products =
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

    public static SeedRecords All(LocalDate today) =>
        new(
            Products,
            [.. Customers.Select((c, i) => CustomerOf(c, i))],
            [.. Customers.Select((c, i) => ContactOf(c, i))],
            [.. Contracts(today)],
            [.. Licences()]
        );

    public static IEnumerable<Contract> Contracts(LocalDate today)
    {
        for (var i = 0; i < Customers.Length; i++)
        {
            var c = Customers[i];
            if (HasNone(c))
                continue;
            var (from, until) = c.Trouble switch
            {
                "ended" => (today.PlusDays(-400), today.PlusDays(-36)),
                "begins" => (today.PlusDays(9), today.PlusDays(373)),
                _ => (today.PlusDays(-250 + (i * 11)), today.PlusDays(115 + (i * 11))),
            };
            yield return new Contract
            {
                Number = ContractOf(i),
                CustomerKey = KeyOf(i),
                Tier = c.Tier,
                Products = [c.ProductCode],
                From = from,
                Until = until,
                BoughtAs = c.Kind == LicenceKind.Subscription ? BoughtAs.Subscription : BoughtAs.Purchase,
            };
        }
    }

    public static IEnumerable<Licence> Licences()
    {
        for (var i = 0; i < Customers.Length; i++)
        {
            var c = Customers[i];
            var product = Products.Single(p => p.Code == c.ProductCode);
            yield return new Licence
            {
                Serial = SerialOf(i),
                ProductCode = c.ProductCode,
                Kind = c.Kind,
                ContractNumber = HasNone(c) ? null : ContractOf(i),
                CustomerKey = KeyOf(i),
                ContactKey = ContactOf(c, i).Key,
                Version = product.Numbers.Reverse().ElementAt(i % 2),
            };
        }
    }

    public static Customer CustomerOf(DemoCustomer c, int customer) =>
        new()
        {
            Key = KeyOf(customer),
            Name = c.Organisation,
            Language = c.Language,
            UserKind = KindOf(c),
            MailDomains = [c.Email[(c.Email.IndexOf('@', StringComparison.Ordinal) + 1)..]],
        };

    public static Contact ContactOf(DemoCustomer c, int customer) =>
        new()
        {
            Key = RecordKeys.OfContact(KeyOf(customer), c.Email),
            CustomerKey = KeyOf(customer),
            Name = c.Contact,
            Emails = [c.Email],
            Phones = [c.Phone],
            Language = c.Language,
        };

    public static UserKind KindOf(DemoCustomer c) =>
        c.Organisation.Contains("VAR", StringComparison.Ordinal) ? UserKind.Var
        : c.Organisation.Contains("MSP", StringComparison.Ordinal) ? UserKind.Msp
        : UserKind.Business;

    private static bool HasNone(DemoCustomer c) => c.Trouble is "no-contract" or "trial" or "nfr";

    public static IEnumerable<string> CustomerKeys => Enumerable.Range(0, Customers.Length).Select(KeyOf);

    private static string KeyOf(int customer) => $"K-{1000 + customer}";

    private static string ContractOf(int customer) => $"M-{24000 + customer}";

    private static Product Product(string code, string name, string[] versions, params string[] maintainedBy) =>
        new()
        {
            Code = code,
            NameEn = name,
            NameJa = name,
            Versions = [.. versions.Select(v => new ProductVersion { ProductCode = code, Number = v })],
            MaintainedBy = [.. maintainedBy],
            Questions = [.. QuestionsOf(code)],
        };
}
