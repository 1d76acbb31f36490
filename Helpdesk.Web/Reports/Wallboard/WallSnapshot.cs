using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Reports.Wallboard;

/// <summary>Cases of one severity that are neither resolved nor closed, as the backlog report counts them.</summary>
public sealed record WallSeverity(Severity Severity, int Open, int Unassigned, int Missed);

/// <summary>A case that falls due or fell due. Neither customer nor subject: everybody in the room reads it.</summary>
public sealed record WallCase(
    string Number,
    Severity Severity,
    string Product,
    string? Owner,
    ClockKind Clock,
    Instant DueAt,
    Duration Target,
    ClockReading Reading
);

/// <param name="Person">Nobody in a gap.</param>
/// <param name="Until">Null when it goes on for more than a month.</param>
public sealed record WallShift(OnCallLayer Layer, string? Person, Instant? Until);

/// <summary>Attainment of the day so far, from the cycles that reports count.</summary>
/// <param name="Attainment">Null when nothing was judged yet.</param>
public sealed record WallToday(LocalDate Day, double? Attainment, int Met, int Missed);

/// <summary>What the wallboard shows.</summary>
/// <param name="IsOpen">Whether these are business hours.</param>
/// <param name="Turns">When that changes next.</param>
/// <param name="Next">The next to fall due.</param>
/// <param name="Missed">How many are past their due instant, as the queue's tab says.</param>
/// <param name="Longest">Those of them that wait longest.</param>
public sealed record WallSnapshot(
    Instant AsOf,
    bool IsOpen,
    Instant? Turns,
    IReadOnlyList<WallSeverity> Severities,
    IReadOnlyList<WallCase> Next,
    int Missed,
    IReadOnlyList<WallCase> Longest,
    IReadOnlyList<WallShift> OnCall,
    WallToday Today
);
