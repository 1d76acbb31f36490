using Helpdesk.Domain.Queue;
using NodaTime;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// The rows that the benches measure on. No bench runs with the tests, so that a moved file would be noticed only by whoever measures.
/// </summary>
public sealed class ManyEntriesTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 6, 9, 1, 0);

    [Fact]
    public void Make_GivesAsManyOpenRowsAsAsked_EachWithItsOwnId()
    {
        var rows = ManyEntries.Make(50, Now, firstId: 7);

        rows.Count.ShouldBe(50);
        rows.Select(r => r.Id).Distinct().Count().ShouldBe(50);
        rows.Min(r => r.Id).ShouldBe(7);
        rows.ShouldContain(r => r.Clock != null);
    }
}
