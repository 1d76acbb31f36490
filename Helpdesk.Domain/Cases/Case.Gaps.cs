using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

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

    /// <summary>A call was promised for a time, and nothing watches it (spec P3).</summary>
    Call = 3,
}

/// <content>Promises that were never started, and how they are mended.</content>
public sealed partial class Case
{
    /// <summary>What is missing, or null.</summary>
    public PromiseGap? Gap(SupportProgramme programme) =>
        Status == CaseStatus.Resolved && ConfirmedAt is null && SilentSince is null ? PromiseGap.Confirmation
        : LastLineBy == ActorKind.Customer && MayLackAnswer(programme) && !Owes(Promise.PromisedCall) ? PromiseGap.Answer
        : null;

    /// <summary>What is missing by the record, or null: a note after the customer's word, say, answers nothing.</summary>
    /// <param name="record">The whole record, oldest first.</param>
    public PromiseGap? Gap(SupportProgramme programme, IReadOnlyList<TimelineEntry> record) =>
        Gap(programme)
        ?? (
            MayLackAnswer(programme) && MissingAnswer.IsIn(record) ? PromiseGap.Answer
            : LostCall(record) is not null ? PromiseGap.Call
            : null
        );

    /// <summary>The time of a promised call that nothing watches, or null.</summary>
    public Instant? LostCall(IReadOnlyList<TimelineEntry> record) =>
        Status != CaseStatus.Closed
        && MissingAnswer.CallOf(record) is { } promised
        && !_clocks.Exists(c => c.PromisedFor == promised && (c.IsOpen || c.EndedAs == ClockEnd.Met))
            ? promised
            : null;

    private bool MayLackAnswer(SupportProgramme programme) =>
        !IsOver
        && !OwesAnswer
        && VerdictKind != VerdictKind.NotEntitled
        && programme.Target(Tier, Severity, ClockKind.Callback) is not null;

    /// <summary>Whether nothing watches what a merged case took with it: then its record has to say whether there was anything.</summary>
    public bool MayLackMerged(SupportProgramme programme) =>
        Status != CaseStatus.Closed
        && !SilenceStands
        && _links.Exists(l => l.Kind == LinkKind.MergedFrom)
        && VerdictKind != VerdictKind.NotEntitled
        && programme.Target(Tier, Severity, ClockKind.Callback) is not null;

    /// <summary>Starts what is missing, from now on: a doubt never makes a promise broken in hindsight.</summary>
    /// <param name="lacks">What the record says is missing; null is what the case itself shows.</param>
    public Result RestorePromise(PromiseGap? lacks, CaseContext context)
    {
        var gap = lacks == PromiseGap.Answer && MayLackAnswer(context.Programme) ? lacks : Gap(context.Programme);
        if (gap is null)
            return Result.Refuse("promise.none-missing");
        // Older versions left the ball with the vendor, or with the very customer who had written.
        if (gap == PromiseGap.Answer && Ball != Ball.Us)
            return Do(CaseAction.Resume, context, () => Restore(gap.Value, context));
        Restore(gap.Value, context);
        Touch(context);
        return Result.Ok;
    }

    /// <summary>Watches a promised call again: at its time where that is ahead, else it is to be made as soon as any callback.</summary>
    public Result RestoreCall(Instant promisedFor, CaseContext context)
    {
        if (Status == CaseStatus.Closed || _clocks.Exists(c => c.IsOpen && c.PromisedFor == promisedFor))
            return Result.Refuse("promise.none-missing");
        var ahead = promisedFor > context.Now;
        return Do(
            ahead ? CaseAction.PromiseCall : CaseAction.RequestCallback,
            context,
            () =>
            {
                Record(context, new PromiseRestored(PromiseGap.Call));
                if (ahead)
                    _clocks.Add(CaseClock.Promised(promisedFor, Cycle, context));
            }
        );
    }

    /// <summary>Promises the answer that was lost when a case was merged into this one.</summary>
    /// <param name="from">The number of that case.</param>
    public Result RestoreMerged(string from, CaseContext context)
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
