using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>Time inside a pause does not count (spec P11).</summary>
public sealed class PauseTests
{
    private static readonly Instant s_start = Tokyo(2026, 11, 16, 10);

    [Fact]
    public void Due_PauseInside_MovesByItsOpenTime() =>
        Due(new Pause(Tokyo(2026, 11, 16, 11), Tokyo(2026, 11, 16, 12))).ShouldBe(Tokyo(2026, 11, 16, 13));

    [Fact]
    public void Due_PauseOverNight_MovesOnlyByOpenTime() =>
        Due(new Pause(Tokyo(2026, 11, 16, 11), Tokyo(2026, 11, 17, 9, 30))).ShouldBe(Tokyo(2026, 11, 17, 10, 30));

    [Fact]
    public void Due_OverlappingUnsortedPauses_CountOnce() =>
        Due(
                new Pause(Tokyo(2026, 11, 16, 11, 30), Tokyo(2026, 11, 16, 12, 30)),
                new Pause(Tokyo(2026, 11, 16, 10, 30), Tokyo(2026, 11, 16, 11, 45))
            )
            .ShouldBe(Tokyo(2026, 11, 16, 14));

    [Fact]
    public void Due_PauseBeginningAtDue_ChangesNothing()
    {
        Due(new Pause(Tokyo(2026, 11, 16, 12), Tokyo(2026, 11, 16, 15))).ShouldBe(Tokyo(2026, 11, 16, 12));
        Due(new Pause(Tokyo(2026, 11, 16, 12), null)).ShouldBe(Tokyo(2026, 11, 16, 12));
    }

    [Fact]
    public void Due_PauseWithoutLength_ChangesNothing() =>
        Due(new Pause(Tokyo(2026, 11, 16, 11), Tokyo(2026, 11, 16, 11))).ShouldBe(Tokyo(2026, 11, 16, 12));

    [Fact]
    public void Due_OpenPause_IsNotKnown() => Due(new Pause(Tokyo(2026, 11, 16, 11), null)).ShouldBeNull();

    [Fact]
    public void Due_ManyPauses_GoBeyondTheStackBuffer()
    {
        var pauses = Enumerable
            .Range(0, 100)
            .Select(i => new Pause(s_start + Duration.FromMinutes(i), s_start + Duration.FromMinutes(i) + Duration.FromSeconds(30)))
            .Reverse()
            .ToList();
        Always.Due(s_start, Duration.FromMinutes(60), pauses).ShouldBe(s_start + Duration.FromMinutes(110));
    }

    [Fact]
    public void Elapsed_OpenPause_CountsUntilIt() =>
        Business.Elapsed(s_start, Tokyo(2026, 11, 17, 12), [new Pause(Tokyo(2026, 11, 16, 11), null)]).ShouldBe(Duration.FromHours(1));

    private static Instant? Due(params Pause[] pauses) => Business.Due(s_start, Duration.FromHours(2), pauses);
}
