namespace Helpdesk.Domain.ServiceLevels;

/// <summary>What a clock promises (spec P11); the last two are optional team targets.</summary>
public enum ClockKind
{
    FirstResponse = 0,
    Callback = 1,
    NextUpdate = 2,
    Resolution = 3,
}
