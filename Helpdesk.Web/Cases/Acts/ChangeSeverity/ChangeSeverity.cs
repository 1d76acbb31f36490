using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Validation;

namespace Helpdesk.Web.Cases.Acts.ChangeSeverity;

/// <summary>Decides another severity; the customer is told by mail (spec S5, S6, S8).</summary>
/// <param name="Reason">For the record; the customer does not read it.</param>
/// <param name="Message">A word for the customer, in that mail.</param>
public sealed record DecideSeverity(Helpdesk.Domain.Kernel.Severity? Severity, string Reason, string? Message = null) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) =>
        target.ChangeSeverity(Severity!.Value, Reason.Trim(), context, string.IsNullOrWhiteSpace(Message) ? null : Message.Trim());
}

/// <summary>Leaves the severity although a merged case was graver (spec I5, S5).</summary>
public sealed record KeepSeverity(string Reason) : ICaseCommand
{
    public Result Apply(Case target, CaseContext context) => target.KeepSeverity(Reason.Trim(), context);
}

public sealed class KeepSeverityRules : AbstractValidator<KeepSeverity>
{
    public KeepSeverityRules() => RuleFor(c => c.Reason).Required().AtMost(2_000).Readable();
}

public sealed class DecideSeverityRules : AbstractValidator<DecideSeverity>
{
    public DecideSeverityRules()
    {
        RuleFor(c => c.Severity).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.Reason).Required().AtMost(2_000).Readable();
        RuleFor(c => c.Message).AtMost(2_000).Readable();
    }
}
