using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Explains a due time stretch by stretch: counted or not, and why (spec P10, P12, S8).</summary>
public static class SlaLedger
{
    public static Ledger Explain(SlaClock clock, BusinessCalendar calendar, Instant now)
    {
        var due = clock.DueAt(calendar);
        var asOf = clock.StoppedAt ?? now;
        var end = due ?? Instant.Max(asOf, clock.StartedAt);
        var writer = new LedgerWriter(calendar, asOf);
        writer.Write(clock.StartedAt, end, clock.Pauses);
        var taken = clock.Target - clock.EffectiveTarget(calendar);
        if (taken > Duration.Zero)
            writer.Rows.Add(new(end, end, taken, LedgerReason.Capped));
        return new(writer.Rows, clock.Target, due);
    }
}
