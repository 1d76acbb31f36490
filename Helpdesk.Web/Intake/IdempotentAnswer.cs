using NodaTime;

namespace Helpdesk.Web.Intake;

/// <summary>The answer once given to an Idempotency-Key, given again when the key returns.</summary>
public sealed class IdempotentAnswer
{
    /// <summary>Caller and key together.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the body; the same key with another body is refused.</summary>
    public required string BodyHash { get; init; }

    public required long CaseId { get; init; }

    public required Instant At { get; init; }
}
