using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>A changed severity: raising counts from the change under the old due time, lowering from receipt (spec S8).</summary>
public sealed class ReclassifyTests
{
    private static readonly Instant s_opened = Tokyo(2026, 11, 16, 10);

    [Fact]
    public void Raise_CountsFromTheChange_S8()
    {
        var change = Reclassify.Raise(Clock(Severity.Medium), Target(Severity.Emergency), Programme, Tokyo(2026, 11, 16, 15));
        (change.OldDueAt, change.NewDueAt).ShouldBe((Tokyo(2026, 11, 18, 10), Tokyo(2026, 11, 16, 17)));
        (change.Old.EndedAs, change.Old.StoppedAt).ShouldBe((ClockEnd.Superseded, Tokyo(2026, 11, 16, 15)));
        change.OldReading.State.ShouldBe(ClockState.Running, "it is shown as it stood before the change");
    }

    [Fact]
    public void Raise_IsNeverLaterThanTheOldDueTime_S8()
    {
        var at = Tokyo(2026, 11, 18, 9, 30);
        var change = Reclassify.Raise(Clock(Severity.Medium), Target(Severity.Emergency), Programme, at);
        change.NewDueAt.ShouldBe(Tokyo(2026, 11, 18, 10));
        change.NewReading!.Value.Remaining.ShouldBe(Duration.FromMinutes(30));
        var ledger = SlaLedger.Explain(change.New!, Business, at);
        ledger
            .Rows.Select(r => (r.Reason, r.Counted))
            .ShouldBe([(LedgerReason.Left, Duration.FromMinutes(30)), (LedgerReason.Capped, Duration.FromMinutes(90))]);
    }

    [Fact]
    public void Raise_ToAnotherCalendar_MayEndInItsClosedTime_S8()
    {
        var always = SlaClock.Start(new(ClockKind.Callback, "always", Duration.FromHours(20)), Tokyo(2026, 11, 16, 15));
        var change = Reclassify.Raise(always, Target(Severity.Emergency), Programme, Tokyo(2026, 11, 16, 16));
        change.NewDueAt.ShouldBe(Tokyo(2026, 11, 17, 10));
        var late = Reclassify.Raise(
            always with
            {
                Target = Duration.FromHours(4),
            },
            Target(Severity.Emergency),
            Programme,
            Tokyo(2026, 11, 16, 16)
        );
        late.NewDueAt.ShouldBe(Tokyo(2026, 11, 16, 19), "the old due time, although the new calendar is closed then");
        SlaLedger
            .Explain(late.New!, Business, s_opened)
            .Rows.Aggregate(Duration.Zero, (sum, row) => sum + row.Counted)
            .ShouldBe(Duration.FromHours(2));
    }

    [Fact]
    public void Raise_WhileCustomerHasBall_KeepsThePauseAndMovesTheCapWithIt_S8()
    {
        var paused = Clock(Severity.Medium) with
        {
            Kind = ClockKind.Resolution,
            Target = Duration.FromHours(4),
            Pauses = [new(Tokyo(2026, 11, 16, 13), null)],
        };
        var change = Reclassify.Raise(paused, Target(Severity.Emergency), Programme, Tokyo(2026, 11, 16, 14));
        change.NewDueAt.ShouldBeNull();
        var resumed = change.New! with { Pauses = [new(Tokyo(2026, 11, 16, 13), Tokyo(2026, 11, 17, 9))] };
        resumed.DueAt(Business).ShouldBe(Tokyo(2026, 11, 17, 10), "one hour of the old four was left, less than the new two");
    }

    [Fact]
    public void Lower_CountsFromReceipt_S8()
    {
        var change = Reclassify.Lower(Clock(Severity.Emergency), Target(Severity.High), Programme, Tokyo(2026, 11, 16, 11));
        (change.OldDueAt, change.NewDueAt).ShouldBe((Tokyo(2026, 11, 16, 12), Tokyo(2026, 11, 17, 10)));
        change.New!.StartedAt.ShouldBe(s_opened);
    }

    [Fact]
    public void Lower_AfterRaising_CountsFromFirstReceipt_S8()
    {
        var raised = Reclassify.Raise(Clock(Severity.Medium), Target(Severity.Emergency), Programme, Tokyo(2026, 11, 16, 15)).New!;
        var lowered = Reclassify.Lower(raised, Target(Severity.Medium), Programme, Tokyo(2026, 11, 16, 15, 30));
        lowered.NewDueAt.ShouldBe(Tokyo(2026, 11, 18, 10), "raising and lowering again gives the first promise back, no more");
    }

    [Fact]
    public void Lower_WhereReceiptWouldBeEarlier_KeepsThePresentClock()
    {
        var raised = Reclassify.Raise(Clock(Severity.Medium), Target(Severity.Emergency), Programme, Tokyo(2026, 11, 17, 15)).New!;
        var change = Reclassify.Lower(raised, Target(Severity.High), Programme, Tokyo(2026, 11, 17, 15, 30));
        change.New.ShouldBeNull("High from receipt was due at 10:00 already; lowering must not break a promise");
        change.NewDueAt.ShouldBe(Tokyo(2026, 11, 17, 17));
    }

    [Fact]
    public void Change_MissedClock_StaysMissed_S8()
    {
        var clock = Clock(Severity.Emergency);
        var change = Reclassify.Lower(clock, Target(Severity.Low), Programme, Tokyo(2026, 11, 16, 13));
        (change.Old, change.New, change.OldReading.State).ShouldBe((clock, null, ClockState.Missed));
        Reclassify.Raise(clock, Target(Severity.Emergency), Programme, Tokyo(2026, 11, 16, 13)).New.ShouldBeNull();
    }

    [Fact]
    public void Raise_AnyTime_IsMinimumOfOldDueAndNewTarget_S8() =>
        Gen.Select(Gen.Int[0, 40 * 1440], Gen.Int[0, 959])
            .Sample(
                (opened, changed) =>
                {
                    var start = s_opened + Duration.FromMinutes(opened);
                    var clock = SlaClock.Start(Target(Severity.Medium), start);
                    var at = Business.Due(start, Duration.FromMinutes(changed))!.Value;
                    var change = Reclassify.Raise(clock, Target(Severity.Emergency), Programme, at);
                    change.NewDueAt.ShouldBe(Instant.Min(change.OldDueAt!.Value, Business.Due(at, Duration.FromHours(2))!.Value));
                }
            );

    private static SlaTarget Target(Severity severity) => Programme.Target(SupportTier.Standard, severity, ClockKind.FirstResponse)!;

    private static SlaClock Clock(Severity severity) => SlaClock.Start(Target(severity), s_opened);
}
