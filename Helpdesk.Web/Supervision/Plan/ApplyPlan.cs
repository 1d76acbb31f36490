using FluentValidation;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Supervision.Plan;

/// <param name="Version">The version of the case the plan was made on.</param>
/// <param name="To">The receiver; null puts it into the queue.</param>
public sealed record PlanMove(string Number, int Version, Guid? To);

/// <summary>Carries out a plan: all of its moves in one transaction (spec U2).</summary>
public sealed record ApplyPlan(IReadOnlyList<PlanMove> Moves);

/// <summary>Takes an applied plan back, within <see cref="Reassignment.UndoTime"/>.</summary>
public sealed record UndoPlan(Guid Id);

/// <summary>Applies a plan once more that was taken back.</summary>
public sealed record ApplyPlanAgain(Guid Id);

public sealed class ApplyPlanRules : AbstractValidator<ApplyPlan>
{
    public ApplyPlanRules(PeopleDirectory people)
    {
        RuleFor(p => p.Moves).NotEmpty().WithErrorCode("plan.nothing-chosen");
        RuleFor(p => p.Moves)
            .Must(moves => moves.Count <= SelectedCases.Most)
            .WithErrorCode("plan.too-many")
            .WithState(_ => new object?[] { SelectedCases.Most });
        RuleFor(p => p.Moves).Must(moves => moves.DistinctBy(m => m.Number).Count() == moves.Count).WithErrorCode("plan.case-twice");
        RuleForEach(p => p.Moves)
            .ChildRules(move =>
                move.RuleFor(m => m.To)
                    .Must(to => to is not { } id || people.Find(id) is { Active: true })
                    .WithErrorCode("owner.unknown")
                    .WithState((_, to) => new object?[] { to })
            );
    }
}
