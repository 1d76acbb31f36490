using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.Scope;

/// <summary>Marks what support does not do, and sends the fitting answer (spec E7).</summary>
/// <param name="To">Whom it goes to; null is the contact.</param>
/// <param name="Cc">Who gets a copy; null is everybody who takes part, an empty list nobody.</param>
public sealed record MarkScope(OutOfScopeTopic? Topic, string Text, string? To = null, IReadOnlyList<string>? Cc = null) : IAddressesMail
{
    public Result Apply(Case target, CaseContext context) => target.MarkScope(Topic!.Value, Text.Trim(), context);
}

public sealed class MarkScopeRules : AbstractValidator<MarkScope>
{
    public MarkScopeRules()
    {
        RuleFor(c => c.Topic).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.Text).Required().AtMost(Rules.LongText).Readable();
        this.RuleForAddresses();
    }
}

public static class ScopeApi
{
    public static void MapScope(this RouteGroupBuilder cases) =>
        cases.MapCommand<MarkScope>("scope", "Marks the question out of scope and answers it (E7).");
}
