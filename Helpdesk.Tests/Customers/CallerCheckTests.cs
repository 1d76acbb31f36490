using Helpdesk.Domain.Customers;
using Helpdesk.Tests.Entitlements;
using NodaTime;

namespace Helpdesk.Tests.Customers;

/// <summary>Who belongs to a customer, and who only knows a serial number.</summary>
public sealed class CallerCheckTests
{
    private static readonly LocalDate Today = SampleEntitlements.Today;

    private static readonly Customer Daiwa = new()
    {
        Key = "K-1",
        Name = "大和精機株式会社",
        MailDomains = ["daiwa.example"],
    };

    [Theory]
    [InlineData("Yamamoto@Daiwa.example", Caller.Known)]
    [InlineData("new.colleague@daiwa.example", Caller.Known)]
    [InlineData("yamamoto@private.example", Caller.Known)]
    [InlineData("other@private.example", Caller.Unknown)]
    [InlineData("yamamoto@daiwa.example.evil.example", Caller.Unknown)]
    [InlineData("trainee@daiwa.example", Caller.MayNotOpen)]
    [InlineData("gone@daiwa.example", Caller.HasLeft)]
    [InlineData("", Caller.Unknown)]
    [InlineData(null, Caller.Unknown)]
    public void Of_AnAddress_IsKnownByContactOrDomain(string? address, Caller caller) =>
        CallerCheck
            .Of(
                address,
                Daiwa,
                [
                    Contact("yamamoto@daiwa.example", "yamamoto@private.example"),
                    Contact("trainee@daiwa.example") with
                    {
                        MayOpenCases = false,
                    },
                    Contact("gone@daiwa.example") with
                    {
                        LeftOn = Today.PlusDays(-1),
                    },
                ],
                Today
            )
            .ShouldBe(caller);

    [Fact]
    public void WithoutDomains_ThoseOfItsContactsCount_ButNoneThatAnybodyCanHave()
    {
        var home = Daiwa with { MailDomains = [] };
        Contact[] contacts = [Contact("a@daiwa.example"), Contact("b@gmail.com")];
        CallerCheck.Of("c@daiwa.example", home, contacts, Today).ShouldBe(Caller.Known);
        CallerCheck.Of("c@gmail.com", home, contacts, Today).ShouldBe(Caller.Unknown);
        CallerCheck.Of("B@gmail.com", home, contacts, Today).ShouldBe(Caller.Known);
    }

    [Fact]
    public void WithoutACustomer_NobodyIsAStranger() => CallerCheck.Of("a@b.example", null, [], Today).ShouldBe(Caller.NoCustomer);

    private static Contact Contact(params string[] emails) =>
        new()
        {
            Key = "c-" + emails[0],
            CustomerKey = "K-1",
            Name = "Somebody",
            Emails = [.. emails],
        };
}
