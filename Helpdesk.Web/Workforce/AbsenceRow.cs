using Helpdesk.Domain.Workforce;
using NodaTime;

namespace Helpdesk.Web.Workforce;

/// <summary>An absence as it is kept; one that was taken back stays, so that it can be restored.</summary>
public sealed class AbsenceRow
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required Instant From { get; set; }

    /// <summary>The first instant at which they are back.</summary>
    public required Instant Until { get; set; }

    /// <summary>Who stands in, or null.</summary>
    public Guid? SubstituteId { get; set; }

    public Instant? CancelledAt { get; set; }

    public int Version { get; set; }

    /// <summary>Who entered it.</summary>
    public required string MadeBy { get; init; }

    public Absence ToAbsence() => new(PersonId, new(From, Until), SubstituteId);
}
