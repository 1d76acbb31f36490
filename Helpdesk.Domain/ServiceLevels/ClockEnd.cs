namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// How a clock ended: the promise was kept (in time or late), a severity change replaced it (spec S8), or it was called off.
/// </summary>
public enum ClockEnd
{
    Met = 0,
    Superseded = 1,
    Cancelled = 2,
}
