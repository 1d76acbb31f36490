using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Reports;

/// <param name="Unit">Shares are 0 to 1, times are seconds.</param>
public sealed record ColumnAnswer(string Key, string Title, ReportUnit Unit, string? Definition);

public sealed record RowAnswer(string Key, string Label, IReadOnlyDictionary<string, double?> Values);

public sealed record TableAnswer(
    string Id,
    string Title,
    string Definition,
    string RowTitle,
    IReadOnlyList<ColumnAnswer> Columns,
    IReadOnlyList<RowAnswer> Rows,
    RowAnswer? Total
);

public sealed record FigureAnswer(string Key, string Title, double? Value, ReportUnit Unit, string Definition);

/// <param name="Until">Last day of the period, included.</param>
public sealed record ReportBody(
    string Report,
    LocalDate From,
    LocalDate Until,
    string Zone,
    ReportDimension By,
    Instant AsOf,
    IReadOnlyList<FigureAnswer> Figures,
    IReadOnlyList<TableAnswer> Tables
);

public sealed record ListBody(
    ReportCount Count,
    LocalDate From,
    LocalDate Until,
    string Zone,
    Instant AsOf,
    int All,
    IReadOnlyList<LineAnswer> Cases
);

/// <param name="TookSeconds">Working time until the answer.</param>
/// <param name="LateSeconds">Working time beyond the due instant, for a promise that was broken.</param>
public sealed record LineAnswer(
    string Number,
    string Subject,
    string Customer,
    string Product,
    string Version,
    Severity Severity,
    string Owner,
    CaseStatus Status,
    Instant OpenedAt,
    Instant? ClosedAt,
    ClosingReason? Reason,
    int Reopens,
    ClockKind? Clock,
    ClockVerdict? Verdict,
    Instant? DueAt,
    Instant? EndedAt,
    double? TookSeconds,
    double? LateSeconds
);
