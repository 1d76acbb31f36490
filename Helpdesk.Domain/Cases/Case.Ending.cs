using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>The ways out of a case and back in: solution, resolving, confirming, closing, reopening (spec H5, C1–C10).</content>
public sealed partial class Case
{
    /// <summary>
    /// How long an answer to our mails brings a closed case back by itself: as long as the link in the closing mail does (spec C9, U5).
    /// </summary>
    public static readonly Duration ReopenedByAnswerFor = Duration.FromDays(90);

    /// <summary>An offered solution is sent to the customer, so it also answers the clocks (spec H2, H5).</summary>
    public Result OfferSolution(string text, CaseContext context) =>
        Do(
            CaseAction.OfferSolution,
            context,
            () =>
            {
                Record(context, new SolutionOffered(text));
            }
        );

    /// <summary>
    /// Resolves by our own judgement: the customer is asked, and silence counts from now (spec H5, C8). What was never answered is
    /// answered by these words, or the act is refused.
    /// </summary>
    public Result Resolve(string? text, CaseContext context) =>
        OwesAnswer && string.IsNullOrWhiteSpace(text)
            ? Result.Refuse("resolve.unanswered", "text")
            : Do(
                CaseAction.Resolve,
                context,
                () =>
                {
                    Record(context, new CaseResolved(false, null));
                    Record(context, new ConfirmationAsked(text));
                    (ConfirmedAt, VendorSince) = (null, null);
                },
                words: !string.IsNullOrWhiteSpace(text)
            );

    /// <summary>Resolves because the customer said that it is solved (spec H5); closing follows by itself.</summary>
    /// <param name="by">Who said so; null is the contact.</param>
    public Result Confirm(ConfirmedBy how, string? by, string? text, CaseContext context) =>
        Status == CaseStatus.Resolved && ConfirmedAt is not null
            ? NotAllowed(CaseAction.Confirm)
            : Do(
                CaseAction.Confirm,
                context,
                () =>
                {
                    if (how == ConfirmedBy.Call)
                        AnswerByCall(context);
                    Record(context, new CaseResolved(true, text, how, by));
                    (ConfirmedAt, VendorSince) = (context.Now, null);
                }
            );

    /// <summary>Closes with one of the eight reasons, each with what it asks for (spec C1–C10).</summary>
    public Result Close(ClosingReason reason, string? detail, string? text, CaseContext context)
    {
        if (RefusedClose(reason, detail, text, context) is { } refused)
            return refused;
        var before = Snapshot(context);
        return Do(
            CaseAction.Close,
            context,
            () =>
            {
                Record(context, new CaseClosed(reason, detail, text));
                (ClosingReason, ClosingDetail, ClosedAt) = (reason, detail, context.Now);
                (ClosedFrom, ClosedBallSince, ClosedInVersion) = (before.Status, before.BallSince, Version + 1);
                (Before, VendorSince, ConfirmedAt, Proposal) = (before, null, null, null);
            },
            words: !string.IsNullOrWhiteSpace(text)
        );
    }

    private Result? RefusedClose(ClosingReason reason, string? detail, string? text, CaseContext context)
    {
        if (ClosingReasonRules.RequiredDetail(reason) is { } needed && string.IsNullOrWhiteSpace(detail))
            return Result.Refuse("close.detail-missing", "detail", reason, needed);
        if (reason == Helpdesk.Domain.Cases.ClosingReason.Merged)
            return Result.Refuse("close.by-merging", "reason");
        if (Proposal is { } proposal && !ClosingReasonRules.IsCustomersWord(reason))
            return Result.Refuse("close.severity-proposed", "reason", proposal.Severity, proposal.From);
        if (reason == Helpdesk.Domain.Cases.ClosingReason.NoAnswer && !Silence.IsEnough(SilentWait, context.Now))
            return Result.Refuse("close.not-silent-enough", "reason", SilentWait?.Contacts ?? 0, Silence.BeforeClosing.Days);
        if (reason == Helpdesk.Domain.Cases.ClosingReason.NoAnswer && SilenceStands)
            return Result.Refuse("close.owed", "reason");
        // Closing is no way to be rid of an answer or a call; only the customer's own word is (spec H2, P3).
        if (ClosingReasonRules.IsCustomersWord(reason))
            return null;
        if (Owes(Promise.PromisedCall))
            return Result.Refuse("close.call-promised", null, _clocks.First(c => c.IsOpen && c.PromisedFor is not null).PromisedFor);
        return OwesAnswer && string.IsNullOrWhiteSpace(text) ? Result.Refuse("close.unanswered", "text") : null;
    }

    /// <summary>Same fault again: new clocks, history kept, counted (spec C9).</summary>
    /// <param name="stated">
    /// What the customer states now; a graver one holds from now on, as far as the records allow (spec S5, E4).
    /// </param>
    public Result Reopen(string? text, CaseContext context, StatedAnew? stated = null) =>
        ErasedAt is not null ? Result.Refuse("case.erased")
        // It goes on as the other one, with whatever was promised here.
        : ClosingReason == Helpdesk.Domain.Cases.ClosingReason.Merged
            ? Result.Refuse(ErrorKind.Conflict, "case.merged", null, ClosingDetail)
        : Do(
            CaseAction.Reopen,
            context,
            () =>
            {
                JudgeHistoryThatComesBack();
                ReopenCount++;
                Cycle++;
                var graver = stated is not null && TakeAsStated(stated, context) ? stated.Severity : (Severity?)null;
                Record(context, new CaseReopened(text, ReopenCount, graver));
                ForgetClosing();
                Before = null;
                PassOnIfAway(context);
            }
        );

    // The clocks of the new cycle start by it (spec C9, P2); one that is no graver leaves what was decided.
    private bool TakeAsStated(StatedAnew stated, CaseContext context)
    {
        if (stated.Severity >= Severity)
            return false;
        StatedSeverity = stated.Severity;
        if (Verdict.Limit(stated.Severity) is var to && to < Severity)
        {
            var (from, change) = (Severity, ReclassifyClocks(to, context));
            Severity = to;
            Record(context, new SeverityChanged(from, to, stated.Reason, change.OldDueAt, change.NewDueAt));
        }

        return true;
    }
}

/// <summary>A severity that the customer states when the same fault is back (spec C9, S5).</summary>
/// <param name="Reason">For the record, where the severity is another one by it.</param>
public sealed record StatedAnew(Severity Severity, string Reason);
