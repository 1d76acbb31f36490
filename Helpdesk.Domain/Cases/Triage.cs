using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What intake decides: the verdict, the severity in force, and the clocks that start.</summary>
public sealed record TriageOutcome(Verdict Verdict, Severity Severity, IReadOnlyList<SlaTarget> Clocks);

/// <summary>Joins case, contract and product into verdict, tier and clocks (spec H1, P, E, S).</summary>
public static class Triage
{
    /// <summary>The clocks that start with a case and again with each reopening (spec P11, C9).</summary>
    public static readonly IReadOnlyList<ClockKind> StartedAtIntake = [ClockKind.FirstResponse, ClockKind.NextUpdate, ClockKind.Resolution];

    public static TriageOutcome Judge(CaseIntake intake, EntitlementRecords records, SupportProgramme programme, Instant now)
    {
        var today = now.InZone(programme.Zone).Date;
        var verdict = EntitlementRules.Judge(intake, records, today);
        var severity = verdict.Limit(intake.Severity);
        var clocks = verdict.Kind == VerdictKind.NotEntitled ? [] : TargetsFor(verdict.Tier, severity, programme);
        return new(verdict, severity, [.. clocks]);
    }

    private static IEnumerable<SlaTarget> TargetsFor(SupportTier tier, Severity severity, SupportProgramme programme) =>
        StartedAtIntake.Select(kind => programme.Target(tier, severity, kind)).OfType<SlaTarget>();
}
