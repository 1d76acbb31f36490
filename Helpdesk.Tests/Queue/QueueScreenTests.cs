using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Platform.Live;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Helpdesk.Tests.Queue;

/// <summary>One person's queue against the node's: nothing lost, nothing moved under the hand.</summary>
public sealed class QueueScreenTests
{
    private static readonly Gen<(int Kind, int Id, Func<QueueEntry, QueueEntry> Change)[]> s_stories = Gen.Select(
        Gen.Int[0, 11],
        Gen.Int[1, 25],
        RandomRows.Changes
    ).Array[1, 40];

    [Fact]
    public void AnyStory_ShowsTheFeedsOrder_AndNothingMovesWhileHeld() =>
        Gen.Select(RandomRows.Many, Gen.Enum<QueueView>(), RandomRows.Filters, s_stories)
            .Sample(
                (rows, view, filter, story) =>
                {
                    var desk = new AgentLoad(rows, view, filter);
                    foreach (var (kind, id, change) in story)
                        desk.Happens(kind, id, change);
                    desk.Settle();
                },
                iter: 2000
            );

    [Fact]
    public void Row_ThatWasClosedWhileHeld_StaysReadableAndHasLeft()
    {
        var desk = new AgentLoad([Entries.Entry(1), Entries.Entry(2)], QueueView.All, QueueFilter.None);
        desk.Select(1);
        desk.Change(1, e => e with { Status = CaseStatus.Closed });
        desk.Deliver();
        desk.Screen.Order.Shown.Count.ShouldBe(2);
        desk.Screen.HasLeft(desk.Screen.Row(1).ShouldNotBeNull()).ShouldBeTrue();
        desk.Screen.Apply().ShouldBeTrue();
        desk.Shown.ShouldBe([2]);
        desk.Screen.Row(1).ShouldBeNull();
    }

    [Fact]
    public void Row_ThatWasClosedAndReopenedWhileHeld_HasNotLeft()
    {
        var desk = new AgentLoad([Entries.Entry(1), Entries.Entry(2)], QueueView.All, QueueFilter.None);
        desk.Select(1);
        desk.Change(1, e => e with { Status = CaseStatus.Closed });
        desk.Deliver();
        desk.Change(1, e => e with { Status = CaseStatus.InProgress });
        desk.Deliver();
        desk.Screen.HasLeft(desk.Screen.Row(1).ShouldNotBeNull()).ShouldBeFalse();
    }

    [Fact]
    public void Row_ThatLeftTheViewWhileHeld_HasLeft()
    {
        var desk = new AgentLoad([Entries.Entry(1), Entries.Entry(2)], QueueView.Unassigned, QueueFilter.None);
        desk.Select(1);
        desk.Change(1, e => e with { OwnerId = RandomRows.Me });
        desk.Deliver();
        desk.Screen.HasLeft(desk.Screen.Row(1).ShouldNotBeNull()).ShouldBeTrue("somebody took it");
        desk.Screen.HasLeft(desk.Screen.Row(2).ShouldNotBeNull()).ShouldBeFalse();
    }

    [Fact]
    public void Missed_CaseFallsDueWhileHeld_WaitsAsNew()
    {
        var desk = new AgentLoad([Entries.Entry(1, -5), Entries.Entry(2, 5)], QueueView.Missed, QueueFilter.None);
        desk.Select(1);
        desk.Pass(Duration.FromMinutes(5));
        desk.Shown.ShouldBe([1]);
        (desk.Screen.Order.New, desk.Screen.Order.Moved).ShouldBe((1, 0), "time alone has brought one more");
        desk.Screen.Apply();
        desk.Shown.ShouldBe([1, 2]);
    }

    [Fact]
    public void Step_StaysInsideTheList()
    {
        var desk = new AgentLoad([Entries.Entry(1, 10), Entries.Entry(2, 20), Entries.Entry(3, 30)], QueueView.All, QueueFilter.None);
        desk.Screen.Step(1).ShouldBe(1);
        desk.Screen.Step(-1).ShouldBe(3);
        desk.Select(2);
        (desk.Screen.Step(1), desk.Screen.Step(9), desk.Screen.Step(-9)).ShouldBe((3, 3, 1));
        (desk.Screen.First, desk.Screen.Last).ShouldBe((1, 3));
        new AgentLoad([], QueueView.All, QueueFilter.None).Screen.Step(1).ShouldBeNull();
    }

    [Fact]
    public void SelectedPlace_OfARowThatMovedWhileHeld_IsWhereItIsShown()
    {
        var desk = new AgentLoad([Entries.Entry(1, 10), Entries.Entry(2, 20), Entries.Entry(3, 30)], QueueView.All, QueueFilter.None);
        desk.Select(3);
        desk.Change(3, e => e with { Clock = Entries.Clock(1) });
        desk.Deliver();
        desk.Screen.SelectedPlace.ShouldBe(2);
        desk.Screen.Apply();
        desk.Screen.SelectedPlace.ShouldBe(0);
    }

    /// <summary>A screen on a feed whose batches the test delivers, late when it likes.</summary>
    private sealed class AgentLoad
    {
        private readonly CaseFeed _feed;
        private readonly HandClock _clock;
        private readonly List<FeedChange> _waiting = [];
        private Dictionary<long, QueueKey>? _held;
        private long _sequence;

        public AgentLoad(IReadOnlyCollection<QueueEntry> rows, QueueView view, QueueFilter filter)
        {
            (_feed, _clock) = Feeds.Of(rows);
            Screen = new(_feed, new SearchIndex(_feed, NullLogger<SearchIndex>.Instance), _clock, RandomRows.Me);
            Screen.Show(view, filter);
            Shown.ShouldBe(Expected());
        }

        public QueueScreen Screen { get; }

        public IEnumerable<long> Shown => Screen.Order.Shown.Select(k => k.Id);

        public void Happens(int kind, int id, Func<QueueEntry, QueueEntry> change)
        {
            switch (kind)
            {
                case < 6:
                    Change(id, change);
                    break;
                case < 9:
                    Deliver();
                    break;
                case 9:
                    Deliver();
                    Hold(id % 2 == 0);
                    break;
                case 10:
                    Deliver();
                    Screen.Apply();
                    _held = _held is null ? null : Snapshot();
                    Shown.ShouldBe(Expected(), "applying brings exactly the current order");
                    break;
                default:
                    Pass(Duration.FromMinutes(id));
                    break;
            }
        }

        public void Select(long? id)
        {
            Screen.Select(id);
            _held = id is null ? null : _held ?? Snapshot();
        }

        public void Change(long id, Func<QueueEntry, QueueEntry> change)
        {
            var before = _feed.Find(id);
            var after = before is null ? change(Entries.Entry(id, version: 1000 + (int)_sequence++)) : before.Next(change);
            _feed.Announce(after);
            if (before is not null || after.IsOpen)
                _waiting.Add(new FeedChange(before, after));
        }

        public void Deliver(params long[] turned)
        {
            Screen.Take(new FeedBatch(++_sequence, _clock.Now, [.. _waiting], turned, [], [], false));
            _waiting.Clear();
            if (_held is null)
                Shown.ShouldBe(Expected(), "a free list follows by itself");
            else
                Waits();
        }

        public void Pass(Duration time)
        {
            var from = _clock.Now;
            _clock.Now += time;
            Deliver([.. _feed.MissedBetween(from, _clock.Now)]);
        }

        public void Settle()
        {
            Deliver();
            Hold(false);
            Shown.ShouldBe(Expected());
        }

        private void Hold(bool hold)
        {
            Select(hold ? 1 : null);
            if (!hold)
                Shown.ShouldBe(Expected(), "letting go takes everything in");
        }

        private void Waits()
        {
            Snapshot().ShouldBe(_held!, "nothing moves under the hand");
            var now = Expected().ToDictionary(id => id, id => QueueKey.Of(_feed.Find(id)!, Screen.View));
            Screen.Order.New.ShouldBe(now.Keys.Except(_held!.Keys).Count(), "new");
            Screen.Order.Moved.ShouldBe(_held.Count(row => !now.TryGetValue(row.Key, out var key) || key != row.Value), "moved");
        }

        private Dictionary<long, QueueKey> Snapshot() => Screen.Order.Shown.ToDictionary(k => k.Id);

        private IEnumerable<long> Expected() =>
            RandomRows.Expected(_feed.Entries, Screen.View, Screen.Filter, RandomRows.Me, _clock.Now).Select(e => e.Id);
    }
}
