using System.Globalization;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Reads the settings into a programme and collects every mistake under its full key.</summary>
/// <param name="calendarIds">The calendars there are; null takes those of the settings.</param>
internal sealed class ProgrammeReader(ProgrammeOptions options, IReadOnlyCollection<string>? calendarIds = null)
{
    public static readonly SupportTier[] PromisedTiers = [SupportTier.Standard, SupportTier.Premium];
    private static readonly ClockKind[] s_promised = [ClockKind.FirstResponse, ClockKind.Callback];
    private static readonly ClockKind[] s_team = [ClockKind.NextUpdate, ClockKind.Resolution];

    private IReadOnlyCollection<string> CalendarIds => calendarIds ?? options.Calendars.Keys;

    private readonly List<Error> _errors = [];
    private readonly Dictionary<string, BusinessCalendar> _calendars = new(StringComparer.Ordinal);
    private readonly Dictionary<TargetCell, SlaTarget> _targets = [];

    public Result<SupportProgramme> Read()
    {
        ReadCalendars();
        var targets = ReadAllTargets();
        return _errors.Count > 0 ? Result<SupportProgramme>.Refuse(_errors) : new SupportProgramme(_calendars, targets);
    }

    /// <summary>The targets alone, on calendars that are known already.</summary>
    public Result<ProgrammeTargets> ReadTargets()
    {
        var targets = ReadAllTargets();
        return _errors.Count > 0 ? Result<ProgrammeTargets>.Refuse(_errors) : targets;
    }

    private ProgrammeTargets ReadAllTargets()
    {
        var businessDay = ReadBusinessDay();
        var share = ReadShare();
        if (string.IsNullOrWhiteSpace(options.Hotline))
            Refuse(
                "programme.key-missing",
                "Hotline",
                options.Hotline,
                "the number customers ring when an Emergency got no answer, for example 03-6206-6286"
            );
        ReadMatrix("Targets", options.Targets, s_promised, businessDay, mustBeComplete: true);
        ReadMatrix("TeamTargets", options.TeamTargets, s_team, businessDay, mustBeComplete: false);
        return new(_targets)
        {
            Hotline = options.Hotline ?? "",
            AtRiskShare = share,
            BusinessDayLength = businessDay,
        };
    }

    private Duration ReadBusinessDay() =>
        Taken(LengthText.Parse(options.BusinessDayLength, null, SettingKey.Of("BusinessDayLength")), Duration.FromHours(8));

    private double ReadShare()
    {
        if (
            double.TryParse(options.AtRiskShare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is > 0 and < 1
        )
            return share;
        Refuse("programme.share-malformed", "AtRiskShare", options.AtRiskShare, "a number between 0 and 1, for example 0.7");
        return 0;
    }

    private void ReadCalendars()
    {
        foreach (var id in new[] { SupportProgramme.BusinessCalendarId, SupportProgramme.AlwaysCalendar })
        {
            if (!options.Calendars.ContainsKey(id))
                Refuse("programme.key-missing", $"Calendars:{id}", null, "a calendar with Zone and Openings");
        }

        foreach (var (id, calendar) in options.Calendars)
            ReadCalendar(id, calendar ?? new());
    }

    private void ReadCalendar(string id, CalendarOptions calendar)
    {
        var key = $"Calendars:{id}";
        if (!string.IsNullOrEmpty(calendar.HolidaysFile) && calendar.HolidaysRead is null)
            Refuse(
                "programme.holidays-not-read",
                key + ":HolidaysFile",
                calendar.HolidaysFile,
                "the path of a readable holiday list with the header " + HolidayFile.Header
            );
        var definition = calendar.ToDefinition(id, calendar.HolidaysRead);
        var compiled = definition.IsOk ? BusinessCalendar.Compile(definition.Value) : Result<BusinessCalendar>.Refuse(definition.Errors);
        if (!compiled.IsOk)
            _errors.AddRange(compiled.Errors.Select(e => e with { Field = SettingKey.Of(key, e.Field) }));
        else if (compiled.Value.NeverOpens)
            Refuse("calendar.never-opens", key + ":Openings", id, "at least one opening, for example Monday: [\"09:00-17:00\"]");
        else
            _calendars.Add(id, compiled.Value);
    }

    private void ReadMatrix(
        string section,
        Dictionary<string, Dictionary<string, Dictionary<string, TargetOptions>>>? tiers,
        ClockKind[] kinds,
        Duration businessDay,
        bool mustBeComplete
    )
    {
        foreach (var (tier, tierKey, severities) in Children(section, tiers, PromisedTiers, mustBeComplete))
        {
            foreach (var (severity, severityKey, targets) in Children(tierKey, severities, Enum.GetValues<Severity>(), mustBeComplete))
            {
                foreach (var (kind, key, target) in Children(severityKey, targets, kinds, mustBeComplete))
                    ReadTarget(new(tier, severity, kind), key, target ?? new(), businessDay);
            }
        }
    }

    /// <summary>
    /// The wanted entries in order; settings keys ignore case. Refuses entries nobody knows and, where all must be there, absent ones.
    /// </summary>
    private List<(TKey Name, string Key, TValue? Value)> Children<TKey, TValue>(
        string key,
        Dictionary<string, TValue>? entries,
        TKey[] wanted,
        bool mustBeComplete
    )
        where TKey : struct, Enum
    {
        var byName = new Dictionary<string, TValue>(entries ?? [], StringComparer.OrdinalIgnoreCase);
        List<(TKey, string, TValue?)> children = [];
        foreach (var name in wanted)
        {
            if (byName.Remove(name.ToString(), out var value))
                children.Add((name, $"{key}:{name}", value));
            else if (mustBeComplete)
                Refuse(
                    "programme.key-missing",
                    $"{key}:{name}",
                    null,
                    typeof(TValue) == typeof(TargetOptions)
                        ? "Within (such as 2 h) and Calendar (such as business)"
                        : "the targets of " + name
                );
        }

        foreach (var unknown in byName.Keys)
            Refuse("programme.key-unknown", $"{key}:{unknown}", unknown, "known here are " + string.Join(", ", wanted));
        return children;
    }

    private void ReadTarget(TargetCell cell, string key, TargetOptions target, Duration businessDay)
    {
        var length = Taken(LengthText.Parse(target.Within, businessDay, SettingKey.Of(key + ":Within")), Duration.Zero);
        if (string.IsNullOrEmpty(target.Calendar) || !CalendarIds.Contains(target.Calendar))
            Refuse("programme.calendar-unknown", key + ":Calendar", target.Calendar, "one of " + string.Join(", ", CalendarIds));
        else
            _targets.Add(cell, new(cell.Kind, target.Calendar, length, target.Within));
    }

    private T Taken<T>(Result<T> result, T otherwise)
    {
        if (result.IsOk)
            return result.Value;
        _errors.AddRange(result.Errors);
        return otherwise;
    }

    private void Refuse(string code, string key, string? value, string expected) =>
        _errors.Add(new(code, SettingKey.Of(key), value, expected));
}
