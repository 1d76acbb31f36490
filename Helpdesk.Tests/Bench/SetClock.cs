using NodaTime;

namespace Helpdesk.Tests.Bench;

/// <summary>A clock that stands where it is put.</summary>
internal sealed class SetClock(Instant at) : IClock
{
    public Instant At { get; set; } = at;

    public Instant GetCurrentInstant() => At;
}
