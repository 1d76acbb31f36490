using Helpdesk.Tests.Support.Running;
using Microsoft.Testing.Platform.Extensions.Messages;

namespace Helpdesk.Tests.Architecture;

/// <summary>
/// A run without tests, or without its browser tests, is not a success. (xUnit1000 finds test classes that would not run.)
/// </summary>
public sealed class DiscoveryTests
{
    [Fact]
    public void Verdict_NoTestRan_IsAFailure() => AllCommand.Verdict(new TestTally(), exitCode: 0).ShouldBe(["No test ran."]);

    [Fact]
    public async Task Verdict_SkippedBrowserTest_IsAFailure()
    {
        var tally = new TestTally();
        await Report(tally, "Home_Opens", PassedTestNodeStateProperty.CachedInstance);
        await Report(
            tally,
            "Queue_Opens",
            SkippedTestNodeStateProperty.CachedInstance,
            new TestMetadataProperty(BrowserTrait.Key, BrowserTrait.Value)
        );
        await Report(tally, "Other_IsSkipped", SkippedTestNodeStateProperty.CachedInstance);

        (tally.Passed, tally.Failed, tally.Skipped).ShouldBe((1, 0, 2));
        AllCommand.Verdict(tally, exitCode: 0).ShouldBe(["Browser test skipped although a browser is there: Queue_Opens"]);
    }

    [Fact]
    public async Task Failures_NameTheTestAndWhy()
    {
        var tally = new TestTally();
        await Report(tally, "Home_Opens", new FailedTestNodeStateProperty(new InvalidOperationException("no home\nat all")));

        var failure = tally.Failures.ShouldHaveSingleItem();
        failure.ShouldStartWith("Home_Opens: no home");
        failure.ShouldContain("at all");
    }

    private static Task Report(TestTally tally, string name, params IProperty[] properties) =>
        tally.ConsumeAsync(
            null!,
            new TestNodeUpdateMessage(
                default,
                new TestNode
                {
                    Uid = name,
                    DisplayName = name,
                    Properties = new PropertyBag(properties),
                }
            ),
            TestContext.Current.CancellationToken
        );
}
