namespace Helpdesk.Domain.ServiceLevels;

/// <summary>What a clock looks like at one instant; the last four are final.</summary>
public enum ClockState
{
    Running = 0,
    AtRisk = 1,
    Missed = 2,
    Paused = 3,
    Met = 4,
    MetLate = 5,
    Superseded = 6,
    Cancelled = 7,
}
