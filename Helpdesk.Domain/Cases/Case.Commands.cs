using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>The commands: each refuses without a trace or changes, records and counts the version up.</content>
public sealed partial class Case
{
    /// <summary>A sent reply is a customer-visible act: it meets the first response and any promised callback (spec H2, P3).</summary>
    /// <param name="seenVersion">The version the writer had before the eyes; null does not
    /// ask. A message that came later is shown before this one goes out.</param>
    /// <param name="language">What it is written in; null is the customer's language (spec P9).</param>
    public Result Reply(string text, int? seenVersion, CaseContext context, string? language = null) =>
        seenVersion < LastMessageVersion
            ? Result.Refuse("reply.answered-meanwhile", "text", LastMessageBy)
            : Reply(text, context, language);

    /// <inheritdoc cref="Reply(string, int?, CaseContext, string?)"/>
    public Result Reply(string text, CaseContext context, string? language = null) =>
        Do(
            CaseAction.Reply,
            context,
            () =>
            {
                Record(context, new ReplySent(text, language == Contact.Language ? null : language));
                CountContact(context);
                AnswerClocks(context);
            }
        );

    public Result Note(string text, CaseContext context) => Do(CaseAction.Note, context, () => Record(context, new NoteAdded(text)));

    /// <summary>
    /// Logs a call; one that reached the customer answers the clocks, an incoming one
    /// that nobody could answer starts a callback (spec H2, P11).
    /// </summary>
    public Result LogCall(CallDirection direction, bool reached, string text, CaseContext context) =>
        Do(
            CaseAction.LogCall,
            context,
            () =>
            {
                Record(context, new CallLogged(direction, reached, text));
                if (direction == CallDirection.Incoming)
                    ForgetSilence();
                if (reached)
                {
                    ForgetSilence();
                    AnswerClocks(context);
                }
                else if (direction == CallDirection.Incoming)
                {
                    StartClock(ClockKind.Callback, context);
                    PassOnIfAway(context);
                }
                else
                {
                    CountContact(context);
                }
            }
        );

    /// <summary>The customer asks to be called: a clock of its own, however many already run (spec P3, P11).</summary>
    public Result RequestCallback(string? phoneNumber, Instant? promisedFor, string? text, CaseContext context) =>
        Do(
            CaseAction.RequestCallback,
            context,
            () =>
            {
                Record(context, new CallbackRequested(phoneNumber ?? Contact.Phone, promisedFor, text));
                ForgetSilence();
                StartClock(ClockKind.Callback, context);
                PassOnIfAway(context);
            }
        );

    /// <summary>Decides another severity with a reason; clocks follow (spec S5, S6, S8).</summary>
    /// <param name="reason">For the record; stays inside.</param>
    /// <param name="told">Words for the customer, in the mail that tells the new severity; null leaves that mail as it is.</param>
    public Result ChangeSeverity(Severity to, string reason, CaseContext context, string? told = null)
    {
        if (to == Severity)
            return Result.Refuse("severity.same", "severity", to);
        if (Verdict.MostSevere is { } cap && to < cap)
            return Result.Refuse("severity.above-limit", "severity", to, cap);
        return Do(
            CaseAction.ChangeSeverity,
            context,
            () =>
            {
                var (from, change) = (Severity, ReclassifyClocks(to, context));
                Record(context, new SeverityChanged(from, to, reason, change.OldDueAt, change.NewDueAt));
                if (told is not null)
                    Record(context, new SeverityExplained(from, to, told));
                Severity = to;
                FollowTeamTargets(context);
                if (EscalatedAt is null || to > from)
                    return;
                Record(context, new EscalationRaised(from, to));
                EndEscalation();
            }
        );
    }

    public Result WaitForCustomer(string? text, CaseContext context) =>
        Do(CaseAction.WaitForCustomer, context, () => Record(context, new WaitStarted(Ball.Customer, text)));

    public Result WaitForVendor(string? text, CaseContext context) =>
        Do(CaseAction.WaitForVendor, context, () => Record(context, new WaitStarted(Ball.Vendor, text)));

    public Result Resume(string? text, CaseContext context) => Do(CaseAction.Resume, context, () => Record(context, new CaseResumed(text)));

    /// <summary>A word from the customer on any channel: the ball is ours again and the silence is over (spec H1, C8).</summary>
    /// <param name="headline">What the queue shows, where that is not the first line: a mail may begin with what it answers.</param>
    public Result CustomerMessage(string text, CaseContext context, string? headline = null) =>
        Do(
            CaseAction.CustomerMessage,
            context,
            () =>
            {
                Record(context, new CustomerWrote(text));
                if (!string.IsNullOrWhiteSpace(headline))
                    LastLine = FirstLine(headline);
                ForgetSilence();
            }
        );

    /// <summary>An offered solution is sent to the customer, so it also answers the clocks (spec H2, H5).</summary>
    public Result OfferSolution(string text, CaseContext context) =>
        Do(
            CaseAction.OfferSolution,
            context,
            () =>
            {
                Record(context, new SolutionOffered(text));
                CountContact(context);
                AnswerClocks(context);
            }
        );

    public Result Resolve(bool confirmedByCustomer, string? text, CaseContext context) =>
        Do(
            CaseAction.Resolve,
            context,
            () =>
            {
                Record(context, new CaseResolved(confirmedByCustomer, text));
                EndClocks(context);
            }
        );

    /// <summary>Closes with one of the eight reasons, each with what it asks for (spec C1–C10).</summary>
    public Result Close(ClosingReason reason, string? detail, string? text, CaseContext context)
    {
        if (ClosingReasonRules.RequiredDetail(reason) is { } needed && string.IsNullOrWhiteSpace(detail))
            return Result.Refuse("close.detail-missing", "detail", reason, needed);
        if (reason == Helpdesk.Domain.Cases.ClosingReason.Merged)
            return Result.Refuse("close.by-merging", "reason");
        if (
            reason == Helpdesk.Domain.Cases.ClosingReason.NoAnswer
            && (UnansweredContacts < 2 || FirstUnansweredAt is not { } first || context.Now < first + Silence.BeforeClosing)
        )
            return Result.Refuse("close.not-silent-enough", "reason", UnansweredContacts, Silence.BeforeClosing.Days);
        var (from, since) = (Status, BallSince);
        return Do(
            CaseAction.Close,
            context,
            () =>
            {
                Record(context, new CaseClosed(reason, detail, text));
                (ClosingReason, ClosingDetail, ClosedAt) = (reason, detail, context.Now);
                (ClosedFrom, ClosedBallSince, ClosedInVersion) = (from, since, Version + 1);
                EndEscalation();
                EndClocks(context);
            }
        );
    }

    /// <summary>Same fault again: new clocks, history kept, counted (spec C9).</summary>
    public Result Reopen(string? text, CaseContext context) =>
        ErasedAt is not null
            ? Result.Refuse("case.erased")
            : Do(
                CaseAction.Reopen,
                context,
                () =>
                {
                    ReopenCount++;
                    Cycle++;
                    Record(context, new CaseReopened(text, ReopenCount));
                    ForgetClosing();
                    ForgetSilence();
                    PassOnIfAway(context);
                    foreach (var kind in Triage.StartedAtIntake)
                        StartClock(kind, context);
                }
            );

    private Result Do(CaseAction action, CaseContext context, Action change)
    {
        var wasResolved = Status == CaseStatus.Resolved;
        var moved = Move(action, context);
        if (!moved.IsOk)
            return moved;
        change();
        // It is back at work: not on the desk of somebody who is away. A reopening has seen to that itself.
        if (wasResolved && Status == CaseStatus.InProgress && action != CaseAction.Reopen)
            PassOnIfAway(context);
        Touch(context);
        return moved;
    }

    private void CountContact(CaseContext context)
    {
        UnansweredContacts++;
        FirstUnansweredAt ??= context.Now;
    }

    private void ForgetClosing()
    {
        (ClosingReason, ClosingDetail, ClosedAt) = (null, null, null);
        (ClosedFrom, ClosedBallSince, ClosedInVersion) = (null, null, null);
    }

    private void ForgetSilence() => (UnansweredContacts, FirstUnansweredAt, RemindedAt) = (0, null, null);
}
