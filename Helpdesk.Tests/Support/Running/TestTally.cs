using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.Messages;

namespace Helpdesk.Tests.Support.Running;

/// <summary>Counts outcomes while the tests run, and remembers which tests failed and which browser tests did not run.</summary>
internal sealed class TestTally : IDataConsumer
{
    private const int LinesOfReason = 25;

    private readonly Lock _gate = new();
    private readonly List<string> _skippedBrowserTests = [];
    private readonly List<string> _failures = [];
    private readonly List<string> _failedNames = [];
    private readonly List<(TimeSpan Took, string Name, bool InBrowser)> _times = [];

    public string Uid => nameof(TestTally);

    public string Version => "1";

    public string DisplayName => "Tally";

    public string Description => "Counts outcomes for the closing line.";

    public Type[] DataTypesConsumed => [typeof(TestNodeUpdateMessage)];

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    public IReadOnlyList<string> SkippedBrowserTests => _skippedBrowserTests;

    /// <summary>Each failed test's name and the first lines of why.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public IReadOnlyList<string> FailedNames => _failedNames;

    /// <summary>The tests that took longest, longest first: where a run's time goes.</summary>
    public IEnumerable<string> Slowest(int most) =>
        _times.OrderByDescending(test => test.Took).Take(most).Select(test => $"{test.Took.TotalSeconds, 6:0.0} s  {test.Name}");

    /// <summary>The classes whose tests took longest together, longest first.</summary>
    public IEnumerable<string> SlowestClasses(int most) =>
        _times
            .GroupBy(test => test.Name.Split('(')[0] is var name && name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name)
            .Select(group => (Took: group.Sum(test => test.Took.TotalSeconds), Count: group.Count(), group.Key))
            .OrderByDescending(group => group.Took)
            .Take(most)
            .Select(group => $"{group.Took, 6:0.0} s  {group.Count, 4} tests  {group.Key}");

    /// <summary>What the tests in a browser took together, and all others; what it takes to start their hosts is not in it.</summary>
    public string Sums() => $"In a browser {Sum(inBrowser: true):0} s, all others {Sum(inBrowser: false):0} s.";

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
        if (state is PassedTestNodeStateProperty && node.Properties.SingleOrDefault<TimingProperty>() is { } timing)
            _times.Add((timing.GlobalTiming.Duration, node.DisplayName, IsBrowserTest(node)));
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
                _failedNames.Add(node.DisplayName);
                _failures.Add($"{node.DisplayName}: {Reason(state)}");
                break;
        }
    }

    private double Sum(bool inBrowser) => _times.Where(test => test.InBrowser == inBrowser).Sum(test => test.Took.TotalSeconds);

    private static string Reason(TestNodeStateProperty state)
    {
        var exception = state switch
        {
            FailedTestNodeStateProperty failed => failed.Exception,
            ErrorTestNodeStateProperty error => error.Exception,
            TimeoutTestNodeStateProperty timeout => timeout.Exception,
            _ => null,
        };
        var words = exception is null
            ? state.Explanation ?? state.GetType().Name
            : $"{exception.Message}{Environment.NewLine}{exception.StackTrace}";
        return string.Join(
            Environment.NewLine + "    ",
            words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(LinesOfReason)
        );
    }

    private static bool IsBrowserTest(TestNode node) =>
        node
            .Properties.OfType<TestMetadataProperty>()
            .Any(property => property.Key == BrowserTrait.Key && property.Value == BrowserTrait.Value);
}
