using Helpdesk.Domain.Kernel;
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
    private readonly ProgrammeTargets _others;

    // Shorter, longer and on another calendar than those of the specification; PlainPromises has them once more.
    private static readonly (string, string?)[] s_others =
    [
        .. Enum.GetValues<Severity>()
            .SelectMany(s =>
                new (string, string?)[]
                {
                    ($"Targets:Standard:{s}:Callback:Within", "3 h"),
                    ($"Targets:Premium:{s}:Callback:Within", "30 min"),
                }
            ),
        ("Targets:Premium:Emergency:FirstResponse:Within", "2 h"),
        ("Targets:Standard:High:FirstResponse:Within", "4 h"),
        ("Targets:Standard:Medium:FirstResponse:Within", "3 business days"),
        ("Targets:Premium:Low:FirstResponse:Within", "30 h"),
        ("Targets:Premium:Low:FirstResponse:Calendar", "always"),
    ];

    private WalkProgramme(string zone, bool team)
    {
        (string, string?)[] changes =
        [
            ("Calendars:business:Zone", zone),
            .. zone == "Asia/Tokyo" ? [] : new (string, string?)[] { ("Calendars:business:Openings:Sunday:0", "01:00-04:00") },
            .. team ? CaseFixture.TeamTargets : [],
        ];
        _programme = SampleProgramme.Create(changes).Value;
        _others = SampleProgramme.Create([.. changes, .. s_others]).Value.Targets;
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

    public ProgrammeTargets Targets(bool others) => others ? _others : _programme.Targets;

    /// <summary>One of its own for each walk: a calendar that gets other holidays is another one for everybody.</summary>
    public SupportProgramme Fresh() => _programme.With(_programme.CalendarVersions);
}
