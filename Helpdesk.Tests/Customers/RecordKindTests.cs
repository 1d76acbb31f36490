using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Tests.Customers;

/// <summary>Records as texts in columns: what forms, files and the API read and write.</summary>
public sealed class RecordKindTests
{
    [Fact]
    public void Read_ANewContract_TakesDatesAndChoicesAsPeopleWriteThem()
    {
        var read = RecordKinds.Contracts.Read(
            null,
            new Dictionary<string, string>
            {
                ["number"] = "Ｍ－１００",
                ["customer"] = "K-1",
                ["tier"] = "プレミアム",
                ["products"] = "SPX-SERVER、SPX-DESKTOP; SPX-SERVER",
                ["from"] = "2026/4/1",
                ["until"] = "令和9年3月31日",
                ["boughtAs"] = "購入",
            }
        );
        var contract = read.Value;
        (contract.Number, contract.Tier, contract.BoughtAs).ShouldBe(("M-100", SupportTier.Premium, BoughtAs.Purchase));
        (contract.From, contract.Until).ShouldBe((new LocalDate(2026, 4, 1), new LocalDate(2027, 3, 31)));
        contract.Products.ShouldBe(["SPX-SERVER", "SPX-DESKTOP"]);
    }

    [Fact]
    public void Read_EverythingWrong_IsSaidAtOnce()
    {
        var read = RecordKinds.Contracts.Read(
            null,
            new Dictionary<string, string>
            {
                ["number"] = "M-1",
                ["tier"] = "Gold",
                ["from"] = "yesterday",
                ["until"] = "",
                ["colour"] = "red",
            }
        );
        read.Errors.Select(e => (e.Field, e.Code))
            .ShouldBe(
                [
                    ("customer", "record.value-missing"),
                    ("products", "record.value-missing"),
                    ("until", "record.value-missing"),
                    ("tier", "record.choice-bad"),
                    ("from", "record.date-bad"),
                    ("colour", "record.column-unknown"),
                ],
                ignoreOrder: true
            );
        read.Errors.Single(e => e.Field == "colour").Args[1].ShouldBeOfType<string>().ShouldStartWith("number, customer, ");
    }

    [Fact]
    public void Read_IntoARecord_LeavesAloneWhatIsNotNamed_AndItsKey()
    {
        var before = new Licence
        {
            Serial = "SP-1",
            ProductCode = "SPX-SERVER",
            Version = "5.2.6",
        };
        RecordKinds
            .Licences.Read(before, new Dictionary<string, string> { ["serial"] = "sp-1", ["version"] = "5.2.7" })
            .Value.ShouldBe(before with { Version = "5.2.7" });
    }

    [Fact]
    public void Columns_OfEveryKind_ReadWhatTheyWrite()
    {
        Same(
            RecordKinds.Customers,
            new Customer
            {
                Key = "K-1",
                Name = "大和精機",
                NameLatin = "Daiwa",
                Reading = "ダイワセイキ",
                Zone = "Asia/Tokyo",
                MailDomains = ["daiwa.example"],
                ServedBy = "K-2",
            }
        );
        Same(
            RecordKinds.Versions,
            new ProductVersion
            {
                ProductCode = "P",
                Number = "1",
                ReleasedOn = new LocalDate(2026, 1, 2),
                ProlongedUntil = new LocalDate(2027, 1, 2),
                ProlongedFor = "x",
                Builds = "1.*",
            }
        );
        Same(
            RecordKinds.Contacts,
            new Contact
            {
                Key = "c-1",
                CustomerKey = "K-1",
                Name = "山本",
                Emails = ["a@b.example", "c@d.example"],
                Phones = ["03-1"],
                Language = "en",
                MayOpenCases = false,
                LeftOn = new LocalDate(2026, 5, 6),
            }
        );
    }

    [Fact]
    public void ContactWithoutAKey_GetsTheSameOneEachTime_AndItTellsNothing()
    {
        var texts = new Dictionary<string, string>
        {
            ["customer"] = "K-1",
            ["name"] = "山本",
            ["emails"] = "Yamamoto@daiwa.example",
        };
        var key = RecordKinds.Contacts.Read(null, texts).Value.Key;
        RecordKinds.Contacts.Read(null, texts).Value.Key.ShouldBe(key);
        key.ShouldNotContain("yamamoto", Case.Insensitive);
    }

    private static void Same<T>(RecordKind<T> kind, T record)
        where T : class => kind.Read(null, kind.Columns.ToDictionary(c => c.Name, c => c.Text(record))).Value.ShouldBe(record);
}
