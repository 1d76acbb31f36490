using System.Collections.Immutable;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue;

namespace Helpdesk.Tests.Queue;

/// <summary>The list stands still under the hand; what waits is counted, not lost.</summary>
public sealed class HeldOrderTests
{
    private readonly HeldOrder _order = new();
    private readonly Dictionary<long, QueueEntry> _rows = Enumerable.Range(1, 5).ToDictionary(i => (long)i, i => Entries.Entry(i, i * 10));

    public HeldOrderTests() => _order.Show(QueueView.All, Current());

    [Fact]
    public void Follow_NotHeld_MovesAtOnce()
    {
        Change(Move(5, 5)).ShouldBeTrue();
        Shown().ShouldBe([5, 1, 2, 3, 4]);
        _order.HasNews.ShouldBeFalse();
    }

    [Fact]
    public void Follow_Held_NothingMoves_AndEachRowIsCountedOnce()
    {
        _order.Hold(true);
        Change(Move(5, 5)).ShouldBeFalse();
        Change(Move(5, 15)).ShouldBeFalse();
        Change(Move(4, 7)).ShouldBeFalse();
        Change(Add(6, 1)).ShouldBeFalse();
        Change(Add(7, 2), Move(6, 99)).ShouldBeFalse();
        Shown().ShouldBe([1, 2, 3, 4, 5]);
        (_order.New, _order.Moved).ShouldBe((2, 2));
    }

    [Fact]
    public void Apply_BringsExactlyTheCurrentOrder()
    {
        _order.Hold(true);
        Change(Move(5, 5), Add(6, 1), Close(3));
        _order.Apply().ShouldBeTrue();
        Shown().ShouldBe([6, 5, 1, 2, 4]);
        (_order.New, _order.Moved, _order.IsHeld).ShouldBe((0, 0, true));
        _order.Apply().ShouldBeFalse("there is nothing left to take in");
    }

    [Fact]
    public void Follow_Held_ARowThatLeaves_KeepsItsPlaceAndCountsAsMoved()
    {
        _order.Hold(true);
        Change(Close(3));
        (Shown().Contains(3), _order.New, _order.Moved).ShouldBe((true, 0, 1));
    }

    [Fact]
    public void Follow_Held_ANewRowThatLeavesAgain_IsNoNews()
    {
        _order.Hold(true);
        Change(Add(6, 1));
        Change(Close(6));
        _order.HasNews.ShouldBeFalse();
    }

    [Fact]
    public void Follow_Held_ARowThatMovesThereAndBack_IsNoNews()
    {
        _order.Hold(true);
        Change(Move(2, 90));
        _order.Moved.ShouldBe(1);
        Change(Move(2, 20));
        _order.HasNews.ShouldBeFalse("pressing the key would move nothing");
    }

    [Fact]
    public void Follow_Held_ContentAlone_IsNoNews()
    {
        _order.Hold(true);
        Change(_rows[2].Next(e => e with { LastLine = "another line" }));
        _order.HasNews.ShouldBeFalse();
    }

    [Fact]
    public void Follow_Held_OrderThatIsAheadOfItsChanges_LosesNoCount()
    {
        _order.Hold(true);
        var first = Note(Add(6, 1));
        var second = Note(Add(7, 2));
        var ahead = Current();
        _order.Follow(ahead, [first]);
        _order.Follow(ahead, [second]);
        _order.New.ShouldBe(2, "the node's order may already hold what the next batch tells of");
    }

    [Fact]
    public void LetGo_TakesInWhatWaited()
    {
        _order.Hold(true);
        Change(Move(5, 5));
        _order.Hold(false).ShouldBeTrue();
        Shown().ShouldBe([5, 1, 2, 3, 4]);
        _order.Hold(false).ShouldBeFalse();
    }

    [Fact]
    public void Follow_HeldASecondTime_CountsFromWhereTheRowsStandNow()
    {
        _order.Hold(true);
        Change(_rows[2].Next(e => e with { LastLine = "another line" }));
        _order.Hold(false);
        Change(Move(2, 90));
        _order.Hold(true);
        Change(_rows[2].Next(e => e with { LastLine = "and another" }));
        _order.HasNews.ShouldBeFalse("nothing has moved since the list was held again");
    }

    private QueueEntry Move(long id, int due) => _rows[id].Next(e => e with { Clock = Entries.Clock(due) });

    private static QueueEntry Add(long id, int due) => Entries.Entry(id, due);

    private QueueEntry Close(long id) => _rows[id].Next(e => e with { Status = CaseStatus.Closed });

    private bool Change(params QueueEntry[] after)
    {
        FeedChange[] changes = [.. after.Select(Note)];
        return _order.Follow(Current(), changes);
    }

    private FeedChange Note(QueueEntry after)
    {
        var change = new FeedChange(_rows.GetValueOrDefault(after.Id), after);
        if (after.IsOpen)
            _rows[after.Id] = after;
        else
            _rows.Remove(after.Id);
        return change;
    }

    private ImmutableSortedSet<QueueKey> Current() => [.. _rows.Values.Select(QueueKey.Of)];

    private IEnumerable<long> Shown() => _order.Shown.Select(k => k.Id);
}
