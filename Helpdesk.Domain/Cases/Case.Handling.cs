using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>Asking, scope, escalation, silence, links: what handling a case brings along (spec H, E7, I5, C8).</content>
public sealed partial class Case
{
    /// <summary>Asks for logs, screenshots, diagnostics; sent to the customer, so it also answers the clocks (spec H1, H2).</summary>
    public Result AskForMore(IReadOnlyList<RequestedItem> items, string text, CaseContext context) =>
        Do(
            CaseAction.AskForMore,
            context,
            () =>
            {
                Record(context, new MoreRequested([.. items.Distinct().Order()], text));
            }
        );

    /// <summary>The makers of the product answered; where they still had the ball it is ours again.</summary>
    public Result VendorAnswers(string? text, CaseContext context) =>
        VendorSince is null ? Result.Refuse("vendor.owes-nothing")
        : Status == CaseStatus.WaitingOnVendor ? Resume(text, context)
        : Do(
            CaseAction.Note,
            context,
            () =>
            {
                Record(context, new VendorAnswered(text));
                VendorSince = null;
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
            }
        );

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
                Record(context, new SilenceReminderSent(ClosesOnceReminded(context)));
            }
        );
    }

    // Of a reminder that goes out late the closing day is counted from it, as it will be.
    private NodaTime.Instant ClosesOnceReminded(CaseContext context) =>
        Silence
            .Plan(new(SilentSince ?? BallSince, UnansweredContacts + 1, FirstUnansweredAt ?? context.Now, context.Now), context.Programme)
            .ClosesAt;

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

    private void EndEscalation() => (EscalatedAt, EscalationMayBeDeclined) = (null, false);
}
