using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>What is counted. Every number of a report is the length of one of these lists, and opens it.</summary>
public enum ReportCount
{
    /// <summary>Promises kept or broken in the period: what the attainment is a share of.</summary>
    Judged = 0,
    Met = 1,

    /// <summary>Missed, or late and still running.</summary>
    Missed = 2,
    Excused = 3,
    Superseded = 4,
    CalledOff = 5,

    /// <summary>First responses and callbacks answered in the period, late or not.</summary>
    Answered = 6,

    /// <summary>Cases opened in the period.</summary>
    Opened = 7,

    /// <summary>Cases open now, whatever the period.</summary>
    Open = 8,

    /// <summary>Cases opened in the period that were resolved or closed at least once.</summary>
    Ended = 9,

    /// <summary>Those of them that came back.</summary>
    Reopened = 10,

    /// <summary>Those of them that came back more than once.</summary>
    ReopenedAgain = 11,

    /// <summary>Closings in the period, also of cases that were reopened later.</summary>
    Closed = 12,
}

/// <summary>What the rows, or the columns, of a report stand for.</summary>
public enum ReportDimension
{
    Clock = 0,
    Tier = 1,
    Severity = 2,
    Product = 3,

    /// <summary>Product and version.</summary>
    Version = 4,
    Engineer = 5,
    Team = 6,
    Customer = 7,
    Day = 8,
    Week = 9,
    Month = 10,
    Hour = 11,
    Weekday = 12,
    Reason = 13,
    Age = 14,
    Took = 15,
}

/// <summary>One thing counted: a case, or one of its clocks.</summary>
/// <param name="Case">Place of the case.</param>
/// <param name="Clock">Place of the clock; -1 where the case itself is counted.</param>
/// <param name="At">The instant that puts it into a period, a day and an hour.</param>
public readonly record struct ReportItem(int Case, int Clock, Instant At, ClockVerdict Verdict)
{
    /// <summary>Why it was closed, where a closing is counted; null where it is anything else.</summary>
    public ClosingReason? Closing { get; init; }
}
