using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>One promise of the programme: so much time on that calendar (spec P2–P6).</summary>
/// <param name="LengthText">As a person wrote it (<c>1 business day</c>); null when it was not read from settings.</param>
public sealed record SlaTarget(ClockKind Kind, string CalendarId, Duration Length, string? LengthText = null);
