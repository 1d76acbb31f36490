using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>
/// Answers what-if questions about due times; pauses count for every kind of clock here. Fields of refusals are relative to the item.
/// </summary>
/// <param name="programme">The programme in force.</param>
/// <param name="ownCalendars">Calendars a call brings along; they go before the programme's of the same id.</param>
public sealed class ServiceLevelSimulator(SupportProgramme programme, IReadOnlyDictionary<string, BusinessCalendar>? ownCalendars = null)
{
    /// <summary>The longest duration that can be asked for: the whole horizon.</summary>
    public static readonly long MaxSeconds = (long)(BusinessCalendar.Latest - BusinessCalendar.Earliest).TotalSeconds;

    public Result<SimulateAnswer> Simulate(SimulateItem item, bool withLedger = false)
    {
        var pauses = item.Pauses ?? [];
        var target = programme.Target(item.Tier, item.Severity, item.Clock);
        var calendar = target is null ? null : Find(target.CalendarId);
        if (target is null || calendar is null || !calendar.Knows(item.OpenedAt) || PauseRules.AnyWrong(pauses))
            return Result<SimulateAnswer>.Refuse([
                .. Wrong("openedAt", item.OpenedAt, calendar),
                .. Promised(item, target),
                .. PauseRules.Check(pauses),
            ]);
        if (calendar.Due(item.OpenedAt, target.Length, pauses) is not { } due)
            return Unreachable("openedAt", target.CalendarId);
        var ledger = withLedger ? SlaLedger.Explain(SlaClock.Start(target, item.OpenedAt) with { Pauses = pauses }, calendar, due) : null;
        return new SimulateAnswer(due, target.CalendarId, (long)target.Length.TotalSeconds, ledger);
    }

    public Result<DueAnswer> Due(DueItem item)
    {
        var pauses = item.Pauses ?? [];
        var calendar = Find(item.Calendar);
        if (calendar is null || !calendar.Knows(item.Start) || item.Seconds < 0 || item.Seconds > MaxSeconds || PauseRules.AnyWrong(pauses))
            return Result<DueAnswer>.Refuse([
                .. Known(item.Calendar, calendar),
                .. Wrong("start", item.Start, calendar),
                .. Length(item.Seconds),
                .. PauseRules.Check(pauses),
            ]);
        return calendar.Due(item.Start, Duration.FromSeconds(item.Seconds), pauses) is { } due
            ? new DueAnswer(due)
            : Unreachable("seconds", item.Calendar);
    }

    public Result<ElapsedAnswer> Elapsed(ElapsedItem item)
    {
        var pauses = item.Pauses ?? [];
        var calendar = Find(item.Calendar);
        if (
            calendar is null
            || !calendar.Knows(item.Start)
            || !calendar.Knows(item.End)
            || item.End < item.Start
            || PauseRules.AnyWrong(pauses)
        )
            return Result<ElapsedAnswer>.Refuse([
                .. Known(item.Calendar, calendar),
                .. Wrong("start", item.Start, calendar),
                .. Wrong("end", item.End, calendar),
                .. Order(item),
                .. PauseRules.Check(pauses),
            ]);
        return new ElapsedAnswer(calendar.Elapsed(item.Start, item.End, pauses));
    }

    private BusinessCalendar? Find(string id) =>
        ownCalendars is not null && ownCalendars.TryGetValue(id, out var own) ? own : programme.FindCalendar(id);

    private static IEnumerable<Error> Known(string id, BusinessCalendar? calendar) =>
        calendar is null ? [new("calendar.unknown", "calendar", id)] : [];

    private static IEnumerable<Error> Promised(SimulateItem item, SlaTarget? target) =>
        target is null ? [new("tier.no-target", "tier", item.Tier, item.Severity, item.Clock)] : [];

    private static IEnumerable<Error> Wrong(string field, Instant at, BusinessCalendar? calendar) =>
        (calendar?.Knows(at) ?? (BusinessCalendar.Earliest <= at && at <= BusinessCalendar.Latest))
            ? []
            : [PauseRules.OutOfRange(field, at)];

    private static IEnumerable<Error> Length(long seconds) =>
        seconds < 0 ? [new("seconds.negative", "seconds", seconds)]
        : seconds > MaxSeconds ? [new("seconds.too-large", "seconds", seconds, MaxSeconds)]
        : [];

    private static IEnumerable<Error> Order(ElapsedItem item) =>
        item.End < item.Start ? [new("end.before-start", "end", item.End, item.Start)] : [];

    private static Error Unreachable(string field, string calendarId) => new("due.unreachable", field, calendarId, BusinessCalendar.Latest);
}
