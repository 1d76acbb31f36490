using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.Escalate;

/// <summary>The customer asks for more urgency; written down with what decides about it (spec H3).</summary>
public sealed record RequestEscalation(string BusinessImpact, bool? WorkaroundExists, bool? EffectIsSerious) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) =>
        target.RequestEscalation(WorkaroundExists!.Value, EffectIsSerious!.Value, BusinessImpact.Trim(), context);
}

public sealed class RequestEscalationRules : AbstractValidator<RequestEscalation>
{
    public RequestEscalationRules()
    {
        RuleFor(c => c.BusinessImpact).Required().AtMost(Rules.LongText).Readable();
        RuleFor(c => c.WorkaroundExists).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.EffectIsSerious).NotNull().WithErrorCode("value.required");
    }
}

/// <summary>Declines an escalation with a reply that gives the reason (spec H3).</summary>
/// <param name="To">Whom it goes to; null is the contact.</param>
/// <param name="Cc">Who gets a copy; null is everybody who takes part, an empty list nobody.</param>
public sealed record DeclineEscalation(string Text, string? To = null, IReadOnlyList<string>? Cc = null) : IAddressesMail
{
    public Result Apply(Case target, CaseContext context) => target.DeclineEscalation(Text.Trim(), context);
}

public sealed class DeclineEscalationRules : AbstractValidator<DeclineEscalation>
{
    public DeclineEscalationRules()
    {
        RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
        this.RuleForAddresses();
    }
}

public static class EscalateApi
{
    public static void MapEscalate(this RouteGroupBuilder cases)
    {
        cases.MapCommand<RequestEscalation>("escalate", "Writes down the customer's escalation (H3).");
        cases.MapCommand<DeclineEscalation>("decline-escalation", "Declines the escalation with a reply (H3).");
    }
}
