using CsCheck;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Platform.Live;
using Helpdesk.Web.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Helpdesk.Tests.Queue;

/// <summary>Pages put together are the view: without a gap, without a repetition.</summary>
public sealed class QueuePagerTests
{
    private static readonly Guid s_me = RandomRows.Me;

    [Fact]
    public void Pages_PutTogether_AreTheWholeView() =>
        Gen.Select(RandomRows.Many, Gen.Enum<QueueView>(), RandomRows.Filters, Gen.Int[1, 9])
            .Sample(
                (rows, view, filter, take) =>
                {
                    var (feed, clock) = Feeds.Of(rows);
                    var expected = RandomRows.Expected(rows, view, filter, s_me, Entries.Noon).Select(e => e.Id).ToList();
                    using var index = new SearchIndex(feed, NullLogger<SearchIndex>.Instance);
                    Walk(new(feed, index, clock), view, filter, take).Select(e => e.Id).ShouldBe(expected);
                    Walk(new(feed, index, clock) { WalkAtMost = take }, view, filter, take)
                        .Select(e => e.Id)
                        .ShouldBe(expected, "rows picked out of all");
                    using var following = index.Fill();
                    Walk(new(feed, index, clock) { WalkAtMost = 1 }, view, filter, take)
                        .Select(e => e.Id)
                        .ShouldBe(expected, "rows picked out by the index");
                }
            );

    [Fact]
    public void Pages_WhileOtherRowsChange_NeitherSkipNorRepeatTheUntouched() =>
        Gen.Select(RandomRows.Many, Gen.Int[1, 5], Gen.Select(Gen.Int[1, 60], RandomRows.Changes).Array[1, 30])
            .Sample(
                (rows, take, changes) =>
                {
                    var (feed, clock) = Feeds.Of(rows);
                    var touched = new HashSet<long>();
                    var next = 0;
                    var seen = Walk(
                        new(feed, new SearchIndex(feed, NullLogger<SearchIndex>.Instance), clock),
                        QueueView.All,
                        QueueFilter.None,
                        take,
                        betweenPages: () =>
                        {
                            foreach (var (id, change) in changes.Skip(next).Take(3))
                            {
                                touched.Add(id);
                                feed.Announce(
                                    feed.Find(id) is { } entry
                                        ? entry.Next(change)
                                        : Entries.Entry(id, version: 50, dueInMinutes: (int)id * 7)
                                );
                            }

                            next += 3;
                        }
                    );
                    seen.Select(e => e.Id)
                        .Where(id => !touched.Contains(id))
                        .ShouldBe(
                            RandomRows
                                .Expected(rows, QueueView.All, QueueFilter.None, s_me, Entries.Noon)
                                .Select(e => e.Id)
                                .Where(id => !touched.Contains(id))
                        );
                }
            );

    [Fact]
    public void Total_CountsTheView_NotTheSearch()
    {
        var (feed, clock) = Feeds.Of([Entries.Entry(1), Entries.Entry(2, -5), Entries.Entry(3, dueInMinutes: null)]);
        var pager = new QueuePager(feed, new SearchIndex(feed, NullLogger<SearchIndex>.Instance), clock);
        pager
            .Read(QueueView.All, null, new QueueFilter { Search = "0002" }, 10, null)
            .ShouldSatisfyAllConditions(
                s => s.Total.ShouldBe(3),
                s => s.Items.ShouldHaveSingleItem().Id.ShouldBe(2),
                s => s.Next.ShouldBeNull()
            );
        pager
            .Read(QueueView.Missed, null, QueueFilter.None, 10, null)
            .ShouldSatisfyAllConditions(s => s.Total.ShouldBe(1), s => s.Items.ShouldHaveSingleItem().Id.ShouldBe(2));
    }

    [Fact]
    public void Mine_WithoutAPerson_IsEmpty()
    {
        var (feed, clock) = Feeds.Of([Entries.Entry(1, owner: s_me)]);
        new QueuePager(feed, new SearchIndex(feed, NullLogger<SearchIndex>.Instance), clock)
            .Read(QueueView.Mine, null, QueueFilter.None, 10, null)
            .Items.ShouldBeEmpty();
        new QueuePager(feed, new SearchIndex(feed, NullLogger<SearchIndex>.Instance), clock)
            .Read(QueueView.Mine, s_me, QueueFilter.None, 10, null)
            .Items.ShouldHaveSingleItem();
    }

    [Fact]
    public void Place_SurvivesTheRoundTrip() =>
        Gen.Select(Gen.Long, Gen.Int[1, 4], Gen.Long[1, long.MaxValue])
            .Sample(
                (due, severity, id) =>
                {
                    var key = new QueueKey(due, severity, id);
                    QueuePager.Parse(QueuePager.Format(key)).ShouldBe(key);
                }
            );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("1-2")]
    [InlineData("1-2-3-4")]
    [InlineData("x-2-3")]
    [InlineData("1--2-3")]
    [InlineData("1-2-11111111111111111")]
    public void Parse_Rubbish_IsNoPlace(string? text) => QueuePager.Parse(text).ShouldBeNull();

    private static List<QueueEntry> Walk(QueuePager pager, QueueView view, QueueFilter filter, int take, Action? betweenPages = null)
    {
        List<QueueEntry> all = [];
        QueueKey? place = null;
        for (var pages = 0; ; pages++)
        {
            pages.ShouldBeLessThan(200, "paging comes to an end");
            var slice = pager.Read(view, s_me, filter, take, place);
            slice.Items.Count.ShouldBeLessThanOrEqualTo(take);
            all.AddRange(slice.Items);
            if (slice.Next is null)
                return all;
            place = QueuePager.Parse(slice.Next);
            place.ShouldNotBeNull();
            betweenPages?.Invoke();
        }
    }
}
