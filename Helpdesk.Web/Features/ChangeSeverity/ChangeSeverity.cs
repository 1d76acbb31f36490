using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Commands;

namespace Helpdesk.Web.Features.ChangeSeverity;

/// <summary>Decides another severity, with the reason the customer will hear (spec S5, S6, S8).</summary>
public sealed record DecideSeverity(Domain.Cases.Severity? Severity, string Reason) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.ChangeSeverity(Severity!.Value, Reason.Trim(), context);
}

public sealed class DecideSeverityRules : AbstractValidator<DecideSeverity>
{
    public DecideSeverityRules()
    {
        RuleFor(c => c.Severity).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.Reason).Required().AtMost(2_000).Readable();
    }
}
