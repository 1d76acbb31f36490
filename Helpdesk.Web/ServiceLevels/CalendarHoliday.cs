using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>
/// A holiday that was imported into a calendar, besides those of its file; one that was taken back stays, so that it can be restored.
/// </summary>
public sealed class CalendarHoliday
{
    public required Guid Id { get; init; }

    public required string CalendarId { get; init; }

    public required LocalDate Date { get; init; }

    public required string NameJa { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Those of one import come and go together.</summary>
    public required Guid ImportId { get; init; }

    public required Instant MadeAt { get; init; }

    /// <summary>Who imported it.</summary>
    public required string MadeBy { get; init; }

    public Instant? RemovedAt { get; set; }

    public Holiday ToHoliday() => new(Date, NameJa, NameEn);
}
