using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Platform.Live;

/// <summary>One case before and after a commit; before is null for a case the feed had not seen, or that was closed.</summary>
public sealed record FeedChange(QueueEntry? Before, QueueEntry After);

/// <summary>What a person is doing at a case.</summary>
public sealed record Presence(Guid PersonId, string Name, bool Writing);

/// <summary>A clock that changed its state by time alone.</summary>
/// <param name="RemainingSeconds">Calendar time left; negative is late by that much.</param>
/// <param name="Running">False while its calendar is closed or it waits for the customer.</param>
public sealed record ClockTurned(
    long CaseId,
    string Number,
    ClockKind Clock,
    ClockState State,
    Instant? DueAt,
    double RemainingSeconds,
    bool Running
);

/// <summary>Everything that happened since the batch before, in order; <paramref name="Sequence"/> has no gaps.</summary>
/// <param name="Clocks">Ids of cases whose clock turned at risk or missed.</param>
/// <param name="CalendarsTurned">Calendars that opened or closed: every clock on them runs or rests now.</param>
public sealed record FeedBatch(
    long Sequence,
    Instant At,
    IReadOnlyList<FeedChange> Changes,
    IReadOnlyList<long> Clocks,
    IReadOnlyList<string> CalendarsTurned,
    IReadOnlyList<long> PresenceOf,
    bool Heartbeat
)
{
    /// <summary>Numbers of cases whose record grew without a command, such as by the fate of a mail; their version stayed.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>True when a page that shows the case has to read it again.</summary>
    public bool Concerns(string number) => Changes.Any(c => c.After.Number == number) || Records.Contains(number);
}
