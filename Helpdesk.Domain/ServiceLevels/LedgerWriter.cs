using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Writes the rows of one ledger: pauses first, between them open stretches, between those the closed ones by day.</summary>
internal sealed class LedgerWriter(BusinessCalendar calendar, Instant asOf)
{
    public List<LedgerRow> Rows { get; } = [];

    public void Write(Instant start, Instant end, IReadOnlyList<Pause> pauses)
    {
        var at = start;
        var buffer = new TickRange[pauses.Count];
        foreach (var pause in PauseTicks.Normalise(PauseTicks.AsSpan(pauses), buffer))
        {
            var from = Instant.Max(at, Instant.FromUnixTimeTicks(pause.Start));
            var until = pause.End == long.MaxValue ? end : Instant.Min(end, Instant.FromUnixTimeTicks(pause.End));
            if (from >= until)
                continue;
            WriteCalendar(at, from);
            Rows.Add(new(from, until, Duration.Zero, LedgerReason.Paused));
            at = until;
        }

        WriteCalendar(at, end);
    }

    private void WriteCalendar(Instant from, Instant until)
    {
        while (from < until)
        {
            var open = calendar.IsOpen(from);
            var next = Instant.Min(until, calendar.NextChange(from) ?? until);
            if (open)
                WriteOpen(from, next);
            else
                WriteClosed(from, next);
            from = next;
        }
    }

    private void WriteOpen(Instant from, Instant until)
    {
        var split = Instant.Max(from, Instant.Min(until, asOf));
        if (from < split)
            Rows.Add(new(from, split, split - from, LedgerReason.Counted));
        if (split < until)
            Rows.Add(new(split, until, until - split, LedgerReason.Left));
    }

    private void WriteClosed(Instant from, Instant until)
    {
        List<(Instant From, ClosedReason Why)> days = [];
        for (var at = from; at < until; at = calendar.StartOfNextDay(at))
            days.Add((at, calendar.ReasonOn(at.InZone(calendar.Zone).Date)));

        // The night before and after a weekend or holiday belongs to it: Fri 17:00–Mon 09:00 is one closed stretch.
        var first = days.FindIndex(d => d.Why.Reason != LedgerReason.Night);
        ClosedReason? why = null;
        var begin = from;
        foreach (var (dayStart, dayWhy) in days)
        {
            var next = dayWhy.Reason != LedgerReason.Night ? dayWhy : why ?? days[Math.Max(0, first)].Why;
            if (why is { } before && before != next)
            {
                AddClosed(begin, dayStart, before);
                begin = dayStart;
            }

            why = next;
        }

        if (why is { } last)
            AddClosed(begin, until, last);
    }

    private void AddClosed(Instant from, Instant until, ClosedReason why) =>
        Rows.Add(new(from, until, Duration.Zero, why.Reason, why.NameJa, why.NameEn));
}
