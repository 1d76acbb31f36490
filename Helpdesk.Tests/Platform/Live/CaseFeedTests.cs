using System.Collections.Concurrent;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Queue;
using Helpdesk.Web.Platform.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Tests.Platform.Live;

/// <summary>Snapshot and batches fit together: no gap, no duplicate, in order.</summary>
public sealed class CaseFeedTests
{
    [Fact]
    public async Task SnapshotsAndBatches_UnderConcurrency_GiveTheFinalState()
    {
        const int Cases = 40;
        const int Versions = 60;
        var (feed, _) = Feeds.Of([.. Enumerable.Range(1, Cases).Select(i => Entries.Entry(i))]);
        var followers = new ConcurrentBag<Follower>();
        var writers = Enumerable
            .Range(0, 4)
            .Select(writer =>
                Task.Run(() =>
                {
                    for (var version = 2; version <= Versions; version++)
                    {
                        for (long id = 1 + writer; id <= Cases; id += 4)
                            feed.Announce(Entries.Entry(id, (int)((id * 31) + (version * 17)) % 400, version: version));
                        if (version % 10 == writer)
                            followers.Add(new Follower(feed));
                        Thread.Yield();
                    }
                })
            )
            .ToList();
        await Task.WhenAll(writers);
        followers.Add(new Follower(feed));
        followers.Count.ShouldBeGreaterThan(10);
        // One more change comes last of all, and with it everything before.
        feed.Announce(Entries.Entry(Cases + 1));
        foreach (var follower in followers)
        {
            using (follower)
                await follower.ReachesAsync(Cases + 1, feed);
        }
    }

    [Fact]
    public async Task Batches_AreNumberedWithoutGaps_AndTellBeforeAndAfter()
    {
        var (feed, _) = Feeds.Of([Entries.Entry(1)]);
        using var listener = new Listener(feed);
        feed.Announce(Entries.Entry(1, version: 2));
        var first = await listener.NextAsync();
        feed.Announce(Entries.Entry(1, version: 3));
        feed.Announce(Entries.Entry(2));
        var second = await listener.NextAsync();
        (second.Sequence - first.Sequence).ShouldBe(1);
        first
            .Changes.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(c => c.Before!.Version.ShouldBe(1), c => c.After.Version.ShouldBe(2));
        second.Changes.Select(c => (c.Before?.Version, c.After.Id, c.After.Version)).ShouldBe([(2, 1L, 3), (null, 2L, 1)]);
    }

    [Fact]
    public async Task Subscriber_ThatThrows_DisturbsNobody()
    {
        var (feed, _) = Feeds.Of([Entries.Entry(1)]);
        using var before = new Listener(feed);
        using var broken = feed.Subscribe(_ => throw new InvalidOperationException("a broken screen"));
        using var after = new Listener(feed);
        feed.Announce(Entries.Entry(1, version: 2));
        (await before.NextAsync()).Changes.ShouldHaveSingleItem();
        (await after.NextAsync()).Changes.ShouldHaveSingleItem();
        feed.Announce(Entries.Entry(1, version: 3));
        (await after.NextAsync()).Changes.ShouldHaveSingleItem().After.Version.ShouldBe(3);
    }

    [Fact]
    public async Task Subscriber_ThatIsSlow_StillHearsBatchesInOrder()
    {
        var (feed, _) = Feeds.Of([Entries.Entry(1)]);
        using var entered = new SemaphoreSlim(0);
        using var mayGoOn = new SemaphoreSlim(0);
        var heard = new ConcurrentQueue<long>();
        using var slow = feed.Subscribe(batch =>
        {
            entered.Release();
            if (batch.Changes.Any(c => c.After.Version == 2))
                mayGoOn.Wait(TimeSpan.FromSeconds(10));
            heard.Enqueue(batch.Sequence);
        });
        using var next = new Listener(feed);
        feed.Announce(Entries.Entry(1, version: 2));
        await entered.WaitAsync(TestContext.Current.CancellationToken);
        feed.Announce(Entries.Entry(1, version: 3));
        // A second delivery beside the first would reach the slow one now; it must not.
        (await entered.WaitAsync(CaseFeed.GatherFor * 5, TestContext.Current.CancellationToken)).ShouldBeFalse("one batch after the other");
        mayGoOn.Release();
        await next.NextAsync();
        await next.NextAsync();
        heard.ShouldBeInOrder();
        heard.Count.ShouldBe(2);
    }

    [Fact]
    public async Task OlderVersion_IsIgnored()
    {
        var (feed, _) = Feeds.Of([Entries.Entry(1, version: 5)]);
        using var listener = new Listener(feed);
        feed.Announce(Entries.Entry(1, version: 4) with { Subject = "old" });
        feed.Announce(Entries.Entry(1, version: 5) with { Subject = "the same again" });
        feed.Heartbeat();
        var batch = await listener.NextAsync();
        (batch.Changes.Count, batch.Heartbeat).ShouldBe((0, true));
        feed.Find(1)!.Subject.ShouldBe("Backup job fails");
    }

    [Fact]
    public void ClosedCase_LeavesEveryView()
    {
        var (feed, _) = Feeds.Of([Entries.Entry(1, owner: RandomRows.Me)]);
        feed.Announce(Entries.Entry(1, version: 2, status: CaseStatus.Closed, owner: RandomRows.Me));
        Enum.GetValues<QueueView>().ShouldAllBe(view => feed.Order(view, RandomRows.Me).IsEmpty);
        (feed.Find(1), feed.Find(Entries.Entry(1).Number), feed.Count).ShouldBe((null, null, 0));
    }

    [Fact]
    public void Load_CaseThatChangedMeanwhile_KeepsTheNewer()
    {
        var feed = new CaseFeed(new HandClock(Entries.Noon), NullLogger<CaseFeed>.Instance);
        feed.Announce(Entries.Entry(1, version: 3) with { Subject = "newer" });
        feed.Load([Entries.Entry(1, version: 2), Entries.Entry(2)]);
        (feed.Find(1)!.Subject, feed.Count, feed.Order(QueueView.All).Count).ShouldBe(("newer", 2, 2));
    }

    [Fact]
    public void Load_CaseThatWasClosedMeanwhile_DoesNotComeBack()
    {
        var feed = new CaseFeed(new HandClock(Entries.Noon), NullLogger<CaseFeed>.Instance);
        feed.Announce(Entries.Entry(1, version: 3, status: CaseStatus.Closed));
        feed.Load([Entries.Entry(1, version: 2), Entries.Entry(2)]);
        feed.Order(QueueView.All).Select(k => k.Id).ShouldBe([2]);
    }

    [Fact]
    public async Task Subscription_Disposed_HearsNoMore_AndMayBeDisposedTwice()
    {
        var (feed, _) = Feeds.Of([]);
        var heard = 0;
        var subscription = feed.Subscribe(_ => Interlocked.Increment(ref heard));
        subscription.Dispose();
        subscription.Dispose();
        using var listener = new Listener(feed);
        feed.Heartbeat();
        await listener.NextAsync();
        heard.ShouldBe(0);
    }

    [Fact]
    public async Task Presence_IsAnnouncedAndWritersComeFirst()
    {
        var (feed, _) = Feeds.Of([Entries.Entry(1)]);
        var board = new PresenceTracker(feed, NullLogger<PresenceTracker>.Instance);
        using var listener = new Listener(feed);
        var (circuitA, circuitB, circuitC) = (new object(), new object(), new object());
        board.Enter(circuitA, 1, new(RandomRows.Me, "Kato", false));
        board.Enter(circuitB, 1, new(Guid.NewGuid(), "Sato", true));
        board.Enter(circuitC, 1, new(RandomRows.Me, "Kato", false));
        (await listener.NextAsync()).PresenceOf.ShouldBe([1]);
        board.At(1).Select(p => (p.Name, p.Writing)).ShouldBe([("Sato", true), ("Kato", false)]);
        board.Leave(circuitA, 1);
        board.At(1).Count.ShouldBe(2, "Kato still has it open in another window");
        board.Leave(circuitC, 1);
        board.Leave(circuitB, 1);
        board.At(1).ShouldBeEmpty();
    }

    /// <summary>A screen: a snapshot at subscription, then batches; complains of anything that does not fit.</summary>
    private sealed class Follower : IDisposable
    {
        private readonly Listener _listener;
        private Dictionary<long, int> _versions = [];

        public Follower(CaseFeed feed) =>
            _listener = new Listener(feed, () => _versions = feed.Entries.ToDictionary(e => e.Id, e => e.Version));

        public async Task ReachesAsync(long lastCase, CaseFeed feed)
        {
            long? sequence = null;
            while (!_versions.ContainsKey(lastCase))
            {
                var batch = await _listener.NextAsync();
                (sequence is null || batch.Sequence == sequence + 1).ShouldBeTrue("batches follow each other");
                sequence = batch.Sequence;
                foreach (var change in batch.Changes)
                {
                    _versions
                        .GetValueOrDefault(change.After.Id)
                        .ShouldBe(change.Before?.Version ?? 0, "each change begins where the last one ended: no gap, no duplicate");
                    _versions[change.After.Id] = change.After.Version;
                }
            }

            _versions.ShouldBe(feed.Entries.ToDictionary(e => e.Id, e => e.Version), ignoreOrder: true);
        }

        public void Dispose() => _listener.Dispose();
    }
}
