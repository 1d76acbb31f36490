using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>The engine behind the what-if API: answers, and refusals by field.</summary>
public sealed class ServiceLevelSimulatorTests
{
    private static readonly ServiceLevelSimulator s_simulator = new(Programme);
    private static readonly Instant s_start = Tokyo(2026, 11, 20, 16, 24);
    private static readonly Instant s_outside = Instant.FromUtc(2100, 1, 2, 0, 0);

    [Fact]
    public void Simulate_Emergency_AnswersWithLedger_P2()
    {
        var answer = s_simulator
            .Simulate(new(s_start, SupportTier.Standard, Severity.Emergency, ClockKind.FirstResponse), withLedger: true)
            .Value;
        (answer.DueAt, answer.CalendarId, answer.TargetSeconds, answer.Ledger!.Rows.Count).ShouldBe(
            (Tokyo(2026, 11, 24, 10, 24), "business", 7200L, 4)
        );
        s_simulator
            .Simulate(new(s_start, SupportTier.Premium, Severity.Emergency, ClockKind.FirstResponse))
            .Value.DueAt.ShouldBe(s_start + Duration.FromHours(1));
    }

    [Fact]
    public void Simulate_PausesCountForEveryClock() =>
        s_simulator
            .Simulate(
                new(
                    s_start,
                    SupportTier.Premium,
                    Severity.Emergency,
                    ClockKind.FirstResponse,
                    [new(s_start, s_start + Duration.FromHours(1))]
                )
            )
            .Value.DueAt.ShouldBe(s_start + Duration.FromHours(2));

    [Fact]
    public void DueAndElapsed_AreInverse()
    {
        var due = s_simulator.Due(new("business", s_start, 7200)).Value.DueAt;
        due.ShouldBe(Tokyo(2026, 11, 24, 10, 24));
        s_simulator.Elapsed(new("business", s_start, due)).Value.Elapsed.ShouldBe(Duration.FromHours(2));
    }

    [Fact]
    public void OwnCalendar_GoesBeforeTheProgrammes()
    {
        var own = BusinessCalendar.Compile(CalendarDefinition.AroundTheClock("business", "UTC")).Value;
        new ServiceLevelSimulator(Programme, new Dictionary<string, BusinessCalendar> { ["business"] = own })
            .Due(new("business", s_start, 7200))
            .Value.DueAt.ShouldBe(s_start + Duration.FromHours(2));
    }

    [Fact]
    public void Simulate_Wrong_NamesEveryField() =>
        Refusals(
                s_simulator.Simulate(
                    new(
                        s_outside,
                        SupportTier.SelfService,
                        Severity.Low,
                        ClockKind.Callback,
                        [new(s_start, s_start - Duration.FromHours(1)), new(s_outside, null)]
                    )
                )
            )
            .ShouldBe([
                ("instant.out-of-range", "openedAt"),
                ("tier.no-target", "tier"),
                ("pause.ends-before-start", "pauses[0].end"),
                ("instant.out-of-range", "pauses[1].start"),
            ]);

    [Fact]
    public void Due_Wrong_NamesEveryField()
    {
        Refusals(s_simulator.Due(new("lunar", s_outside, -1)))
            .ShouldBe([("calendar.unknown", "calendar"), ("instant.out-of-range", "start"), ("seconds.negative", "seconds")]);
        Refusals(s_simulator.Due(new("business", s_start, long.MaxValue))).ShouldBe([("seconds.too-large", "seconds")]);
        Refusals(s_simulator.Due(new("business", s_start, ServiceLevelSimulator.MaxSeconds))).ShouldBe([("due.unreachable", "seconds")]);
        Refusals(s_simulator.Due(new("business", s_start, 7200, [new(s_start, null)]))).ShouldBe([("due.unreachable", "seconds")]);
    }

    [Fact]
    public void Elapsed_Wrong_NamesEveryField()
    {
        Refusals(s_simulator.Elapsed(new("business", s_start, s_start - Duration.FromSeconds(1)))).ShouldBe([("end.before-start", "end")]);
        Refusals(s_simulator.Elapsed(new("business", s_start, s_outside))).ShouldBe([("instant.out-of-range", "end")]);
    }

    private static IEnumerable<(string Code, string? Field)> Refusals<T>(Result<T> result) => result.Errors.Select(e => (e.Code, e.Field));
}
