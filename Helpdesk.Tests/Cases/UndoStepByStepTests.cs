using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>What was merged and closed one after the other is taken back in the opposite order, each as it was (spec I5).</summary>
public sealed class UndoStepByStepTests
{
    private static readonly Duration s_minute = Duration.FromMinutes(1);

    [Fact]
    public void TwoDuplicates_TakenBackFromTheLastOn_AreAsBefore_I5()
    {
        var (main, one, other) = Three();
        var before = CaseStateText.Of(main.Case);
        Merge(one, main);
        Merge(other, main);
        Undo(other, main);
        Undo(one, main);
        CaseStateText.Of(main.Case).ShouldBe(before);
        (one.Case.OwesAnswer, other.Case.OwesAnswer).ShouldBe((true, true));
    }

    [Fact]
    public void DuplicateOfADuplicate_TakenBackFromTheLastOn_IsAsBefore_I5()
    {
        var (main, one, other) = Three();
        var before = CaseStateText.Of(other.Case);
        Merge(one, other);
        Merge(other, main);
        Undo(other, main);
        Undo(one, other);
        CaseStateText.Of(other.Case).ShouldBe(before);
    }

    [Fact]
    public void MergedThenClosed_BothTakenBack_I5()
    {
        var (main, one, _) = Three();
        var before = CaseStateText.Of(main.Case);
        Merge(one, main);
        main.Do((c, at) => c.Close(ClosingReason.WorksAsSpecified, null, "So it is meant.", at))
            .After(Duration.FromSeconds(30))
            .Do((c, at) => c.UndoClose(at));
        Undo(one, main);
        CaseStateText.Of(main.Case).ShouldBe(before);
    }

    [Fact]
    public void FirstOne_BeforeTheLast_IsRefused_AndSoIsWhatWasGoneOnWith_I5()
    {
        var (main, one, other) = Three();
        Merge(one, main);
        Merge(other, main);
        one.Now = main.Now;
        one.Refused((c, at) => c.UndoMerge(main.Case, at)).ShouldBe("merge.undo-overtaken");
        Undo(other, main);
        main.Do((c, at) => c.Note("looked at it", at));
        one.Now = main.Now;
        one.Refused((c, at) => c.UndoMerge(main.Case, at)).ShouldBe("merge.undo-overtaken");
    }

    [Fact]
    public void OverduePromise_IsJudgedOnce_WhereItGoesOn_AndNowhereWhenTakenBack_I5_U2()
    {
        var (main, one, _) = Three();
        main.Do((c, at) => c.Reply("We look into it.", at));
        one.At(18, 10).Case.FirstDueAt().ShouldNotBeNull().ShouldBeLessThan(one.Now);
        main.Now = one.Now;
        one.Do((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "Our line was down.", at));
        Merge(one, main);
        Verdicts(one).ShouldNotContain(ClockVerdict.Missed);
        Verdicts(main).ShouldContain(ClockVerdict.Excused, "what was excused stays so");
        Undo(one, main);
        Verdicts(main).ShouldNotContain(ClockVerdict.Missed);
        Verdicts(one).ShouldContain(ClockVerdict.Excused);
    }

    [Fact]
    public void ReopeningAMergedCase_IsRefused_AsItGoesOnAsTheOther_C9()
    {
        var (main, one, _) = Three();
        Merge(one, main);
        one.After(Duration.FromHours(1)).Refused((c, at) => c.Reopen(null, at)).ShouldBe("case.merged");
    }

    [Fact]
    public void ClosedBecauseItWasTime_TakenBack_IsNotClosedAgainAtOnce_C8()
    {
        var fixture = new CaseFixture().Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at));
        fixture.At(24, 10).Do((c, at) => c.Remind(at)).At(1, 10, month: 12);
        fixture.Do((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).After(s_minute).Do((c, at) => c.UndoClose(at));
        var plan = fixture.Case.SilencePlan(fixture.Programme).ShouldNotBeNull();
        (plan.IsClosing, plan.ClosesAt >= fixture.Now + Duration.FromDays(14)).ShouldBe((false, true));
    }

    private static (CaseFixture Main, CaseFixture One, CaseFixture Other) Three() =>
        (
            new CaseFixture(number: "C-20261116-0002").Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at)),
            new CaseFixture(),
            new CaseFixture(number: "C-20261116-0003")
        );

    private static void Merge(CaseFixture duplicate, CaseFixture into) => Both(duplicate, into, (c, at) => c.MergeInto(into.Case, at));

    private static void Undo(CaseFixture duplicate, CaseFixture into) => Both(duplicate, into, (c, at) => c.UndoMerge(into.Case, at));

    private static void Both(CaseFixture duplicate, CaseFixture into, Func<Case, CaseContext, Result> act)
    {
        duplicate.Now = into.Now = Instant.Max(duplicate.Now, into.Now) + s_minute;
        duplicate.Do(act);
    }

    private static List<ClockVerdict> Verdicts(CaseFixture fixture) => [.. fixture.Case.Clocks.Select(c => c.Verdict(fixture.Now))];
}
