using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// The programme in force: the one matrix tier × severity × clock → target, its calendars and the hotline (spec P1–P6, P11).
/// </summary>
public sealed class SupportProgramme
{
    /// <summary>Id of the calendar with business hours (spec P1).</summary>
    public const string BusinessCalendarId = "business";

    /// <summary>Id of the 24/7 calendar (spec P11, P14).</summary>
    public const string AlwaysCalendar = "always";

    private volatile ProgrammeTargets _targets;
    private volatile CalendarVersions _calendars;

    internal SupportProgramme(IReadOnlyDictionary<string, BusinessCalendar> calendars, ProgrammeTargets targets)
    {
        _calendars = CalendarVersions.Of(calendars.Values);
        _targets = targets;
    }

    /// <summary>What is promised from now on, by the version in force; a clock that runs keeps what it was started with.</summary>
    public ProgrammeTargets Targets => _targets;

    /// <summary>Number for an Emergency without response in time (spec H4).</summary>
    public string Hotline => _targets.Hotline;

    /// <summary>Share of the target, between 0 and 1, from which on a clock is at risk.</summary>
    public double AtRiskShare => _targets.AtRiskShare;

    /// <summary>How much counted time one business day is (spec P12).</summary>
    public Duration BusinessDayLength => _targets.BusinessDayLength;

    /// <summary>The programme's zone: that of its business hours (spec U6).</summary>
    public DateTimeZone Zone => _calendars.Current(BusinessCalendarId).Zone;

    /// <summary>The calendars that are offered, each in its version in force.</summary>
    public IReadOnlyCollection<BusinessCalendar> Calendars => _calendars.InForce;

    /// <summary>Every version of every calendar.</summary>
    public CalendarVersions CalendarVersions => _calendars;

    /// <summary>True when there are next-update or resolution targets.</summary>
    public bool HasTeamTargets => _targets.HasTeamTargets;

    /// <summary>Reads the settings, or refuses with every wrong key; <see cref="SupportProgrammeErrors.Describe"/> has the words.</summary>
    public static Result<SupportProgramme> Create(ProgrammeOptions options) => new ProgrammeReader(options).Read();

    /// <summary>Team targets stop while the customer has the ball; first response and callback never do (spec P11).</summary>
    public static bool PausesWhileCustomerHasBall(ClockKind kind) => kind is ClockKind.NextUpdate or ClockKind.Resolution;

    /// <summary>The promise of one cell; null where the programme makes none, as everywhere for Self-service.</summary>
    public SlaTarget? Target(SupportTier tier, Severity severity, ClockKind kind) => _targets.Target(tier, severity, kind);

    /// <summary>The calendar as it is in force: is it open now, who is on duty; an unknown id is a bug and throws.</summary>
    public BusinessCalendar Calendar(string id) => _calendars.Current(id);

    /// <summary>The version of a calendar that a clock counts on, in force or not; an unknown one is a bug and throws.</summary>
    public BusinessCalendar Calendar(string id, int version) => _calendars.Of(id, version);

    /// <summary>The calendar in force, or null for an unknown id.</summary>
    public BusinessCalendar? FindCalendar(string id) => _calendars.Find(id);

    /// <summary>The calendar as it is, or as it was while it was offered; null where there never was one.</summary>
    public BusinessCalendar? LastCalendar(string id) => _calendars.Last(id);

    /// <summary>The number of the version in force, which a clock that starts now counts on.</summary>
    public int CalendarVersionOf(string id) => _calendars.NumberOf(id);

    /// <summary>Whether a promise of the programme counts on the calendar.</summary>
    public bool Uses(string calendarId) =>
        Enum.GetValues<SupportTier>()
            .Any(tier =>
                Enum.GetValues<Severity>()
                    .Any(severity => Enum.GetValues<ClockKind>().Any(kind => Target(tier, severity, kind)?.CalendarId == calendarId))
            );

    /// <summary>The programme as it would be with other versions of its calendars.</summary>
    public SupportProgramme With(CalendarVersions calendars) =>
        new(_calendars.InForce.ToDictionary(c => c.Id), _targets) { _calendars = calendars };

    /// <summary>The programme as it would be with other targets.</summary>
    public SupportProgramme With(ProgrammeTargets targets) =>
        new(_calendars.InForce.ToDictionary(c => c.Id), targets) { _calendars = _calendars };

    /// <summary>Puts other targets into force, as a whole and for everybody from now on.</summary>
    public void Adopt(ProgrammeTargets targets) => _targets = targets;

    /// <summary>Puts other versions into force, for everybody from now on; clocks that run keep theirs (spec P14).</summary>
    public void Adopt(CalendarVersions calendars) => _calendars = calendars;

    /// <summary>What to tell the administrator about the calendars, each finding with the calendar's key as field.</summary>
    public IReadOnlyList<Error> Validate(Instant now) =>
        [
            .. _calendars.InForce.SelectMany(c =>
                c.Validate(now).Select(e => e with { Field = SettingKey.Of($"Calendars:{c.Id}", e.Field) })
            ),
        ];
}
