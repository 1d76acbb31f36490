using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>Asking, scope, escalation, silence, links: what handling a case brings along (spec H, E7, I5, C8).</content>
public sealed partial class Case
{
    /// <summary>How long a closing can be taken back; its mail waits as long.</summary>
    public static readonly Duration UndoTime = Duration.FromMinutes(1);

    /// <summary>Asks for logs, screenshots, diagnostics; sent to the customer, so it also answers the clocks (spec H1, H2).</summary>
    public Result AskForMore(IReadOnlyList<RequestedItem> items, string text, CaseContext context) =>
        Do(
            CaseAction.AskForMore,
            context,
            () =>
            {
                Record(context, new MoreRequested([.. items.Distinct().Order()], text));
                CountContact(context);
                AnswerClocks(context);
            }
        );

    /// <summary>Marks what support does not do and sends the fitting answer (spec E7).</summary>
    public Result MarkScope(OutOfScopeTopic topic, string text, CaseContext context) =>
        Do(
            CaseAction.MarkScope,
            context,
            () =>
            {
                Record(context, new ScopeMarked(topic, text));
                OutOfScope = topic;
                CountContact(context);
                AnswerClocks(context);
            }
        );

    /// <summary>The customer asks for more urgency and says why; the answer is a raised severity or a declining reply (spec H3).</summary>
    public Result RequestEscalation(bool workaroundExists, bool effectIsSerious, string businessImpact, CaseContext context) =>
        Do(
            CaseAction.RequestEscalation,
            context,
            () =>
            {
                Record(context, new EscalationRequested(workaroundExists, effectIsSerious, businessImpact));
                ForgetSilence();
                (EscalatedAt, EscalationMayBeDeclined) = (context.Now, workaroundExists || !effectIsSerious);
            }
        );

    /// <summary>Declines an escalation with a reply; only where a workaround exists or the effect is not serious (spec H3).</summary>
    public Result DeclineEscalation(string text, CaseContext context)
    {
        if (EscalatedAt is null)
            return Result.Refuse("escalation.none");
        if (!EscalationMayBeDeclined)
            return Result.Refuse("escalation.serious");
        return Do(
            CaseAction.DeclineEscalation,
            context,
            () =>
            {
                Record(context, new EscalationDeclined(text));
                EndEscalation();
                CountContact(context);
                AnswerClocks(context);
            }
        );
    }

    /// <summary>The customer rang the reception number; a supervisor hears of it at once (spec H4).</summary>
    public Result LogHotlineCall(string text, CaseContext context) =>
        Do(
            CaseAction.LogHotlineCall,
            context,
            () =>
            {
                var late = _clocks.Any(c => c.IsOpen && c.Kind is ClockKind.FirstResponse or ClockKind.Callback && c.DueAt < context.Now);
                Record(context, new HotlineCalled(late, text));
                ForgetSilence();
            }
        );

    /// <summary>What happens by itself when the customer stays silent, or null (spec C8).</summary>
    public SilencePlan? SilencePlan(SupportProgramme programme) =>
        Ball == Ball.Customer ? Silence.Plan(FirstUnansweredAt, RemindedAt, programme) : null;

    /// <summary>Reminds the customer and names the closing day; never counts as an answer to a clock (spec C8, H2).</summary>
    public Result Remind(CaseContext context)
    {
        if (SilencePlan(context.Programme) is not { IsClosing: false } plan || context.Now < plan.At)
            return Result.Refuse("silence.not-due");
        return Do(
            CaseAction.Remind,
            context,
            () =>
            {
                RemindedAt = context.Now;
                CountContact(context);
                Record(context, new SilenceReminderSent(SilencePlan(context.Programme)!.ClosesAt));
            }
        );
    }

    /// <summary>Takes a closing back within a minute: state and clocks are as before, as if it had not been.</summary>
    public Result UndoClose(CaseContext context)
    {
        if (CaseTransitions.Next(Status, CaseAction.UndoClose) is null || ClosingReason == Helpdesk.Domain.Cases.ClosingReason.Merged)
            return Result.Refuse(ErrorKind.Conflict, "case.not-allowed", null, CaseAction.UndoClose, Status);
        if (ClosedAt is not { } closedAt || ClosedFrom is not { } before || context.Now > closedAt + UndoTime)
            return Result.Refuse("close.undo-too-late", null, (int)UndoTime.TotalSeconds);
        Status = before;
        BallSince = ClosedBallSince ?? closedAt;
        var ended = _clocks.Where(c => c.EndedInVersion == ClosedInVersion).ToList();
        foreach (var clock in ended)
            clock.Revive(
                CaseTransitions.BallIn(before) == Ball.Customer && SupportProgramme.PausesWhileCustomerHasBall(clock.Kind),
                context.Programme
            );
        ForgetClosing();
        Record(context, new CloseUndone(before, [.. ended.Select(c => c.Kind)]));
        Touch(context);
        return Result.Ok;
    }

    /// <summary>Writes down this case's end of a link (spec I5, C9).</summary>
    public Result Link(LinkKind kind, string otherNumber, CaseContext context) =>
        otherNumber == Number || _links.Exists(l => l.OtherNumber == otherNumber && l.Kind == kind)
            ? Result.Refuse("link.there-already", "number", otherNumber)
            : Do(
                CaseAction.Link,
                context,
                () =>
                {
                    _links.Add(new CaseLink(kind, otherNumber));
                    Record(context, new CaseLinked(kind, otherNumber));
                }
            );

    /// <summary>Ends this duplicate; the other case carries on and shows this one's messages with its own (spec I5).</summary>
    public Result MergeInto(Case other, CaseContext context)
    {
        if (other.Number == Number)
            return Result.Refuse("merge.itself", "into", Number);
        if (CaseTransitions.Next(other.Status, CaseAction.TakeIn) is null)
            return Result.Refuse("merge.other-closed", "into", other.Number);
        if (
            !string.Equals(other.Contact.Email, Contact.Email, StringComparison.OrdinalIgnoreCase)
            && (Contact.Organisation is null || other.Contact.Organisation != Contact.Organisation)
        )
            return Result.Refuse("merge.other-customer", "into", other.Number);
        var moved = Do(
            CaseAction.MergeInto,
            context,
            () =>
            {
                _links.Add(new CaseLink(LinkKind.MergedInto, other.Number));
                Record(context, new CaseMerged(LinkKind.MergedInto, other.Number));
                (ClosingReason, ClosingDetail, ClosedAt) = (Helpdesk.Domain.Cases.ClosingReason.Merged, other.Number, context.Now);
                EndClocks(context);
            }
        );
        return moved.IsOk ? other.TakeIn(this, context) : moved;
    }

    private Result TakeIn(Case duplicate, CaseContext context) =>
        Do(
            CaseAction.TakeIn,
            context,
            () =>
            {
                _links.Add(new CaseLink(LinkKind.MergedFrom, duplicate.Number));
                Record(context, new CaseMerged(LinkKind.MergedFrom, duplicate.Number));
            }
        );

    private void EndEscalation() => (EscalatedAt, EscalationMayBeDeclined) = (null, false);
}
