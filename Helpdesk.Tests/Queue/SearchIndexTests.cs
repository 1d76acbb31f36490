using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Platform.Live;
using Helpdesk.Web.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpdesk.Tests.Queue;

/// <summary>The index finds what looking at every row finds.</summary>
public sealed class SearchIndexTests
{
    [Fact]
    public void Find_AnyPieceOfARow_FindsExactlyTheRowsThatHoldIt() =>
        Gen.Select(RandomRows.Many, Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[1, 6])
            .Sample(
                (rows, which, from, length) =>
                {
                    var (feed, _) = Feeds.Of(rows);
                    using var index = new SearchIndex(feed, NullLogger<SearchIndex>.Instance);
                    using var following = index.Fill();
                    if (rows.Length == 0)
                        return;
                    var text = QueueSearch.TextOf(rows[which % rows.Length]);
                    var start = from % text.Length;
                    var terms = QueueSearch.Terms(text[start..Math.Min(text.Length, start + length)]);

                    index
                        .Find(terms)
                        .Select(e => e.Id)
                        .Order()
                        .ShouldBe(feed.Entries.Where(e => QueueSearch.Matches(e, terms)).Select(e => e.Id).Order());
                }
            );

    [Fact]
    public void Find_AmongManyRows_FindsEachByItsNumber()
    {
        QueueEntry[] rows = [.. Enumerable.Range(1, 700).Select(id => Entries.Entry(id))];
        var (feed, _) = Feeds.Of(rows);
        using var index = new SearchIndex(feed, NullLogger<SearchIndex>.Instance);
        using var following = index.Fill();

        foreach (var row in rows)
            index.Find([QueueSearch.Fold(row.Number)]).ShouldHaveSingleItem().Id.ShouldBe(row.Id);
    }

    [Fact]
    public async Task Find_AfterChanges_KnowsTheNewTextAndForgetsTheClosed()
    {
        var (feed, _) = Feeds.Of([Entries.Entry(1), Entries.Entry(2), Entries.Entry(3)]);
        using var index = new SearchIndex(feed, NullLogger<SearchIndex>.Instance);
        using var following = index.Fill();
        var heard = new TaskCompletionSource();
        using var after = feed.Subscribe(_ => heard.TrySetResult());

        feed.Announce(feed.Find(1)!.Next(e => e with { Status = CaseStatus.Closed }));
        feed.Announce(feed.Find(3)!.Next(e => e with { LastLine = "Zebra" }));
        feed.Announce(Entries.Entry(4) with { LastLine = "ゼブラ zebra" });
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        index.Find(["zebra"]).Select(e => e.Id).Order().ShouldBe([3, 4]);
        index.Find([QueueSearch.Fold(Entries.Entry(1).Number)]).ShouldBeEmpty();
        index.Find([QueueSearch.Fold(Entries.Entry(2).Number)]).ShouldHaveSingleItem().Id.ShouldBe(2);
    }
}
