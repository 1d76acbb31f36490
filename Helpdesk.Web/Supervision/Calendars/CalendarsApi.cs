using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>A calendar as it is in force.</summary>
/// <param name="NameEn">What people call it in English; left out where nobody has named it.</param>
/// <param name="NameJa">What people call it in Japanese; left out where nobody has named it.</param>
/// <param name="Version">Its number; clocks keep the one they began with.</param>
public sealed record CalendarAnswer(
    string Id,
    string? NameEn,
    string? NameJa,
    int Version,
    string Zone,
    bool IsOpen,
    Instant? NextChange,
    IReadOnlyDictionary<string, string[]> Openings,
    IReadOnlyList<HolidayText> Holidays,
    IReadOnlyList<ClosureText> Closed
);

/// <summary>The calendars by which promises count, under <c>/api/v1/calendars</c>; reading only (spec P14).</summary>
public static class CalendarsApi
{
    public static void MapCalendars(this RouteGroupBuilder api) =>
        api.MapGet("/calendars", (SupportProgramme programme, IClock clock) => Answer(programme, clock.GetCurrentInstant()))
            .WithTags("Service levels")
            .WithName("Calendars")
            .WithSummary("The calendars in force: names, zone, openings, holidays and closures (P14).");

    private static IReadOnlyList<CalendarAnswer> Answer(SupportProgramme programme, Instant now) =>
        [
            .. programme.Calendars.Select(c =>
            {
                var text = CalendarText.Of(c.Definition);
                return new CalendarAnswer(
                    c.Id,
                    text.NameEn,
                    text.NameJa,
                    programme.CalendarVersionOf(c.Id),
                    c.Zone.Id,
                    c.IsOpen(now),
                    c.NextChange(now),
                    text.Openings!,
                    text.Holidays!,
                    text.Closed!
                );
            }),
        ];
}
