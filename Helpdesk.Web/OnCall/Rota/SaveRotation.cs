using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Enters a rotation, or changes the one whose <see cref="Id"/> is given (spec U3).</summary>
/// <param name="Version">The one that was edited; a newer one refuses.</param>
/// <param name="People">In the order of their turns; somebody may have several.</param>
public sealed record SaveRotation(
    Guid? Id,
    int Version,
    OnCallLayer Layer,
    IReadOnlyList<Guid> People,
    int DaysATurn,
    LocalTime HandOverAt,
    LocalDate StartsOn,
    LocalDate? EndsOn
);

/// <summary>Takes a rotation away, with every shift it made.</summary>
public sealed record RemoveRotation(Guid Id);

/// <summary>Undoes a removal.</summary>
public sealed record RestoreRotation(Guid Id);

public sealed class SaveRotationRules : AbstractValidator<SaveRotation>
{
    private const int MostPeople = 30;
    private const int MostDays = 31;

    // The plan is worked out from there on: a mistyped century is no plan.
    private static readonly LocalDate Earliest = new(2020, 1, 1),
        Latest = new(2090, 1, 1);

    public SaveRotationRules(PeopleDirectory people)
    {
        RuleFor(r => r.Layer).IsInEnum().WithErrorCode("enum.unknown").WithState((_, layer) => new object?[] { (int)layer });
        RuleFor(r => r.People).Must(p => p.Count > 0).WithErrorCode("rotation.no-people");
        RuleFor(r => r.People)
            .Must(p => p.Count <= MostPeople)
            .WithErrorCode("rotation.too-many-people")
            .WithState((_, p) => new object?[] { p.Count, MostPeople });
        RuleFor(r => r.People)
            .Must(p => p.All(id => people.Find(id) is { Active: true }))
            .WithErrorCode("rotation.person-gone")
            .WithState(
                (_, p) =>
                    new object?[]
                    {
                        string.Join(
                            ", ",
                            p.Where(id => people.Find(id) is not { Active: true })
                                .Select(id => people.Find(id)?.DisplayName ?? id.ToString())
                        ),
                    }
            );
        RuleFor(r => r.DaysATurn)
            .InclusiveBetween(1, MostDays)
            .WithErrorCode("rotation.days")
            .WithState((_, days) => new object?[] { days, MostDays });
        RuleFor(r => r.StartsOn)
            .InclusiveBetween(Earliest, Latest)
            .WithErrorCode("rotation.starts")
            .WithState((_, day) => new object?[] { LocalDatePattern.Iso.Format(day) });
        RuleFor(r => r.EndsOn)
            .Must((r, end) => end is null || end > r.StartsOn)
            .WithErrorCode("rotation.ends-before")
            .WithState((r, end) => new object?[] { LocalDatePattern.Iso.Format(end!.Value), LocalDatePattern.Iso.Format(r.StartsOn) });
    }
}
