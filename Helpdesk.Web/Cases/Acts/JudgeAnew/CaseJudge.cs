using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.JudgeAnew;

/// <summary>
/// Judges a case by the records of now, for the day it came in; only where that does not entitle it, for today. So what merely ended
/// since takes nothing away (spec E5), and what came since counts.
/// </summary>
public sealed class CaseJudge(EntitlementLookup lookup, SupportProgramme programme)
{
    /// <param name="intake">What the case is about, as <see cref="Case.ToIntake"/> or corrected.</param>
    public async Task<TriageOutcome> JudgeAsync(
        HelpdeskDb db,
        CaseIntake intake,
        Instant openedAt,
        Instant now,
        CancellationToken cancellation
    )
    {
        var then = await lookup.JudgeAsync(db, intake, programme, openedAt, cancellation);
        return then.Verdict.Kind is VerdictKind.Entitled or VerdictKind.EntitledWithLimits
            ? then
            : await lookup.JudgeAsync(db, intake, programme, now, cancellation);
    }
}
