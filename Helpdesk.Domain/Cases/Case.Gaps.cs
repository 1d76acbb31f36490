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

    /// <summary>A duplicate was merged into it, and what was promised there ended with it (spec I5).</summary>
    Merging = 2,
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

    /// <summary>Whether nothing here watches what a merged case took with it: then its record has to say whether there was anything.</summary>
    public bool MayLackMerged(SupportProgramme programme) =>
        Status != CaseStatus.Closed
        && !SilenceStands
        && _links.Exists(l => l.Kind == LinkKind.MergedFrom)
        && VerdictKind != VerdictKind.NotEntitled
        && programme.Target(Tier, Severity, ClockKind.Callback) is not null;

    /// <summary>Starts what is missing, from now on: a doubt never makes a promise broken in hindsight.</summary>
    /// <param name="mergedFrom">The case that was merged into this one and whose promise ended with it; null for any other gap.</param>
    public Result RestorePromise(string? mergedFrom, CaseContext context)
    {
        if (mergedFrom is not null)
            return RestoreMerged(mergedFrom, context);
        if (Gap(context.Programme) is not { } gap)
            return Result.Refuse("promise.none-missing");
        // Older versions left the ball with the vendor, or with the very customer who had written.
        if (gap == PromiseGap.Answer && Ball != Ball.Us)
            return Do(CaseAction.Resume, context, () => Restore(gap, context));
        Restore(gap, context);
        Touch(context);
        return Result.Ok;
    }

    private Result RestoreMerged(string from, CaseContext context)
    {
        if (!_links.Exists(l => l.Kind == LinkKind.MergedFrom && l.OtherNumber == from))
            return Result.Refuse("promise.not-merged", "mergedFrom", from);
        if (!MayLackMerged(context.Programme))
            return Result.Refuse("promise.none-missing");
        return Do(
            CaseAction.TakeInOpen,
            context,
            () =>
            {
                Record(context, new PromiseRestored(PromiseGap.Merging, from));
                AwaitAnswer(context);
            }
        );
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
        FollowSilence(PromiseEffect.Counts, context, reminded: false);
    }
}
