using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>What a report is narrowed to; null leaves a thing open.</summary>
public sealed record ReportFilter
{
    public static readonly ReportFilter None = new();

    public ClockKind? Clock { get; init; }

    public SupportTier? Tier { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>Product code.</summary>
    public string? Product { get; init; }

    public string? Version { get; init; }

    /// <summary>Id of the owner as text; empty for nobody.</summary>
    public string? Engineer { get; init; }

    public string? Team { get; init; }

    public string? Customer { get; init; }

    /// <summary>Hour of the day, 0–23, of the counted instant in the programme's zone.</summary>
    public int? Hour { get; init; }

    public IsoDayOfWeek? Weekday { get; init; }

    public ClosingReason? Reason { get; init; }

    /// <summary>Place in <see cref="ReportBuckets.Ages"/>.</summary>
    public int? Age { get; init; }

    /// <summary>Place in <see cref="ReportBuckets.Times"/>.</summary>
    public int? Took { get; init; }
}

/// <summary>Steps of ages and answer times.</summary>
public static class ReportBuckets
{
    /// <summary>Ages of open cases: up to and without each of these; the last step is everything older.</summary>
    public static readonly IReadOnlyList<Duration> Ages =
    [
        Duration.FromDays(1),
        Duration.FromDays(3),
        Duration.FromDays(7),
        Duration.FromDays(14),
        Duration.FromDays(28),
    ];

    /// <summary>Working times until an answer: up to and with each of these; the last step is everything longer.</summary>
    public static readonly IReadOnlyList<Duration> Times =
    [
        Duration.FromMinutes(15),
        Duration.FromMinutes(30),
        Duration.FromHours(1),
        Duration.FromHours(2),
        Duration.FromHours(4),
        Duration.FromHours(8),
        Duration.FromHours(16),
    ];

    public static int AgeOf(Duration age) => Step(Ages, step => age < step);

    public static int TimeOf(Duration took) => Step(Times, step => took <= step);

    private static int Step(IReadOnlyList<Duration> steps, Func<Duration, bool> isIn)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (isIn(steps[i]))
                return i;
        }

        return steps.Count;
    }
}
