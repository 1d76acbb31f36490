using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Queue;

/// <summary>
/// Why a case stands where it does in <see cref="QueueView.Now"/>: by the instant at which somebody has to have acted, brought forward
/// by its severity.
/// </summary>
/// <param name="ActBy">The due instant, or, where nothing is promised, a while after the case came back to us.</param>
/// <param name="IsPromised">True when <paramref name="ActBy"/> is the due instant of a clock.</param>
/// <param name="HeadStart">By how much the severity brings it forward.</param>
public readonly record struct QueueRank(Instant ActBy, bool IsPromised, Duration HeadStart)
{
    /// <summary>The instant by which it is put in order.</summary>
    public Instant At => ActBy - HeadStart;

    public static QueueRank Of(QueueEntry entry)
    {
        var severity = StandingOf(entry);
        var headStart = HeadStartOf(severity);
        // From when the ball came, and not from the last note: a row that is worked on must not wander.
        var answerBy = entry.BallSince + PatienceOf(severity, isUnread: entry.LastLineBy == ActorKind.Customer);
        if (entry.Clock is not { DueAt: { } due } clock)
            return new(answerBy, false, headStart);
        // A customer who has written again waits for an answer, whatever later promise stands.
        var waits = entry is { Ball: Ball.Us, LastLineBy: ActorKind.Customer } && clock.Kind != ClockKind.FirstResponse;
        return waits && answerBy < due ? new(answerBy, false, headStart) : new(due, true, headStart);
    }

    /// <summary>An Emergency goes before all else, and a High that can still be kept before a Low that is days late.</summary>
    public static Duration HeadStartOf(Severity severity) =>
        severity switch
        {
            Severity.Emergency => Duration.FromDays(30),
            Severity.High => Duration.FromHours(72),
            Severity.Medium => Duration.FromHours(24),
            _ => Duration.Zero,
        };

    /// <summary>How long a case that nothing is promised for may stay with us before it counts as due.</summary>
    /// <param name="severity">Its severity, as it stands in the order.</param>
    /// <param name="isUnread">True while the customer's word is the last one.</param>
    public static Duration PatienceOf(Severity severity, bool isUnread) =>
        severity switch
        {
            Severity.Emergency => Duration.FromHours(isUnread ? 1 : 24),
            Severity.High => Duration.FromHours(isUnread ? 8 : 72),
            Severity.Medium => isUnread ? Duration.FromHours(24) : Duration.FromDays(7),
            _ => isUnread ? Duration.FromHours(48) : Duration.FromDays(14),
        };

    // Nobody gets ahead of those with a contract by calling it an Emergency.
    private static Severity StandingOf(QueueEntry entry) =>
        entry.Tier == SupportTier.SelfService || entry.Verdict == VerdictKind.NotEntitled ? Severity.Low : entry.Severity;
}
