using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>The one table of what counts as what (spec U2, S8): every cell, and on real cases.</summary>
public sealed class ClockVerdictTests
{
    private static readonly Instant Now = SampleProgramme.Tokyo(2026, 11, 20, 12);

    public static TheoryData<ClockEnd?, bool, bool, ClockVerdict> Cells() =>
        new()
        {
            // Ended as, due instant passed, excused → verdict.
            { null, false, false, ClockVerdict.Running },
            { null, false, true, ClockVerdict.Running },
            { null, true, false, ClockVerdict.RunningLate },
            { null, true, true, ClockVerdict.Excused },
            { ClockEnd.Met, false, false, ClockVerdict.Met },
            { ClockEnd.Met, false, true, ClockVerdict.Met },
            { ClockEnd.Met, true, false, ClockVerdict.Missed },
            { ClockEnd.Met, true, true, ClockVerdict.Excused },
            { ClockEnd.Superseded, false, false, ClockVerdict.Superseded },
            { ClockEnd.Superseded, false, true, ClockVerdict.Superseded },
            { ClockEnd.Superseded, true, false, ClockVerdict.Missed },
            { ClockEnd.Superseded, true, true, ClockVerdict.Excused },
            { ClockEnd.Cancelled, false, false, ClockVerdict.CalledOff },
            { ClockEnd.Cancelled, false, true, ClockVerdict.CalledOff },
            { ClockEnd.Cancelled, true, false, ClockVerdict.Missed },
            { ClockEnd.Cancelled, true, true, ClockVerdict.Excused },
        };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Of_EveryCell(ClockEnd? ended, bool late, bool excused, ClockVerdict verdict) =>
        ClockVerdicts
            .Of(ended, ended is not null && late, excused, late ? Now - Duration.FromHours(1) : Now + Duration.FromHours(1), Now)
            .ShouldBe(verdict);

    [Fact]
    public void Of_OpenAtItsDueInstant_IsLate_AsItsReadingSays()
    {
        ClockVerdicts.Of(null, false, false, Now, Now).ShouldBe(ClockVerdict.RunningLate);
        ClockVerdicts.Of(null, false, false, null, Now).ShouldBe(ClockVerdict.Running, "while the customer has the ball nothing falls due");
    }

    [Theory]
    [InlineData(ClockVerdict.Running, null, false, false)]
    [InlineData(ClockVerdict.RunningLate, "due", true, true)]
    [InlineData(ClockVerdict.Met, "ended", true, false)]
    [InlineData(ClockVerdict.Missed, "due", true, true)]
    [InlineData(ClockVerdict.Superseded, "ended", false, false)]
    [InlineData(ClockVerdict.Excused, "due", false, false)]
    [InlineData(ClockVerdict.CalledOff, "ended", false, false)]
    public void Verdict_SaysWhenItIsSettled_AndWhetherItCounts(ClockVerdict verdict, string? settled, bool counts, bool broken)
    {
        var (due, ended) = (Now, Now + Duration.FromDays(3));
        ClockVerdicts
            .SettledAt(verdict, due, ended)
            .ShouldBe(
                settled switch
                {
                    "due" => due,
                    "ended" => ended,
                    _ => null,
                }
            );
        (verdict.Counts(), verdict.IsBroken()).ShouldBe((counts, broken));
    }

    [Fact]
    public void Attainment_OfNothing_IsNothing()
    {
        ClockVerdicts.Attainment(0, 0).ShouldBeNull();
        ClockVerdicts.Attainment(3, 1).ShouldBe(0.75);
    }

    [Fact]
    public void LoweredAfterItWasMissed_StaysMissed_UntilASupervisorExcusesIt_S8()
    {
        var fixture = new CaseFixture(Severity.High).At(17, 12).Do((c, at) => c.ChangeSeverity(Severity.Medium, "not that bad", at));
        fixture
            .Case.Clocks.Select(c => c.Verdict(fixture.Now))
            .ShouldBe([ClockVerdict.RunningLate], "a softer severity makes nothing good again");
        fixture.Do((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "mail was down", at));
        fixture.Do((c, at) => c.Reply("Here we are.", at));
        fixture.Case.Clocks.Select(c => c.Verdict(fixture.Now)).ShouldBe([ClockVerdict.Excused]);
    }

    [Fact]
    public void Excusing_TakesWhatIsBrokenByTheVerdict_AndNothingElse()
    {
        var fixture = new CaseFixture(Severity.High);
        fixture.Case.ExcuseBreach(ClockKind.FirstResponse, "too early", fixture.Context).Errors[0].Code.ShouldBe("breach.none");
        fixture.After(fixture.FirstResponse.DueAt!.Value - fixture.Now);
        fixture.FirstResponse.Verdict(fixture.Now).ShouldBe(ClockVerdict.RunningLate);
        fixture.Do((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "storm", at));
        fixture.Case.ExcuseBreach(ClockKind.FirstResponse, "again", fixture.Context).Errors[0].Code.ShouldBe("breach.excused");
        (fixture.FirstResponse.Verdict(fixture.Now), fixture.FirstResponse.ExcusedBy).ShouldBe(
            (ClockVerdict.Excused, fixture.Context.Actor.Name)
        );
    }

    [Fact]
    public void LoweredInTime_IsSuperseded_AndClosedInTime_IsCalledOff()
    {
        var fixture = new CaseFixture(Severity.High)
            .At(16, 11)
            .Do((c, at) => c.ChangeSeverity(Severity.Low, "a question", at))
            .At(16, 12)
            .Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at));
        fixture.Case.Clocks.Select(c => c.Verdict(fixture.Now)).ShouldBe([ClockVerdict.Superseded, ClockVerdict.CalledOff]);
    }

    [Fact]
    public void Reading_AndVerdict_AgreeAtAnyHour()
    {
        var fixture = new CaseFixture(Severity.High);
        for (var hour = 0; hour < 60; hour++)
        {
            fixture.After(Duration.FromHours(1));
            var clock = fixture.FirstResponse;
            clock
                .Verdict(fixture.Now)
                .IsBroken()
                .ShouldBe(clock.Read(fixture.Programme, fixture.Now).IsLate, $"{hour + 1} h after opening");
        }
    }
}
