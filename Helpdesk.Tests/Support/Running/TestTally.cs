using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.Messages;

namespace Helpdesk.Tests.Support.Running;

/// <summary>Counts outcomes while the tests run, and remembers which browser tests did not.</summary>
internal sealed class TestTally : IDataConsumer
{
    private readonly Lock _gate = new();
    private readonly List<string> _skippedBrowserTests = [];

    public string Uid => nameof(TestTally);

    public string Version => "1";

    public string DisplayName => "Tally";

    public string Description => "Counts outcomes for the closing line.";

    public Type[] DataTypesConsumed => [typeof(TestNodeUpdateMessage)];

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    public IReadOnlyList<string> SkippedBrowserTests => _skippedBrowserTests;

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task ConsumeAsync(IDataProducer dataProducer, IData value, CancellationToken cancellationToken)
    {
        if (value is TestNodeUpdateMessage { TestNode: var node } && node.Properties.SingleOrDefault<TestNodeStateProperty>() is { } state)
            lock (_gate)
                Count(node, state);
        return Task.CompletedTask;
    }

    private void Count(TestNode node, TestNodeStateProperty state)
    {
        switch (state)
        {
            case DiscoveredTestNodeStateProperty or InProgressTestNodeStateProperty:
                break;
            case PassedTestNodeStateProperty:
                Passed++;
                break;
            case SkippedTestNodeStateProperty:
                Skipped++;
                if (IsBrowserTest(node))
                    _skippedBrowserTests.Add(node.DisplayName);
                break;
            default:
                // Failed, error, timeout, cancelled, and whatever a later platform adds: not passed is failed.
                Failed++;
                break;
        }
    }

    private static bool IsBrowserTest(TestNode node) =>
        node.Properties.OfType<TestMetadataProperty>().Any(property => property.Key == BrowserTrait.Key && property.Value == BrowserTrait.Value);
}
