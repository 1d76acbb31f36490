using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using NodaTime;

namespace Helpdesk.Web.Supervision.Attention;

/// <summary>Serves a case that the records do not entitle (spec E5).</summary>
/// <param name="Until">The first instant at which the exception is over, or null for the life of the case.</param>
public sealed record GrantException(SupportTier? Tier, Instant? Until, string Reason) : ICaseCommand
{
    public string Policy => Policies.Supervise;

    public Result Apply(Case target, CaseContext context) => target.GrantException(Tier!.Value, Until, Reason.Trim(), context);
}

public sealed class GrantExceptionRules : AbstractValidator<GrantException>
{
    public GrantExceptionRules()
    {
        RuleFor(c => c.Tier).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.Reason).Required().AtMost(Rules.LongText).Readable();
    }
}

/// <summary>Leaves a case without entitlement (spec E5).</summary>
public sealed record DeclineException(string Reason) : ICaseCommand
{
    public string Policy => Policies.Supervise;

    public Result Apply(Case target, CaseContext context) => target.DeclineException(Reason.Trim(), context);
}

public sealed class DeclineExceptionRules : AbstractValidator<DeclineException>
{
    public DeclineExceptionRules() => RuleFor(c => c.Reason).Required().AtMost(Rules.LongText).Readable();
}

/// <summary>Excuses a missed clock (spec U2).</summary>
public sealed record ExcuseBreach(ClockKind? Clock, string Reason) : ICaseCommand
{
    public string Policy => Policies.Supervise;

    public Result Apply(Case target, CaseContext context) => target.ExcuseBreach(Clock!.Value, Reason.Trim(), context);
}

public sealed class ExcuseBreachRules : AbstractValidator<ExcuseBreach>
{
    public ExcuseBreachRules()
    {
        RuleFor(c => c.Clock).NotNull().WithErrorCode("value.required");
        RuleFor(c => c.Reason).Required().AtMost(Rules.LongText).Readable();
    }
}

public static class SupervisorDecisionsApi
{
    public static void MapSupervisorDecisions(this RouteGroupBuilder cases)
    {
        cases.MapCommand<GrantException>("grant-exception", "A supervisor serves a case that the records do not entitle (E5).");
        cases.MapCommand<DeclineException>("decline-exception", "A supervisor leaves a case without entitlement (E5).");
        cases.MapCommand<ExcuseBreach>("excuse", "A supervisor excuses a missed clock, with a reason (U2).");
    }
}
