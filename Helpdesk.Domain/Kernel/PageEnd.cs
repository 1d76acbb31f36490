using NodaTime;

namespace Helpdesk.Domain.Kernel;

/// <summary>How a page came to its end.</summary>
public enum PageEnd
{
    /// <summary>Somebody acknowledged it and has the case.</summary>
    Taken = 0,

    /// <summary>The customer was answered.</summary>
    Answered = 1,

    /// <summary>It is no Emergency any more, and nothing else runs around the clock.</summary>
    Lowered = 2,

    /// <summary>The case is resolved or closed.</summary>
    Closed = 3,

    /// <summary>Its clocks were called off otherwise.</summary>
    CalledOff = 4,

    /// <summary>Whoever has the case is at work on it.</summary>
    InHand = 5,

    /// <summary>Nothing waits any more, and the customer or the vendor has the ball.</summary>
    WithOthers = 6,

    /// <summary>The escalation was answered (spec H3).</summary>
    EscalationAnswered = 7,

    /// <summary>Judged anew, or by a supervisor's decision, its tier promises nothing around the clock (spec E5, P1).</summary>
    OtherTier = 8,

    /// <summary>What was handed over by name is back in the queue, and nothing waits.</summary>
    GivenBack = 9,
}
