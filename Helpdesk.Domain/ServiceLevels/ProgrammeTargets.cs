using System.Collections.Frozen;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// What one version of the programme promises: the matrix, the hotline, the at-risk share, the length of a business day; never changed,
/// only replaced as a whole (spec P1–P6, P11, P12).
/// </summary>
public sealed class ProgrammeTargets
{
    private readonly FrozenDictionary<TargetCell, SlaTarget> _cells;

    internal ProgrammeTargets(IReadOnlyDictionary<TargetCell, SlaTarget> cells) => _cells = cells.ToFrozenDictionary();

    /// <summary>Number for an Emergency without response in time (spec H4).</summary>
    public required string Hotline { get; init; }

    /// <summary>Share of the target, between 0 and 1, from which on a clock is at risk.</summary>
    public required double AtRiskShare { get; init; }

    /// <summary>How much counted time one business day is (spec P12).</summary>
    public required Duration BusinessDayLength { get; init; }

    /// <summary>True when it names next-update or resolution targets.</summary>
    public bool HasTeamTargets => _cells.Keys.Any(cell => SupportProgramme.PausesWhileCustomerHasBall(cell.Kind));

    /// <summary>Reads what a version says, or refuses with every wrong field, named as its key in the settings.</summary>
    public static Result<ProgrammeTargets> Read(ProgrammeContent content, IEnumerable<string> calendarIds) =>
        new ProgrammeReader(content.ToOptions(), [.. calendarIds]).ReadTargets();

    /// <summary>The promise of one cell; null where none is made.</summary>
    public SlaTarget? Target(SupportTier tier, Severity severity, ClockKind kind) => _cells.GetValueOrDefault(new(tier, severity, kind));

    /// <summary>True when both promise the same, however it is written: 60 min is 1 h.</summary>
    public bool IsSameAs(ProgrammeTargets other) =>
        Hotline == other.Hotline
        && AtRiskShare.Equals(other.AtRiskShare)
        && BusinessDayLength == other.BusinessDayLength
        && ChangedCells(other).Count == 0;

    /// <summary>The cells in which another version promises something else.</summary>
    internal HashSet<TargetCell> ChangedCells(ProgrammeTargets other) =>
        [
            .. _cells
                .Keys.Union(other._cells.Keys)
                .Where(cell => !IsSame(_cells.GetValueOrDefault(cell), other._cells.GetValueOrDefault(cell))),
        ];

    /// <summary>The cells of a kind of clock that promise this time on this calendar.</summary>
    internal IEnumerable<TargetCell> CellsOf(ClockKind kind, string calendarId, Duration length) =>
        from cell in _cells
        where cell.Key.Kind == kind && cell.Value.CalendarId == calendarId && cell.Value.Length == length
        select cell.Key;

    private static bool IsSame(SlaTarget? a, SlaTarget? b) => a?.CalendarId == b?.CalendarId && a?.Length == b?.Length;
}

/// <summary>Address of one cell of the matrix.</summary>
internal readonly record struct TargetCell(SupportTier Tier, Severity Severity, ClockKind Kind);
