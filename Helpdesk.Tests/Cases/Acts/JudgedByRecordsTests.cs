using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Customers;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Intake;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>Each kind of record that comes later finds the case it judges otherwise, and no other case (spec E1–E5).</summary>
public sealed class JudgedByRecordsTests(RecordScreens screens) : IClassFixture<RecordScreens>
{
    [Fact]
    public async Task Contract_ThatComesLater()
    {
        await CustomerWithLicenceAsync("C", "SP-J-C", "SPX-SERVER");
        var number = await OpenAsync("SP-J-C", "SPX-SERVER", "5.2.7");

        await ContractAsync("C", "SPX-SERVER", SupportTier.Premium);

        (await FoundAsync(number)).ShouldBe(SupportTier.Premium);
    }

    [Theory]
    [InlineData("SP-J-L1", "SP-J-L1")]
    [InlineData("sp-j-l2", "SP-J-L2")]
    [InlineData("ＳＰ－Ｊ－Ｌ３", "SP-J-L3")]
    public async Task Licence_ThatComesLater_HoweverTheCustomerWroteItsNumber(string typed, string serial)
    {
        var number = await OpenAsync(typed, "SPX-SERVER", "5.2.7");

        await CustomerWithLicenceAsync("L", serial, "SPX-SERVER");

        (await screens.Get<JudgedOtherwiseQuery>().FindAsync(Token)).ShouldContain(c => c.Number == number);
    }

    [Fact]
    public async Task Product_ThatNeedsNoMaintenanceOfAnotherAnyMore()
    {
        await SaveAsync<Product>(("code", "J-BASE"), ("nameEn", "Base"));
        await SaveAsync<Product>(("code", "J-ADDON"), ("nameEn", "Add-on"), ("maintainedBy", "J-BASE"));
        await SaveAsync<ProductVersion>(("product", "J-ADDON"), ("version", "1.0"), ("releasedOn", "2026-01-10"));
        await CustomerWithLicenceAsync("P", "SP-J-P", "J-ADDON");
        await ContractAsync("P", "J-ADDON", SupportTier.Standard);
        var number = await OpenAsync("SP-J-P", "J-ADDON", "1.0");

        await SaveAsync<Product>(("code", "J-ADDON"), ("nameEn", "Add-on"), ("maintainedBy", ""));

        (await FoundAsync(number)).ShouldBe(SupportTier.Standard);
    }

    [Fact]
    public async Task Version_ThatIsProlonged()
    {
        await SaveAsync<Product>(("code", "J-OLD"), ("nameEn", "Old"));
        foreach (var (version, day) in new[] { ("1.0", "2020-01-10"), ("2.0", "2022-01-10"), ("3.0", "2024-01-10") })
            await SaveAsync<ProductVersion>(("product", "J-OLD"), ("version", version), ("releasedOn", day));
        await CustomerWithLicenceAsync("V", "SP-J-V", "J-OLD");
        await ContractAsync("V", "J-OLD", SupportTier.Premium);
        var number = await OpenAsync("SP-J-V", "J-OLD", "1.0");

        await SaveAsync<ProductVersion>(
            ("product", "J-OLD"),
            ("version", "1.0"),
            ("releasedOn", "2020-01-10"),
            ("prolongedUntil", "2028-12-31"),
            ("prolongedFor", "One customer cannot move yet")
        );

        (await FoundAsync(number)).ShouldBe(SupportTier.Premium);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task CustomerWithLicenceAsync(string name, string serial, string product)
    {
        await SaveAsync<Customer>(("key", "K-J-" + name), ("name", "Judged by " + name), ("mailDomains", "judged-" + name + ".example"));
        await SaveAsync<Licence>(("serial", serial), ("product", product), ("customer", "K-J-" + name));
    }

    private Task ContractAsync(string name, string product, SupportTier tier) =>
        SaveAsync<Contract>(
            ("number", "CT-J-" + name),
            ("customer", "K-J-" + name),
            ("tier", tier.ToString()),
            ("products", product),
            ("from", "2027-01-01"),
            ("until", "2028-12-31")
        );

    private async Task<SupportTier?> FoundAsync(string number)
    {
        var found = (await screens.Get<JudgedOtherwiseQuery>().FindAsync(Token)).Single(c => c.Number == number);
        found.Judgement.Verdict.Kind.ShouldBe(VerdictKind.Entitled);
        return found.Judgement.Verdict.Tier;
    }

    private async Task<string> OpenAsync(string serial, string product, string version)
    {
        screens.Host.Time.Advance(TimeSpan.FromMinutes(1));
        var opened = await screens.AsAsync<OpenCaseHandler, Result<OpenedCase>>(
            RecordScreens.Engineer,
            h =>
                h.HandleAsync(
                    IntakeHost.Good with
                    {
                        SerialNumber = serial,
                        Product = product,
                        ProductVersion = version,
                    },
                    Helpdesk.Domain.Intake.Channel.Web,
                    null,
                    RecordScreens.Engineer,
                    Token
                )
        );
        opened.IsOk.ShouldBeTrue(opened.IsOk ? null : opened.Errors[0].ToString());
        opened.Value.Case.VerdictKind.ShouldNotBe(VerdictKind.Entitled);
        screens.Host.Time.Advance(TimeSpan.FromMinutes(1));
        (await screens.Get<JudgedOtherwiseQuery>().FindAsync(Token)).ShouldNotContain(c => c.Number == opened.Value.Case.Number);
        return opened.Value.Case.Number;
    }

    private async Task SaveAsync<T>(params (string Column, string Text)[] texts)
        where T : class
    {
        var saved = await screens.AsAsync<RecordWriter, Result<SavedRecord<T>>>(
            Who.Admin,
            w => w.SaveAsync(screens.Get<RecordTable<T>>(), RecordScreens.Texts(texts), null, Who.Admin)
        );
        saved.IsOk.ShouldBeTrue(saved.IsOk ? null : saved.Errors[0].ToString());
    }
}
