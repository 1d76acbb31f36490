using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Entitlements;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases;

/// <summary>Correcting a case and judging it by records that came later (spec E5, P11, S8).</summary>
public sealed class CaseJudgedAnewTests
{
    [Fact]
    public void ContractArrives_TheClockStartsThen_NotAtOpening_E5()
    {
        var fixture = new CaseFixture(withContract: false);
        fixture.Case.Verdict.Kind.ShouldBe(VerdictKind.NotEntitled);
        fixture.Case.Clocks.ShouldBeEmpty();

        fixture.At(18, 11).Do((c, at) => c.JudgeAnew(c.ToIntake(), Outcome(fixture, SupportTier.Standard), "Contract came", at));

        fixture.Case.VerdictKind.ShouldBe(VerdictKind.Entitled);
        fixture.FirstResponse.StartedAt.ShouldBe(fixture.Now, "a doubt must not break a promise after the fact");
        var judged = fixture.Case.Timeline.Select(e => e.Event).OfType<CaseJudgedAnew>().ShouldHaveSingleItem();
        (judged.Before.Kind, judged.After.Kind).ShouldBe((VerdictKind.NotEntitled, VerdictKind.Entitled), "history keeps both");
        judged.Dues.NewDueAt.ShouldBe(fixture.FirstResponse.DueAt);
    }

    [Fact]
    public void BetterTier_CountsFromNow_NeverLaterThanPromised_S8()
    {
        var fixture = new CaseFixture(Severity.Emergency);
        var due = fixture.FirstResponse.DueAt!.Value;

        fixture
            .After(Duration.FromMinutes(90))
            .Do((c, at) => c.JudgeAnew(c.ToIntake(), Outcome(fixture, SupportTier.Premium, Severity.Emergency), "Premium since May", at));

        fixture.Case.Tier.ShouldBe(SupportTier.Premium);
        fixture.FirstResponse.CalendarId.ShouldBe("always");
        fixture.FirstResponse.DueAt!.Value.ShouldBeLessThanOrEqualTo(due);
        fixture.Case.Clocks[0].EndedAs.ShouldBe(ClockEnd.Superseded);
    }

    [Fact]
    public void CorrectedUnderATerserProgramme_WhatRunsGoesOn_ByDayAndByNight_P3()
    {
        var fixture = new CaseFixture(Severity.Low, SupportTier.Premium)
            .At(16, 20)
            .Do((c, at) => c.RequestCallback("03-5550-0101", null, null, at));
        // From now on Premium is promised nothing around the clock.
        var terse = SampleProgramme
            .Create(("Targets:Premium:Emergency:FirstResponse:Calendar", "business"), ("Targets:Premium:Low:Callback:Calendar", "business"))
            .Value;

        var about = fixture.Case.ToIntake() with { ProductVersion = "5.2.6" };
        var done = fixture.Case.JudgeAnew(
            about,
            Outcome(fixture, SupportTier.Premium, Severity.Low),
            "version misread",
            new(fixture.Now, CaseFixture.Agent, terse)
        );

        done.IsOk.ShouldBeTrue();
        fixture.Open.Select(c => c.Kind).ShouldBe([ClockKind.FirstResponse, ClockKind.Callback], ignoreOrder: true);
        NightNeed.Of(fixture.Case, terse, fixture.Now)!.Cause.ShouldBe(PageCause.Callback, "it was promised around the clock");
    }

    [Fact]
    public void ContractTurnsOutToHaveEnded_TheClocksAreCalledOff_ACallOfAPersonStays()
    {
        var fixture = new CaseFixture().Do((c, at) => c.RequestCallback(null, at.Now + Duration.FromHours(3), null, at));
        fixture.Do((c, at) => c.JudgeAnew(c.ToIntake(), Outcome(fixture, null), "It had ended", at));

        fixture.Case.VerdictKind.ShouldBe(VerdictKind.NotEntitled);
        fixture.FirstResponse.EndedAs.ShouldBe(ClockEnd.Cancelled);
        fixture.Open.ShouldHaveSingleItem().PromisedFor.ShouldNotBeNull("who named a time rings at that time");
    }

    [Fact]
    public void GrantedException_StandsWhileTheRecordsStillSayNo_E5()
    {
        var fixture = new CaseFixture(withContract: false).Do((c, at) => c.GrantException(SupportTier.Standard, null, "Good will", at));
        var clocks = fixture.Open.ToList();

        fixture.Do((c, at) => c.JudgeAnew(c.ToIntake() with { ProductVersion = "5.2.6" }, Outcome(fixture, null), "Typing error", at));

        fixture.Case.VerdictKind.ShouldBe(VerdictKind.EntitledWithLimits);
        fixture.Open.ShouldBe(clocks);
        fixture.Case.ProductVersion.ShouldBe("5.2.6");
    }

    [Fact]
    public void NothingElse_IsRefused() =>
        new CaseFixture()
            .Refused((c, at) => c.JudgeAnew(c.ToIntake(), Outcome(new CaseFixture(), SupportTier.Standard), "Just looking", at))
            .ShouldBe("judge.same");

    [Fact]
    public void CorrectedContact_StandsInTheWordsThatCanBeErased_NotInTheRecord()
    {
        var fixture = new CaseFixture();
        var other = fixture.Case.Contact with { Name = "佐藤 花", Email = "h.sato@daiwa.example" };
        fixture.Do(
            (c, at) => c.JudgeAnew(c.ToIntake() with { Contact = other }, Outcome(fixture, SupportTier.Standard), "Other person", at)
        );

        fixture.Case.Contact.ShouldBe(other);
        var entry = fixture.Case.Timeline.Single(e => e.Event is CaseJudgedAnew);
        ((CaseJudgedAnew)entry.Event).Corrected.ShouldHaveSingleItem().ShouldBe(new CorrectedField("contact", null, ""));
        entry.Event.Words.ShouldNotBeNull().ShouldContain("h.sato@daiwa.example");
    }

    [Fact]
    public void Missed_StaysMissed_S8()
    {
        var fixture = new CaseFixture(Severity.Emergency).After(Duration.FromHours(3));
        fixture.FirstResponse.Read(fixture.Programme, fixture.Now).State.ShouldBe(ClockState.Missed);
        fixture.Do((c, at) => c.JudgeAnew(c.ToIntake(), Outcome(fixture, SupportTier.Premium, Severity.Emergency), "Premium", at));
        fixture.FirstResponse.Read(fixture.Programme, fixture.Now).State.ShouldBe(ClockState.Missed);
        fixture.FirstResponse.StartedAt.ShouldBe(CaseFixture.Opened);
    }

    private static TriageOutcome Outcome(CaseFixture fixture, SupportTier? tier, Severity severity = Severity.High) =>
        Triage.Judge(
            CaseFixture.Intake(severity),
            CaseFixture.Records(tier ?? SupportTier.Standard, LicenceKind.Purchased, tier is not null),
            fixture.Programme,
            fixture.Now
        );
}
