using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Tests.Cases;
using NodaTime;

namespace Helpdesk.Tests.Reports;

/// <summary>What a case that came back no longer tells of itself (issue 17, spec C9, H5).</summary>
public sealed class CaseHistoryTests
{
    [Fact]
    public void ClosedAndReopened_IsAClosingOfThatDay()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Close(ClosingReason.WorksAsSpecified, null, "It works as described.", at));
        Of(fixture).ShouldBe(CaseHistory.None, "it stands on the case itself");
        fixture.After(Duration.FromDays(8)).Do((c, at) => c.Reopen("again", at));
        Of(fixture).Closings.ShouldBe([new ClosingFact(CaseFixture.Opened, ClosingReason.WorksAsSpecified)]);
        fixture.Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at));
        Of(fixture).Closings.Count.ShouldBe(1);
    }

    [Fact]
    public void TakenBackWithinItsMinute_NeverWasOne()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at))
            .Do((c, at) => c.UndoClose(at))
            .Do((c, at) => c.Confirm(ConfirmedBy.Mail, null, null, at))
            .Do((c, at) => c.Reopen(null, at));
        Of(fixture).ShouldSatisfyAllConditions(h => h.Closings.ShouldBeEmpty(), h => h.HasEnded.ShouldBeTrue("it was resolved"));
    }

    [Fact]
    public void NotSolved_HasEndedAllTheSame()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Confirm(ConfirmedBy.Mail, null, null, at))
            .Do((c, at) => c.CustomerMessage("not solved", at));
        fixture.Case.Status.ShouldBe(CaseStatus.InProgress);
        Of(fixture).HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void MergingTakenBack_NeverWasAClosing_I5()
    {
        var main = new CaseFixture(number: "C-20261116-0002");
        var fixture = new CaseFixture()
            .Do((c, at) => c.MergeInto(main.Case, at))
            .After(Duration.FromMinutes(9))
            .Do((c, at) => c.UndoMerge(main.Case, at))
            .After(Duration.FromDays(7))
            .Do((c, at) => c.Confirm(ConfirmedBy.Mail, null, null, at))
            .Do((c, at) => c.Reopen(null, at));
        Of(fixture).ShouldSatisfyAllConditions(h => h.Closings.ShouldBeEmpty(), h => h.HasEnded.ShouldBeTrue("it was resolved"));
    }

    private static CaseHistory Of(CaseFixture fixture) => CaseHistory.Of(fixture.Case.Timeline.Select(e => (e.At, e.Event)));
}
