using NodaTime;

namespace Helpdesk.Domain.Kernel;

/// <summary>Why somebody is paged.</summary>
public enum PageCause
{
    /// <summary>A Premium Emergency waits for its first response (spec P2, P13).</summary>
    Emergency = 0,

    /// <summary>A Premium customer waits for a call (spec P3).</summary>
    Callback = 1,

    /// <summary>A colleague handed the case over by name.</summary>
    HandedOver = 2,

    /// <summary>A Premium customer's escalation waits for its answer (spec H3).</summary>
    Escalation = 3,
}
