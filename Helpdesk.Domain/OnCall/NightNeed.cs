using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>
/// Why a Premium case needs somebody at one instant, whoever has it: a promise that waits around the clock, an escalation without an
/// answer, or an Emergency that is ours to move (spec U3, P2, P3, H3).
/// </summary>
/// <param name="Since">When the newest of it arose: only what was done since then shows that somebody knows of it.</param>
/// <param name="Waits">A promise or an escalation waits; else it is an Emergency of which nothing waits but its work.</param>
/// <param name="Limits">When each waiting promise is at risk: nobody keeps it to themselves beyond that.</param>
public sealed record NightNeed(PageCause Cause, Instant Since, bool Waits, IReadOnlyList<Instant> Limits)
{
    /// <summary>The time of the call that alone waits: whoever said yes to it has it until shortly before.</summary>
    public Instant? CallAt { get; init; }

    /// <summary>What is needed now, or null.</summary>
    public static NightNeed? Of(Case about, SupportProgramme programme, Instant now)
    {
        if (about.IsClosed)
            return null;
        // What was promised around the clock is kept so, whatever the programme promises to the tier by now (spec P3).
        List<CaseClock> waiting = [.. PageRules.Waiting(about, programme).Where(clock => WakesAt(clock, about, programme) <= now)];
        if (waiting.Count == 0 && !IsServedAtNight(about, programme))
            return null;
        List<Instant> since = [.. waiting.Select(clock => WakesAt(clock, about, programme))];
        if (about.EscalatedAt is { } escalated)
            since.Add(escalated);
        if (since.Count > 0)
            return new(CauseOf(waiting), since.Max(), true, [.. waiting.Where(IsNoCallAhead).Select(c => c.AtRiskAt).OfType<Instant>()])
            {
                CallAt = about.EscalatedAt is null && !waiting.Exists(IsNoCallAhead) ? waiting.Min(c => c.PromisedFor) : null,
            };
        return about.Ball == Ball.Us && MayBeEmergency(about) ? new(PageCause.Emergency, about.BallSince, false, []) : null;

        bool IsNoCallAhead(CaseClock clock) => !(clock.PromisedFor > now);
    }

    /// <summary>When a call that was promised for later begins to need somebody; null when none does.</summary>
    public static Instant? NextWake(Case about, SupportProgramme programme, Instant now)
    {
        Instant[] ahead =
        [
            .. PageRules.Waiting(about, programme).Select(clock => WakesAt(clock, about, programme)).Where(wakes => wakes > now),
        ];
        return ahead.Length == 0 ? null : ahead.Min();
    }

    // That of a duplicate stays one until somebody has decided about it (spec I5, S8).
    private static bool MayBeEmergency(Case about) =>
        about.Severity == Severity.Emergency || about.Proposal?.Severity == Severity.Emergency;

    // A tier that promises nothing around the clock wakes nobody by its Emergencies and escalations (spec P1).
    private static bool IsServedAtNight(Case about, SupportProgramme programme) =>
        (about is { Tier: SupportTier.Premium, VerdictKind: not VerdictKind.NotEntitled } || about.CarriesOnForPremium)
        && programme.Target(SupportTier.Premium, Severity.Emergency, ClockKind.FirstResponse) is { } target
        && programme.Calendar(target.CalendarId).IsAlwaysOpen;

    // "Tomorrow at three" needs nobody at two in the morning: it does when no more than the usual time is left (spec P3). Any other clock
    // has the time it was started with, whatever the programme promises by now.
    private static Instant WakesAt(CaseClock clock, Case about, SupportProgramme programme) =>
        clock is { PromisedFor: not null, DueAt: { } due } && programme.Target(about.Tier, about.Severity, clock.Kind) is { } usual
            ? Instant.Max(clock.StartedAt, due - usual.Length)
            : clock.StartedAt;

    private static PageCause CauseOf(List<CaseClock> waiting) =>
        waiting.Exists(clock => clock.Kind == ClockKind.FirstResponse) ? PageCause.Emergency
        : waiting.Count > 0 ? PageCause.Callback
        : PageCause.Escalation;
}
