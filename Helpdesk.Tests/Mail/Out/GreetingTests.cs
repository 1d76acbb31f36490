using Helpdesk.Domain.Mail;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>Whoever greets the customer in their own words is not made to do it twice.</summary>
public sealed class GreetingTests
{
    [Theory]
    [InlineData("村上 様\n\nお世話になっております。")]
    [InlineData("村上様、\nお世話になっております。")]
    [InlineData("\n  村上　拓海　様")]
    [InlineData("村上さん\n先日の件です。")]
    [InlineData("株式会社瀬戸内フェリー ご担当者各位\n")]
    [InlineData("村上拓海様\n")]
    [InlineData("Dear Mr Murakami,\nthank you.")]
    [InlineData("Hello,\nthank you.")]
    [InlineData("村上、\n")]
    public void Opens(string message) => Greeting.Opens(message, "村上 拓海").ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("お世話になっております。")]
    [InlineData("原因が分かりました。村上様のサーバーで VSS が停止しています。")]
    [InlineData("We have found the cause.\nDear me.")]
    [InlineData("Highly available volumes are the cause.")]
    public void OpensNot(string? message) => Greeting.Opens(message, "村上 拓海").ShouldBeFalse();
}
