using System.Threading.Channels;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Queue;
using Helpdesk.Web.Platform.Live;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Helpdesk.Tests.Platform.Live;

/// <summary>A clock that only the test moves.</summary>
internal sealed class HandClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}

/// <summary>Feeds with rows in them, at noon of the test's day.</summary>
internal static class Feeds
{
    public static (CaseFeed Feed, HandClock Clock) Of(params IReadOnlyCollection<QueueEntry> rows)
    {
        var clock = new HandClock(Entries.Noon);
        var feed = new CaseFeed(clock, NullLogger<CaseFeed>.Instance);
        feed.Load(rows);
        return (feed, clock);
    }
}

/// <summary>Hears a feed and hands its batches out one by one.</summary>
internal sealed class Listener : IDisposable
{
    private readonly Channel<FeedBatch> _batches = Channel.CreateUnbounded<FeedBatch>();
    private readonly IDisposable _subscription;

    public Listener(CaseFeed feed, Action? atStart = null) =>
        _subscription = feed.Subscribe(batch => _batches.Writer.TryWrite(batch), atStart);

    /// <summary>The next batch; gives up after ten seconds.</summary>
    public async Task<FeedBatch> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        return await _batches.Reader.ReadAsync(patience.Token);
    }

    public void Dispose() => _subscription.Dispose();
}
