using CsCheck;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>The ledger explains a due time without gaps, and its rows add up to the target (spec P10, P12).</summary>
public sealed class SlaLedgerTests
{
    private static readonly SlaClock s_clock = new()
    {
        Kind = ClockKind.FirstResponse,
        CalendarId = "business",
        StartedAt = Tokyo(2026, 11, 20, 16, 24),
        Target = Duration.FromHours(2),
    };

    [Fact]
    public void Explain_LongWeekend_NamesWeekendAndHoliday()
    {
        var ledger = SlaLedger.Explain(s_clock, Business, Tokyo(2026, 11, 24, 9, 52));
        ledger.DueAt.ShouldBe(Tokyo(2026, 11, 24, 10, 24));
        ledger.Rows.ShouldBe([
            new(Tokyo(2026, 11, 20, 16, 24), Tokyo(2026, 11, 20, 17), Duration.FromMinutes(36), LedgerReason.Counted),
            new(Tokyo(2026, 11, 20, 17), Tokyo(2026, 11, 23, 0), Duration.Zero, LedgerReason.Weekend),
            new(
                Tokyo(2026, 11, 23, 0),
                Tokyo(2026, 11, 24, 9),
                Duration.Zero,
                LedgerReason.Holiday,
                "勤労感謝の日",
                "Labor Thanksgiving Day"
            ),
            new(Tokyo(2026, 11, 24, 9), Tokyo(2026, 11, 24, 9, 52), Duration.FromMinutes(52), LedgerReason.Counted),
            new(Tokyo(2026, 11, 24, 9, 52), Tokyo(2026, 11, 24, 10, 24), Duration.FromMinutes(32), LedgerReason.Left),
        ]);
    }

    [Fact]
    public void Explain_NightAndPause_AreRowsOfTheirOwn()
    {
        var clock = s_clock with
        {
            StartedAt = Tokyo(2026, 11, 16, 16),
            Pauses = [new(Tokyo(2026, 11, 17, 9, 30), Tokyo(2026, 11, 17, 11))],
        };
        SlaLedger
            .Explain(clock, Business, Tokyo(2026, 11, 18, 9))
            .Rows.Select(r => (r.Reason, r.Counted.TotalMinutes))
            .ShouldBe([
                (LedgerReason.Counted, 60),
                (LedgerReason.Night, 0),
                (LedgerReason.Counted, 30),
                (LedgerReason.Paused, 0),
                (LedgerReason.Counted, 30),
            ]);
    }

    [Fact]
    public void Explain_YearEnd_IsOneClosureRow()
    {
        var rows = SlaLedger.Explain(s_clock with { StartedAt = Tokyo(2026, 12, 28, 16) }, Business, Tokyo(2026, 12, 28, 16)).Rows;
        rows.Count.ShouldBe(3);
        (rows[1].From, rows[1].To, rows[1].Reason, rows[1].NameJa).ShouldBe(
            (Tokyo(2026, 12, 28, 17), Tokyo(2027, 1, 4, 9), LedgerReason.Closure, "年末年始休業")
        );
    }

    [Fact]
    public void Explain_OpenPause_EndsAtPresentWithoutDue()
    {
        var ledger = SlaLedger.Explain(
            s_clock with
            {
                Pauses = [new(Tokyo(2026, 11, 20, 16, 40), null)],
            },
            Business,
            Tokyo(2026, 11, 24, 12)
        );
        ledger.DueAt.ShouldBeNull();
        ledger.Rows.Select(r => r.Reason).ShouldBe([LedgerReason.Counted, LedgerReason.Paused]);
        ledger.Rows[^1].To.ShouldBe(Tokyo(2026, 11, 24, 12));
    }

    [Fact]
    public void Explain_RandomClock_RowsAreContiguousAndAddUp() =>
        (
            from definition in RandomCalendars.Definition
            from start in RandomCalendars.InstantIn(definition.Zone)
            from target in RandomCalendars.UpToThreeDays
            from pauses in RandomCalendars.PausesAround(start)
            from now in Gen.Int[-100, 9000]
            from cap in Gen.Int[0, 20000]
            select (
                definition,
                start,
                target,
                pauses,
                now: start + Duration.FromMinutes(now),
                cap: cap < 9000 ? start + Duration.FromMinutes(cap) : (Instant?)null
            )
        ).Sample(s =>
        {
            var calendar = BusinessCalendar
                .Compile(s.definition, Instant.FromUtc(2007, 1, 1, 0, 0), Instant.FromUtc(2016, 1, 1, 0, 0))
                .Value;
            var clock = new SlaClock
            {
                Kind = ClockKind.Resolution,
                CalendarId = "random",
                StartedAt = s.start,
                Target = s.target,
                Pauses = s.pauses,
                NotLaterThan = s.cap,
            };
            var ledger = SlaLedger.Explain(clock, calendar, s.now);
            var at = s.start;
            foreach (var row in ledger.Rows)
            {
                row.From.ShouldBe(at);
                row.To.ShouldBeGreaterThanOrEqualTo(row.From);
                if (row.Reason is LedgerReason.Counted or LedgerReason.Left)
                    row.Counted.ShouldBe(row.To - row.From);
                at = row.To;
            }

            ledger
                .Rows.Zip(ledger.Rows.Skip(1))
                .Any(p => p.First.Counted == Duration.Zero && p.First.Reason == p.Second.Reason && p.First.NameEn == p.Second.NameEn)
                .ShouldBeFalse("neighbours that do not count for the same reason are one row");
            if (ledger.DueAt is not { } due)
                return;
            at.ShouldBe(due);
            due.ShouldBe(clock.Read(calendar, s.now, 0.7).DueAt!.Value);
            ledger.Rows.Aggregate(Duration.Zero, (sum, row) => sum + row.Counted).ShouldBe(ledger.Target);
        });
}
