using System.Text.Json;
using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.Cases;

/// <summary>A clock counts on the version of its calendar that it began with, until a person moves it (spec P14, S8).</summary>
public sealed class CalendarMovesTests
{
    private const string Id = SupportProgramme.BusinessCalendarId;

    private static readonly Instant s_from = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant s_until = Instant.FromUtc(2029, 1, 1, 0, 0);

    [Fact]
    public void NewVersion_LeavesRunningClocks_AndMovingThemMovesTheirDueTime_P14()
    {
        // High, Monday 10:00, one business day: Tuesday 10:00.
        var programme = Fresh();
        var fixture = new CaseFixture(Severity.High, programme: programme);
        var before = fixture.FirstResponse.DueAt;
        before.ShouldBe(Tokyo(2026, 11, 17, 10));

        var longer = Hours("08:00-20:00");
        programme.Adopt(programme.CalendarVersions.With(longer, 2));
        Agrees(fixture);
        fixture.FirstResponse.DueAt.ShouldBe(before, "a running clock keeps its version");

        var preview = fixture.Case.PreviewCalendar(Id, 2, programme, fixture.Now).Single(m => m.Kind == ClockKind.FirstResponse);
        (preview.OldDueAt, preview.NewDueAt, preview.Stays).ShouldBe((before, Tokyo(2026, 11, 16, 18), null));
        var version = fixture.Case.Version;
        fixture.Case.MoveToCalendar(Id, 2, "Sakamoto", "longer hours", fixture.Context).ShouldContain(preview);
        (fixture.FirstResponse.DueAt, fixture.FirstResponse.CalendarVersion).ShouldBe((preview.NewDueAt, 2));
        fixture.Case.Version.ShouldBe(version + 1);
        fixture.Case.NextClock!.CalendarVersion.ShouldBe(2);
        fixture.Case.Timeline[^1].Event.ShouldBeOfType<DueTimesMoved>().Reason.ShouldBe("longer hours");
        Agrees(fixture);
        ClockReplay
            .Of(fixture.Case, programme.With(programme.CalendarVersions.With(Business, 1)))
            .Select(c => (c.Kind, c.CalendarVersion))
            .ShouldBe(fixture.Case.Clocks.Select(c => (c.Kind, c.CalendarVersion)), "the record alone says it too");
        fixture.Case.MoveToCalendar(Id, 2, "Sakamoto", "again", fixture.Context).ShouldBeEmpty();
    }

    [Fact]
    public void Moving_BreaksNoPromiseAfterTheFact_AndMendsNone_S8()
    {
        var programme = Fresh();
        var late = new CaseFixture(Severity.High, programme: programme) { Now = Tokyo(2026, 11, 16, 19) };
        programme.Adopt(programme.CalendarVersions.With(Hours("08:00-20:00"), 2).With(Hours("12:00-13:00"), 3, inForce: false));
        // At 19:00 the longer hours would have been over since 18:00.
        late.Case.PreviewCalendar(Id, 2, programme, late.Now)
            .Single(m => m.Kind == ClockKind.FirstResponse)
            .Stays.ShouldBe(CalendarStay.WouldBeMissed);
        late.Case.MoveToCalendar(Id, 2, "Sakamoto", "x", late.Context).ShouldNotContain(m => m.Kind == ClockKind.FirstResponse);
        late.FirstResponse.CalendarVersion.ShouldBe(1);
        // On Wednesday it is missed, and shorter hours do not mend it.
        late.Now = Tokyo(2026, 11, 18, 10);
        late.Case.PreviewCalendar(Id, 3, programme, late.Now)
            .Single(m => m.Kind == ClockKind.FirstResponse)
            .Stays.ShouldBe(CalendarStay.Missed);
        Agrees(late);
    }

    [Fact]
    public void EndedClock_KeepsItsVersionForEver_P14()
    {
        var programme = Fresh();
        var fixture = new CaseFixture(Severity.High, programme: programme) { Now = Tokyo(2026, 11, 16, 14) };
        fixture.Case.Reply("An answer.", fixture.Context).IsOk.ShouldBeTrue();
        programme.Adopt(programme.CalendarVersions.With(Hours("12:00-13:00"), 2));
        fixture.Case.MoveToCalendar(Id, 2, "Sakamoto", "x", fixture.Context).ShouldNotContain(m => m.Kind == ClockKind.FirstResponse);
        fixture.FirstResponse.CalendarVersion.ShouldBe(1);
        Agrees(fixture);
    }

    [Fact]
    public void Lowered_CountsOnTheVersionOfReceipt_RaisedOnTheOneInForce_S8()
    {
        var programme = Fresh();
        var fixture = new CaseFixture(Severity.High, programme: programme) { Now = Tokyo(2026, 11, 16, 11) };
        programme.Adopt(programme.CalendarVersions.With(Hours("08:00-20:00"), 2));
        fixture.Case.ChangeSeverity(Severity.Medium, "less", fixture.Context).IsOk.ShouldBeTrue();
        fixture.FirstResponse.CalendarVersion.ShouldBe(1);
        fixture.Case.ChangeSeverity(Severity.High, "more", fixture.Context).IsOk.ShouldBeTrue();
        fixture.FirstResponse.CalendarVersion.ShouldBe(2);
        Agrees(fixture);
    }

    [Fact]
    public void AnyVersions_LedgerHeadingAndCacheAgree_AndMovingBackIsAsBefore_P14() =>
        Gen.Select(RandomCalendars.Definition.Array[1, 3], Gen.Int[0, 3].Array[0, 4], Gen.Int[0, 4000], Gen.Bool)
            .Sample(
                (definitions, moves, minutes, wait) =>
                {
                    var fixture = new CaseFixture(Severity.High, programme: Fresh());
                    var versions = fixture.Programme.CalendarVersions;
                    foreach (var (definition, i) in definitions.Select((d, i) => (d, i)))
                        versions = versions.With(BusinessCalendar.Compile(definition with { Id = Id }, s_from, s_until).Value, i + 2);
                    fixture.Programme.Adopt(versions);
                    Agrees(fixture);
                    fixture.Now += Duration.FromMinutes(minutes);
                    if (wait)
                        fixture.Case.WaitForCustomer("waits", fixture.Context);
                    Agrees(fixture);
                    foreach (var to in moves.Select(m => (m % (definitions.Length + 1)) + 1))
                    {
                        var before = fixture.Case.Clocks.Select(c => (c.Id, c.CalendarVersion, c.DueAt, c.AtRiskAt)).ToList();
                        var from = fixture.Open.Where(c => c.CalendarId == Id).Select(c => c.CalendarVersion).Distinct().ToList();
                        var shown = fixture.Case.PreviewCalendar(Id, to, fixture.Programme, fixture.Now);
                        var moved = fixture.Case.MoveToCalendar(Id, to, "Sakamoto", "why", fixture.Context);
                        moved.ShouldBe(shown.Where(m => m.Stays is null), "what is shown is what is done");
                        moved.ShouldAllBe(m => m.NewDueAt == null || m.NewDueAt > fixture.Now, "none is broken after the fact");
                        Agrees(fixture);
                        if (from is not [var back] || moved.Count != shown.Count)
                            continue;
                        fixture.Case.MoveToCalendar(Id, back, "Sakamoto", "back", fixture.Context);
                        fixture.Case.Clocks.Select(c => (c.Id, c.CalendarVersion, c.DueAt, c.AtRiskAt)).ShouldBe(before);
                        fixture.Case.MoveToCalendar(Id, to, "Sakamoto", "again", fixture.Context);
                    }
                },
                iter: 200
            );

    [Fact]
    public void Content_ReadsBackAsWhatItWas_P14() =>
        RandomCalendars.Definition.Sample(definition =>
        {
            var text = JsonSerializer.Serialize(CalendarText.Of(definition), StoredJson.Options);
            var read = JsonSerializer.Deserialize<CalendarText>(text, StoredJson.Options)!.ToDefinition(definition.Id).Value;
            JsonSerializer.Serialize(CalendarText.Of(read), StoredJson.Options).ShouldBe(text);
            read.Holidays.ShouldBe(definition.Holidays.OrderBy(h => h.Date));
            read.Closures.ShouldBe(definition.Closures);
            foreach (var day in Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d))
                read.OpeningsOn(day).ShouldBe(definition.OpeningsOn(day).OrderBy(o => o.StartSecond));
        });

    /// <summary>The ledger's end, the due time above it and the stored one are one.</summary>
    private static void Agrees(CaseFixture fixture)
    {
        foreach (var clock in fixture.Case.Clocks)
        {
            var calendar = clock.CalendarIn(fixture.Programme);
            var ledger = SlaLedger.Explain(clock.ToSla(), calendar, fixture.Now);
            ledger.DueAt.ShouldBe(clock.DueAt);
            clock.Read(fixture.Programme, fixture.Now).DueAt.ShouldBe(clock.DueAt);
            if (clock.DueAt is { } due && ledger.Rows.Count > 0)
                ledger.Rows[^1].To.ShouldBe(due);
        }

        fixture.Case.NextClock?.DueAt.ShouldBe(fixture.Case.FirstDueAt());
    }

    // Of its own: others look at the shared one at the same time.
    private static SupportProgramme Fresh() => CaseFixture.WithTeamTargets.With(CalendarVersions.Of(CaseFixture.WithTeamTargets.Calendars));

    private static BusinessCalendar Hours(string hours) =>
        BusinessCalendar
            .Compile(
                Business.Definition with
                {
                    Openings = Enumerable
                        .Range(1, 5)
                        .ToDictionary(d => (IsoDayOfWeek)d, IReadOnlyList<Opening> (_) => [Opening.Parse(hours).Value]),
                }
            )
            .Value;
}
