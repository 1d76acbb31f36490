using FluentValidation;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>Enters absences of one person all at once, as a file had them (spec U2).</summary>
public sealed record ImportAbsences(Guid PersonId, Guid? SubstituteId, IReadOnlyList<TimeRange> Times);

/// <summary>Takes back what an import entered: what has not begun never was, what runs ends now.</summary>
public sealed record TakeBackAbsences(Guid PersonId, IReadOnlyList<Guid> Ids);

/// <summary>Of the whole; each absence is held to <see cref="SaveAbsenceRules"/> besides.</summary>
public sealed class ImportAbsencesRules : AbstractValidator<ImportAbsences>
{
    private const int Most = 200;

    public ImportAbsencesRules()
    {
        RuleFor(i => i.Times).Must(t => t.Count > 0).WithErrorCode("import.nothing-picked");
        RuleFor(i => i.Times).Must(t => t.Count <= Most).WithErrorCode("import.too-many").WithState(_ => new object?[] { Most });
    }
}
