using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>
/// The programme of the specification in two zones, one of them with summer time and a calendar that is open while clocks are changed.
/// </summary>
internal sealed class WalkProgramme
{
    private static readonly Dictionary<(string Zone, bool Team), Lazy<WalkProgramme>> s_all = new[] { "Asia/Tokyo", "Europe/Berlin" }
        .SelectMany(z => new[] { (z, false), (z, true) })
        .ToDictionary(k => k, k => new Lazy<WalkProgramme>(() => new(k.Item1, k.Item2)));

    private readonly SupportProgramme _programme;
    private readonly BusinessCalendar _without;

    private WalkProgramme(string zone, bool team)
    {
        (string, string?)[] changes =
        [
            ("Calendars:business:Zone", zone),
            .. zone == "Asia/Tokyo" ? [] : new (string, string?)[] { ("Calendars:business:Openings:Sunday:0", "01:00-04:00") },
            .. team ? CaseFixture.TeamTargets : [],
        ];
        _programme = SampleProgramme.Create(changes).Value;
        var definition = _programme.Calendar(SupportProgramme.BusinessCalendarId).Definition;
        var (first, last) = (new LocalDate(2026, 1, 7), new LocalDate(2028, 12, 31));
        List<Holiday> wednesdays = [];
        for (var day = first; day <= last; day = day.PlusWeeks(1))
            wednesdays.Add(new(day, "水曜休", "Wednesday off"));
        _without = BusinessCalendar
            .Compile(
                definition with
                {
                    Holidays = [.. definition.Holidays, .. wednesdays.Where(w => definition.Holidays.All(h => h.Date != w.Date))],
                },
                Instant.FromUtc(2026, 1, 1, 0, 0),
                Instant.FromUtc(2029, 1, 1, 0, 0)
            )
            .Value;
    }

    public static WalkProgramme Of(string zone, bool team) =>
        s_all[(zone == PlainCalendar.TokyoOfTheConsole ? "Asia/Tokyo" : zone, team)].Value;

    public BusinessCalendar Business(bool noWednesdays) =>
        noWednesdays ? _without : _programme.Calendar(SupportProgramme.BusinessCalendarId);

    /// <summary>One of its own for each walk: a calendar that gets other holidays is another one for everybody.</summary>
    public SupportProgramme Fresh() => _programme.With(_programme.CalendarVersions);
}
