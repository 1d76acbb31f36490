using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using Helpdesk.Tests.Platform.Live;
using Helpdesk.Tests.ServiceLevels;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue.Clocks;
using NodaTime;

namespace Helpdesk.Tests.Queue;

/// <summary>What time alone changes is announced once, whoever comes first and however late (spec P, architecture).</summary>
public sealed class ClockTransitionsTests
{
    private readonly CaseFeed _feed;
    private readonly HandClock _clock;
    private readonly ClockTransitions _transitions;

    public ClockTransitionsTests()
    {
        // Two standard High cases, opened Monday 10:00 and 10:30: at risk after 70 % of 8 h (15:36, 16:06), due Tuesday 10:00 and 10:30.
        (_feed, _clock) = Feeds.Of([Entry(1, 0), Entry(2, 30)]);
        _clock.Now = CaseFixture.Opened;
        _transitions = new(_feed, SampleProgramme.Programme, _clock);
    }

    [Fact]
    public async Task AtRiskAndMissed_AreAnnouncedOnceEach()
    {
        using var listener = new Listener(_feed);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 16, 15, 35))).Clocks.ShouldBeEmpty();
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 16, 15, 36))).Clocks.ShouldBe([1]);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 16, 15, 36))).Clocks.ShouldBeEmpty("a second run repeats nothing");
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 16, 16, 59))).Clocks.ShouldBe([2]);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 17, 10, 0))).Clocks.ShouldBe([1]);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 17, 10, 30))).Clocks.ShouldBe([2]);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 20, 10, 30))).Clocks.ShouldBeEmpty();
    }

    [Fact]
    public async Task LateRun_LosesNothingAndNamesEachCaseOnce()
    {
        using var listener = new Listener(_feed);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 18, 12))).Clocks.ShouldBe([1, 2], ignoreOrder: true);
    }

    [Fact]
    public async Task Calendars_OpeningAndClosing_AreAnnouncedOnce()
    {
        using var listener = new Listener(_feed);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 16, 16, 59, 59))).CalendarsTurned.ShouldBeEmpty();
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 16, 17))).CalendarsTurned.ShouldBe(["business"]);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 16, 17))).CalendarsTurned.ShouldBeEmpty();
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 17, 9))).CalendarsTurned.ShouldBe(["business"]);
    }

    [Fact]
    public async Task Calendar_ThatClosedBeforeTheFirstRun_IsAnnounced()
    {
        using var listener = new Listener(_feed);
        (await RunAtAsync(listener, SampleProgramme.Tokyo(2026, 11, 16, 18))).CalendarsTurned.ShouldBe(["business"]);
    }

    [Fact]
    public void Next_IsTheEarliestOfClocksAndCalendars()
    {
        _transitions.Next().ShouldBe(SampleProgramme.Tokyo(2026, 11, 16, 15, 36));
        _clock.Now = SampleProgramme.Tokyo(2026, 11, 16, 16, 30);
        _transitions.Next().ShouldBe(SampleProgramme.Tokyo(2026, 11, 16, 17));
        _clock.Now = SampleProgramme.Tokyo(2026, 11, 17, 9);
        _transitions.Next().ShouldBe(SampleProgramme.Tokyo(2026, 11, 17, 10));
        _clock.Now = SampleProgramme.Tokyo(2026, 11, 17, 10);
        _transitions.Next().ShouldBe(SampleProgramme.Tokyo(2026, 11, 17, 10, 30), "what is due right now has turned already");
    }

    [Fact]
    public void Describe_CalendarThatTurned_TellsOfEveryClockOnIt()
    {
        var at = SampleProgramme.Tokyo(2026, 11, 16, 17);
        var turned = _transitions.Describe(new FeedBatch(1, at, [], [], ["business"], [], false)).ToList();
        turned
            .Select(t => (t.CaseId, t.State, t.Running, t.DueAt))
            .ShouldBe(
                [
                    (1, ClockState.Paused, false, SampleProgramme.Tokyo(2026, 11, 17, 10)),
                    (2, ClockState.Paused, false, SampleProgramme.Tokyo(2026, 11, 17, 10, 30)),
                ],
                ignoreOrder: true
            );
        _transitions.Describe(new FeedBatch(1, at, [], [], ["always"], [], false)).ShouldBeEmpty();
    }

    [Fact]
    public void Describe_MissedClock_SaysHowLate()
    {
        var turned = _transitions
            .Describe(new FeedBatch(1, SampleProgramme.Tokyo(2026, 11, 17, 10, 10), [], [1], [], [], false))
            .ShouldHaveSingleItem();
        (turned.State, turned.RemainingSeconds, turned.Running, turned.Clock).ShouldBe(
            (ClockState.Missed, -600, true, ClockKind.FirstResponse)
        );
    }

    [Fact]
    public void RowReading_AgreesWithTheCasesOwnClock_AtAnyTime()
    {
        var fixture = new CaseFixture();
        for (var now = CaseFixture.Opened; now < CaseFixture.Opened + Duration.FromDays(3); now += Duration.FromMinutes(7))
        {
            var own = fixture.FirstResponse.Read(fixture.Programme, now);
            var row = NextClockReading.Of(fixture.Case.NextClock!, fixture.Programme, now);
            (row.State, row.DueAt, row.IsRunning, row.IsLate, row.Remaining, row.Elapsed, row.ResumesAt).ShouldBe(
                (own.State, own.DueAt, own.IsRunning, own.IsLate, own.Remaining, own.Elapsed, own.ResumesAt),
                now.ToString()
            );
        }
    }

    private static QueueEntry Entry(long id, int minutes)
    {
        var clock = new CaseFixture().After(Duration.FromMinutes(minutes));
        var sla = SlaClock.Start(
            clock.Programme.Target(SupportTier.Standard, Helpdesk.Domain.Kernel.Severity.High, ClockKind.FirstResponse)!,
            clock.Now
        );
        var reading = sla.Read(SampleProgramme.Business, clock.Now, clock.Programme.AtRiskShare);
        return Entries.Entry(id) with
        {
            Clock = new(sla.Kind, sla.CalendarId, sla.CalendarVersion, sla.StartedAt, sla.Target, reading.DueAt, reading.AtRiskAt, null),
        };
    }

    /// <summary>Runs at an instant; a heartbeat behind it makes sure that silence is heard too.</summary>
    private async Task<FeedBatch> RunAtAsync(Listener listener, Instant at)
    {
        _clock.Now = at;
        _transitions.Run();
        _feed.Heartbeat();
        return await listener.NextAsync();
    }
}
