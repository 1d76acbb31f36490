using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;

namespace Helpdesk.Tests.Cases;

/// <summary>Duplicates become one, nothing is lost (spec I5).</summary>
public sealed class CaseMergeTests
{
    [Fact]
    public void MergeInto_ClosesTheDuplicate_AndLinksBothWays_I5()
    {
        var (duplicate, main) = (new CaseFixture(), new CaseFixture(number: "C-20261116-0002"));
        duplicate.Do((c, at) => c.MergeInto(main.Case, at));
        (duplicate.Case.Status, duplicate.Case.ClosingReason, duplicate.Case.ClosingDetail).ShouldBe(
            (CaseStatus.Closed, ClosingReason.Merged, "C-20261116-0002")
        );
        duplicate.Case.Links.Select(l => (l.Kind, l.OtherNumber)).ShouldBe([(LinkKind.MergedInto, "C-20261116-0002")]);
        main.Case.Links.Select(l => (l.Kind, l.OtherNumber)).ShouldBe([(LinkKind.MergedFrom, "C-20261116-0001")]);
        (main.Case.Status, main.FirstResponse.IsOpen, duplicate.FirstResponse.EndedAs).ShouldBe(
            (CaseStatus.New, true, ClockEnd.Superseded)
        );
    }

    [Fact]
    public void MergeInto_TheOtherWayRoundAfterwards_IsRefused_I5()
    {
        var (a, b) = (new CaseFixture(), new CaseFixture(number: "C-20261116-0002"));
        a.Do((c, at) => c.MergeInto(b.Case, at));
        b.Refused((c, at) => c.MergeInto(a.Case, at)).ShouldBe("merge.other-closed");
    }

    [Fact]
    public void MergeInto_Itself_IsRefused() => new CaseFixture().Refused((c, at) => c.MergeInto(c, at)).ShouldBe("merge.itself");

    [Fact]
    public void Close_AsMergedByHand_IsRefused() =>
        new CaseFixture().Refused((c, at) => c.Close(ClosingReason.Merged, "C-1", null, at)).ShouldBe("close.by-merging");

    [Fact]
    public void Link_Twice_IsRefused()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Link(LinkKind.Related, "C-20261116-0002", at));
        fixture.Refused((c, at) => c.Link(LinkKind.Related, "C-20261116-0002", at)).ShouldBe("link.there-already");
    }

    [Fact]
    public void UndoClose_OfAMerge_IsRefused() =>
        new CaseFixture()
            .Do((c, at) => c.MergeInto(new CaseFixture(number: "C-20261116-0002").Case, at))
            .Refused((c, at) => c.UndoClose(at))
            .ShouldBe("case.not-allowed");
}
