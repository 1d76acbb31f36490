using FluentValidation;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.Workforce.Absences;

/// <summary>Enters an absence, or changes the one whose <see cref="Id"/> is given (spec U2).</summary>
/// <param name="Version">The one that was edited; a newer one refuses.</param>
/// <param name="Until">The first instant at which they are back.</param>
public sealed record SaveAbsence(Guid? Id, int Version, Guid PersonId, Instant From, Instant Until, Guid? SubstituteId);

/// <summary>Ends a running absence now, or takes back one that has not begun.</summary>
public sealed record EndAbsence(Guid Id);

/// <summary>Undoes an ending: the absence is as it was.</summary>
public sealed record RestoreAbsence(Guid Id, Instant Until);

public sealed class SaveAbsenceRules : AbstractValidator<SaveAbsence>
{
    /// <summary>Whoever is away longer has left: that is for the administrator.</summary>
    public static readonly Duration Longest = Duration.FromDays(366);

    public SaveAbsenceRules(PeopleDirectory people)
    {
        RuleFor(a => a.PersonId)
            .Must(id => people.Find(id) is { Active: true })
            .WithErrorCode("owner.unknown")
            .WithState((_, id) => new object?[] { id });
        RuleFor(a => a.Until).Must((a, until) => until > a.From).WithErrorCode("absence.ends-before");
        RuleFor(a => a.Until)
            .Must((a, until) => until <= a.From || until - a.From <= Longest)
            .WithErrorCode("absence.too-long")
            .WithState(_ => new object?[] { (int)Longest.TotalDays });
        RuleFor(a => a.SubstituteId).Must((a, id) => id != a.PersonId).WithErrorCode("absence.own-substitute");
        RuleFor(a => a.SubstituteId)
            .Must(id => id is not { } one || people.Find(one) is { Active: true })
            .WithErrorCode("owner.unknown")
            .WithState((_, id) => new object?[] { id });
    }
}
