namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// The section <c>SupportProgramme</c> of the settings: all texts, so that a wrong
/// one is refused with its key and the fix (spec P1–P6, P14).
/// </summary>
public sealed class ProgrammeOptions
{
    public const string Section = "SupportProgramme";

    /// <summary>How much counted time one business day is (spec P12).</summary>
    public string BusinessDayLength { get; set; } = "8 h";

    /// <summary>Share of the target, between 0 and 1, from which on a clock is at risk.</summary>
    public string AtRiskShare { get; set; } = "0.7";

    /// <summary>Number a customer rings when an Emergency got no answer in time (spec H4).</summary>
    public string? Hotline { get; set; }

    /// <summary>Calendar id → calendar; <c>business</c> and <c>always</c> must be there.</summary>
    public Dictionary<string, CalendarOptions> Calendars { get; set; } = [];

    /// <summary>Tier → severity → FirstResponse/Callback → target; every cell of Standard and Premium must be there.</summary>
    public Dictionary<string, Dictionary<string, Dictionary<string, TargetOptions>>> Targets { get; set; } = [];

    /// <summary>Tier → severity → NextUpdate/Resolution → target; off when absent (spec P11).</summary>
    public Dictionary<string, Dictionary<string, Dictionary<string, TargetOptions>>> TeamTargets { get; set; } = [];
}

/// <summary>A calendar of the settings; its holidays come from a file that Web reads.</summary>
public sealed class CalendarOptions : CalendarText
{
    /// <summary>Path of the holiday list; none when absent.</summary>
    public string? HolidaysFile { get; set; }

    /// <summary>The holidays of <see cref="HolidaysFile"/>, filled in by whoever reads files; not a setting.</summary>
    public IReadOnlyList<Holiday>? HolidaysRead { get; set; }
}

/// <summary>One promise of the settings.</summary>
public sealed class TargetOptions
{
    /// <summary>Such as <c>2 h</c>, <c>30 min</c> or <c>1 business day</c>.</summary>
    public string? Within { get; set; }

    /// <summary>Id of a calendar.</summary>
    public string? Calendar { get; set; }
}
