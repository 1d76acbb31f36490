using FluentValidation;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>Adds holidays to a calendar, as a file had them; what falls due on its hours moves with them (spec P14).</summary>
public sealed record ImportHolidays(string CalendarId, IReadOnlyList<ImportedDay> Days);

/// <param name="Name">As the file has it; it stands for both languages.</param>
public sealed record ImportedDay(LocalDate Date, string Name);

/// <summary>Takes back the holidays of an import that are still to come, or puts them back.</summary>
public sealed record TakeBackHolidays(Guid ImportId, bool Restore);

public sealed class ImportHolidaysRules : AbstractValidator<ImportHolidays>
{
    private const int Most = 400,
        LongestName = 100,
        LastYear = 2099;

    public ImportHolidaysRules(SupportProgramme programme)
    {
        RuleFor(i => i.CalendarId)
            .Must(id => programme.FindCalendar(id) is not null)
            .WithErrorCode("holiday.calendar-unknown")
            .WithState((_, id) => new object?[] { id });
        RuleFor(i => i.Days).Must(d => d.Count > 0).WithErrorCode("import.nothing-picked");
        RuleFor(i => i.Days).Must(d => d.Count <= Most).WithErrorCode("import.too-many").WithState(_ => new object?[] { Most });
        RuleFor(i => i.Days).Must(d => d.All(h => h.Name.Trim().Length is > 0 and <= LongestName)).WithErrorCode("holiday.name");
        RuleFor(i => i.Days)
            .Must(d => d.Select(h => h.Date).Distinct().Count() == d.Count && d.All(h => h.Date.Year <= LastYear))
            .WithErrorCode("holiday.days");
    }
}
