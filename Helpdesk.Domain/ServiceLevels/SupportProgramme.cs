using System.Collections.Frozen;
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
    private volatile FrozenDictionary<string, BusinessCalendar> _calendars;

    internal SupportProgramme(IReadOnlyDictionary<string, BusinessCalendar> calendars, ProgrammeTargets targets)
    {
        _calendars = calendars.ToFrozenDictionary();
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
    public DateTimeZone Zone => _calendars[BusinessCalendarId].Zone;

    public IReadOnlyCollection<BusinessCalendar> Calendars => _calendars.Values;

    /// <summary>True when there are next-update or resolution targets.</summary>
    public bool HasTeamTargets => _targets.HasTeamTargets;

    /// <summary>Reads the settings, or refuses with every wrong key; <see cref="SupportProgrammeErrors.Describe"/> has the words.</summary>
    public static Result<SupportProgramme> Create(ProgrammeOptions options) => new ProgrammeReader(options).Read();

    /// <summary>Team targets stop while the customer has the ball; first response and callback never do (spec P11).</summary>
    public static bool PausesWhileCustomerHasBall(ClockKind kind) => kind is ClockKind.NextUpdate or ClockKind.Resolution;

    /// <summary>The promise of one cell; null where the programme makes none, as everywhere for Self-service.</summary>
    public SlaTarget? Target(SupportTier tier, Severity severity, ClockKind kind) => _targets.Target(tier, severity, kind);

    /// <summary>The calendar; an unknown id is a bug and throws.</summary>
    public BusinessCalendar Calendar(string id) => _calendars[id];

    /// <summary>The calendar, or null for an unknown id.</summary>
    public BusinessCalendar? FindCalendar(string id) => _calendars.GetValueOrDefault(id);

    /// <summary>The programme as it would be with another calendar in place of the one with its id.</summary>
    public SupportProgramme With(BusinessCalendar calendar) =>
        new(_calendars.Values.Where(c => c.Id != calendar.Id).Append(calendar).ToDictionary(c => c.Id), _targets);

    /// <summary>The programme as it would be with other targets.</summary>
    public SupportProgramme With(ProgrammeTargets targets) => new(_calendars, targets);

    /// <summary>Puts other targets into force, as a whole and for everybody from now on.</summary>
    public void Adopt(ProgrammeTargets targets) => _targets = targets;

    /// <summary>
    /// Puts a calendar in place of the one with its id, for everybody from now on: holidays of a coming year (spec P14). An unknown id is
    /// a bug and throws.
    /// </summary>
    public void Adopt(BusinessCalendar calendar)
    {
        _ = Calendar(calendar.Id);
        _calendars = With(calendar)._calendars;
    }

    /// <summary>What to tell the administrator about the calendars, each finding with the calendar's key as field.</summary>
    public IReadOnlyList<Error> Validate(Instant now) =>
        [
            .. _calendars
                .Values.OrderBy(c => c.Id, StringComparer.Ordinal)
                .SelectMany(c => c.Validate(now).Select(e => e with { Field = SettingKey.Of($"Calendars:{c.Id}", e.Field) })),
        ];
}
