using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;

namespace Helpdesk.Domain.Cases;

/// <summary>What a case lacks that older versions never started.</summary>
public enum PromiseGap
{
    /// <summary>The customer had the last word, whoever has the ball, and no clock watches the answer (spec P3).</summary>
    Answer = 0,

    /// <summary>Resolved, and nobody asked the customer: it would stand there for good (spec H5).</summary>
    Confirmation = 1,
}

/// <content>Promises that were never started, and how they are mended.</content>
public sealed partial class Case
{
    /// <summary>What is missing, or null.</summary>
    public PromiseGap? Gap(SupportProgramme programme) =>
        Status == CaseStatus.Resolved && ConfirmedAt is null && SilentSince is null ? PromiseGap.Confirmation
        : !IsOver
        && LastLineBy == ActorKind.Customer
        && !OwesAnswer
        && VerdictKind != VerdictKind.NotEntitled
        && programme.Target(Tier, Severity, ClockKind.Callback) is not null
            ? PromiseGap.Answer
        : null;

    /// <summary>Starts what is missing, from now on: a doubt never makes a promise broken in hindsight.</summary>
    public Result RestorePromise(CaseContext context)
    {
        if (Gap(context.Programme) is not { } gap)
            return Result.Refuse("promise.none-missing");
        // Older versions left the ball with the vendor, or with the very customer who had written.
        if (gap == PromiseGap.Answer && Ball != Ball.Us)
            return Do(CaseAction.Resume, context, () => Restore(gap, context));
        Restore(gap, context);
        Touch(context);
        return Result.Ok;
    }

    private void Restore(PromiseGap gap, CaseContext context)
    {
        Record(context, new PromiseRestored(gap));
        if (gap == PromiseGap.Answer)
            AwaitAnswer(context);
        else
            AskForConfirmation(context);
    }

    /// <summary>Plans silence anew by the rules of today; false when nothing changes.</summary>
    public bool PlanSilenceAnew(SupportProgramme programme)
    {
        var at = SilencePlan(programme)?.At;
        if (at == SilenceActsAt)
            return false;
        SilenceActsAt = at;
        return true;
    }

    private void AskForConfirmation(CaseContext context)
    {
        Record(context, new ConfirmationAsked(null));
        ForgetSilence(context);
        FollowSilence(PromiseEffect.Counts, context);
    }
}
