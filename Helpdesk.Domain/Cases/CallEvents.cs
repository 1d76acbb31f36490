using System.Text.Json.Serialization;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>A call and its outcome; only one that reached the customer is an answer (spec H2).</summary>
public sealed record CallLogged(CallDirection Direction, bool Reached, [property: JsonIgnore] string Text) : CaseEvent
{
    /// <summary>When it began, where that was said; else it was written down at once.</summary>
    public Instant? At { get; init; }

    /// <summary>True when it was about something else than the call that was promised.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOther { get; init; }

    public override string Words => Text;
}

public sealed record CallbackRequested(string? PhoneNumber, Instant? PromisedFor, [property: JsonIgnore] string? Text) : CaseEvent
{
    public override string? Words => Text;

    public override CaseEvent WithoutPersonalData() => this with { PhoneNumber = null };
}

/// <summary>The customer released us from a promised call (spec P3).</summary>
public sealed record CallReleased([property: JsonIgnore] string Reason) : CaseEvent
{
    /// <summary>The time of the call; null in records of older versions, which released from all.</summary>
    public Instant? PromisedFor { get; init; }

    public override string Words => Reason;
}
