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
        Do(CaseAction.Reply, context, () => Record(context, new ReplySent(text, language == Contact.Language ? null : language)));

    public Result Note(string text, CaseContext context) => Do(CaseAction.Note, context, () => Record(context, new NoteAdded(text)));

    /// <summary>
    /// Logs a call; one that reached the customer answers the clocks, an incoming one that nobody could answer starts a callback
    /// (spec H2, P11).
    /// </summary>
    /// <remarks>Where the context says when it began, what it keeps is judged by that.</remarks>
    public Result LogCall(CallDirection direction, bool reached, string text, CaseContext context) =>
        Do(
            (direction, reached) switch
            {
                (CallDirection.Incoming, true) => CaseAction.TakeCall,
                (CallDirection.Incoming, false) => CaseAction.MissCall,
                (_, true) => CaseAction.LogCall,
                _ => CaseAction.TryCall,
            },
            context,
            () =>
            {
                Record(context, new CallLogged(direction, reached, text) { At = context.HappenedAt, IsOther = !context.IsPromisedCall });
                if (direction == CallDirection.Incoming && !reached)
                    PassOnIfAway(context);
            }
        );

    /// <summary>The customer asks to be called: a clock of its own, however many already run (spec P3, P11).</summary>
    /// <param name="promisedFor">When the call was promised, which is its due time; null leaves it to the programme.</param>
    public Result RequestCallback(string? phoneNumber, Instant? promisedFor, string? text, CaseContext context) =>
        Do(
            promisedFor is null ? CaseAction.RequestCallback : CaseAction.PromiseCall,
            context,
            () =>
            {
                Record(context, new CallbackRequested(phoneNumber ?? Contact.Phone, promisedFor, text));
                if (promisedFor is { } at)
                    _clocks.Add(CaseClock.Promised(at, Cycle, context));
                PassOnIfAway(context);
            }
        );

    /// <summary>The customer does not need the promised call any more, and says so (spec P3).</summary>
    /// <param name="promisedFor">Which one; null where only one is promised.</param>
    public Result ReleaseCall(string reason, Instant? promisedFor, CaseContext context)
    {
        List<Instant> promised = [.. _clocks.Where(c => c.IsOpen).Select(c => c.PromisedFor).OfType<Instant>().Distinct().Order()];
        if (promised.Count == 0)
            return Result.Refuse("call.none-promised");
        if (promisedFor is null && promised.Count > 1)
            return Result.Refuse("call.which", "promisedFor", promised[0], promised[^1]);
        if (promisedFor is { } named && !promised.Contains(named))
            return Result.Refuse("call.not-promised", "promisedFor", named, promised[0]);
        var released = promisedFor ?? promised[0];
        return Do(
            CaseAction.ReleaseCall,
            context with
            {
                Released = released,
            },
            () => Record(context, new CallReleased(reason) { PromisedFor = released })
        );
    }

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
                Severity = to;
                var promised = to == Severity.Emergency ? AnswerAnew(context) : null;
                Record(context, new SeverityChanged(from, to, reason, change.OldDueAt, change.NewDueAt ?? promised?.DueAt));
                if (told is not null)
                    Record(context, new SeverityExplained(from, to, told));
                FollowTeamTargets(context);
                if (Proposal is { } proposal && to <= proposal.Severity)
                    Proposal = null;
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
        Do(
            CaseAction.WaitForVendor,
            context,
            () =>
            {
                Record(context, new WaitStarted(Ball.Vendor, text));
                VendorSince ??= context.Now;
            }
        );

    /// <summary>The ball is ours again; from the makers, because they answered.</summary>
    public Result Resume(string? text, CaseContext context)
    {
        var answered = Status == CaseStatus.WaitingOnVendor;
        return Do(
            CaseAction.Resume,
            context,
            () =>
            {
                Record(context, new CaseResumed(text));
                if (answered)
                    VendorSince = null;
            }
        );
    }

    /// <summary>A word from the customer on any channel: the ball is ours again and the silence is over (spec H1, C8).</summary>
    /// <param name="headline">What the queue shows, where that is not the first line: a mail may begin with what it answers.</param>
    public Result CustomerMessage(string text, CaseContext context, string? headline = null) =>
        Do(
            CaseAction.CustomerMessage,
            context,
            () =>
            {
                Record(context, new CustomerWrote(text) { HeardAt = context.HappenedAt });
                if (!string.IsNullOrWhiteSpace(headline))
                    LastLine = FirstLine(headline);
            }
        );

    // A call that reached the customer is an answer, also the one in which they confirm (spec H2).
    private void AnswerByCall(CaseContext context)
    {
        foreach (var promise in new[] { Promise.FirstResponse, Promise.Callback })
            EndClocks(promise, ClockEnd.Met, context);
        FollowClocks(Promise.PromisedCall, PromiseEffect.KeptByThatCall, context, words: true);
    }

    private Result Do(CaseAction action, CaseContext context, Action change, bool words = false)
    {
        if (CaseTransitions.Next(Status, action) is not null && RefusedRecipients(context.MailTo) is { } refused)
            return refused;
        var (wasResolved, stoodStill) = (Status == CaseStatus.Resolved, SilenceStands);
        var moved = Move(action, context);
        if (!moved.IsOk)
            return moved;
        change();
        JoinRecipients(context.MailTo, context);
        Follow(action, context, words, stoodStill);
        // It is back at work: not on the desk of somebody who is away. A reopening has seen to that itself.
        if (wasResolved && Status == CaseStatus.InProgress && action != CaseAction.Reopen)
            PassOnIfAway(context);
        Touch(context);
        return moved;
    }

    private void ForgetClosing()
    {
        (ClosingReason, ClosingDetail, ClosedAt) = (null, null, null);
        (ClosedFrom, ClosedBallSince, ClosedInVersion) = (null, null, null);
    }
}
