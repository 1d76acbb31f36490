using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.People;
using Helpdesk.Web.Customers.CustomerList;
using TestContext = Xunit.TestContext;

namespace Helpdesk.Tests.Customers;

/// <summary>The list of customers: found by any script and by their records, filtered, sorted, paged (spec U4).</summary>
public sealed class CustomerListQueryTests(RecordScreens screens) : IClassFixture<RecordScreens>
{
    private static readonly CustomerFilter All = new(null, null, null, null);

    [Theory]
    [InlineData("ﾀﾞｲﾜ", "K-SEARCH")]
    [InlineData("だいわ", "K-SEARCH")]
    [InlineData("daiwa tools", "K-SEARCH")]
    [InlineData("大和工機", "K-SEARCH")]
    [InlineData("高崎", "K-SEARCH")]
    [InlineData("takasaki@daiwa-koki.example", "K-SEARCH")]
    [InlineData("M-SEARCH-1", "K-SEARCH")]
    [InlineData("ｓｐ－ｓｅａｒｃｈ", "K-SEARCH")]
    [InlineData("M-24001", "K-1001")]
    public async Task Search_FindsByAnyScript_AndByRecords(string typed, string key)
    {
        await AddAsync();
        (await RunAsync(All with { Search = typed })).Rows.Select(r => r.Key).ShouldBe([key]);
    }

    [Theory]
    [InlineData("大")]
    [InlineData(" ")]
    public async Task Search_OfOneLetter_IsNoSearch(string typed) =>
        (await RunAsync(All with { Search = typed })).Total.ShouldBe((await RunAsync(All)).Total);

    [Theory]
    [InlineData("100%")]
    [InlineData("__")]
    public async Task Search_TakesWildcardsAsLetters(string typed) => (await RunAsync(All with { Search = typed })).Total.ShouldBe(0);

    [Fact]
    public async Task Search_ForAWordThatAllHave_FindsNames_NotLanguages() =>
        (await RunAsync(All with { Search = "premium" })).Total.ShouldBe(0, "the tier is a filter");

    [Fact]
    public async Task Filters_GoByContractsThatRunToday()
    {
        var running = await RunAsync(All with { State = CustomerState.Running });
        running.Rows.ShouldAllBe(r => r.Tiers.Count > 0);
        var without = await RunAsync(All with { State = CustomerState.Without });
        without.Rows.ShouldNotBeEmpty();
        without.Rows.ShouldAllBe(r => r.Tiers.Count == 0);
        (running.Total + without.Total).ShouldBe((await RunAsync(All)).Total);
        (await RunAsync(All with { Tier = SupportTier.Premium })).Rows.ShouldAllBe(r => r.Tiers.Contains(SupportTier.Premium));
    }

    [Fact]
    public async Task Pages_TogetherAreTheList_InTheOrderAskedFor()
    {
        var all = await RunAsync(All, CustomerOrder.NextEnd);
        all.Rows.Select(r => r.NextEnd).TakeWhile(d => d is not null).ShouldBeInOrder();
        all.Rows[^1].NextEnd.ShouldBeNull("whoever has no contract comes last");
        var first = await RunAsync(All, CustomerOrder.NextEnd, 0, 7);
        var second = await RunAsync(All, CustomerOrder.NextEnd, 7, 7);
        first.Rows.Concat(second.Rows).Select(r => r.Key).ShouldBe(all.Rows.Take(14).Select(r => r.Key));
        first.Total.ShouldBe(all.Total);
    }

    [Fact]
    public async Task Row_CountsLicencesAndOpenCases()
    {
        var row = (await RunAsync(All with { Search = "大和精機" })).Rows.ShouldHaveSingleItem();
        row.Licences.ShouldBe(1);
        row.OpenCases.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task WhoeverMayNotLook_IsRefused()
    {
        var found = await screens
            .Get<CustomerListQuery>()
            .RunAsync(All, CustomerOrder.Name, false, 0, 10, Who.Nobody, TestContext.Current.CancellationToken);
        found.Errors.ShouldHaveSingleItem().Code.ShouldBe("auth.forbidden");
    }

    private async Task<CustomerRows> RunAsync(CustomerFilter filter, CustomerOrder order = CustomerOrder.Name, int skip = 0, int take = 100)
    {
        var found = await screens
            .Get<CustomerListQuery>()
            .RunAsync(filter, order, false, skip, take, RecordScreens.Engineer, TestContext.Current.CancellationToken);
        return found.Value;
    }

    private async Task AddAsync()
    {
        await screens.SavedAsync(acts =>
            acts.CustomerAsync(
                RecordScreens.Texts(
                    ("key", "K-SEARCH"),
                    ("name", "大和工機株式会社"),
                    ("nameLatin", "Daiwa Tools"),
                    ("reading", "ダイワコウキ")
                ),
                null
            )
        );
        await screens.SavedAsync(acts =>
            acts.ContactAsync(
                RecordScreens.Texts(("customer", "K-SEARCH"), ("name", "髙﨑 実"), ("emails", "takasaki@daiwa-koki.example")),
                null
            )
        );
        await screens.SavedAsync(acts =>
            acts.ContractAsync(
                RecordScreens.Texts(
                    ("number", "M-SEARCH-1"),
                    ("customer", "K-SEARCH"),
                    ("tier", "Standard"),
                    ("products", "SPX-SERVER"),
                    ("from", "2027-01-01"),
                    ("until", "2027-12-31")
                ),
                null
            )
        );
        await screens.SavedAsync(acts =>
            acts.LicenceAsync(RecordScreens.Texts(("serial", "SP-SEARCH"), ("product", "SPX-SERVER"), ("customer", "K-SEARCH")), null)
        );
    }
}
