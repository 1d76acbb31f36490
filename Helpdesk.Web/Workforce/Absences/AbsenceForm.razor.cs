using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Workforce.Absences;

/// <summary>Days, whole or from an hour on, in the writer's zone; shows who would be there before it is saved.</summary>
public sealed partial class AbsenceForm
{
    private IReadOnlyList<Error> _errors = [];
    private IReadOnlyList<Cover> _cover = [];
    private Guid _person;
    private string _substitute = "";
    private DateOnly _fromDay,
        _untilDay;
    private TimeOnly? _fromTime,
        _untilTime;

    /// <summary>The one to edit; null enters a new one.</summary>
    [Parameter]
    public AbsenceRow? Absence { get; set; }

    /// <summary>True when it was saved.</summary>
    [Parameter]
    public EventCallback<bool> OnClose { get; set; }

    [Inject]
    private IStringLocalizer<AbsencesText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

    [Inject]
    private AbsenceCache Board { get; set; } = null!;

    [Inject]
    private AbsenceHandlers Handlers { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private Guid? Substitute => Guid.TryParse(_substitute, out var id) ? id : null;

    protected override void OnInitialized()
    {
        if (Absence is { } known)
        {
            (_person, _substitute) = (known.PersonId, known.SubstituteId?.ToString() ?? "");
            var (from, until) = (known.From.InZone(Person.TimeZone).LocalDateTime, known.Until.InZone(Person.TimeZone).LocalDateTime);
            (_fromDay, _fromTime) = (from.Date.ToDateOnly(), TimeOf(from));
            // A whole last day ends at the midnight after it.
            (_untilDay, _untilTime) =
                until.TimeOfDay == LocalTime.Midnight
                    ? (until.Date.PlusDays(-1).ToDateOnly(), null)
                    : (until.Date.ToDateOnly(), TimeOf(until));
        }
        else
        {
            _person = People.Find(Person.Id) is { Active: true } ? Person.Id : People.Active[0].Id;
            _fromDay = _untilDay = Clock.GetCurrentInstant().InZone(Person.TimeZone).Date.ToDateOnly();
        }

        Preview();
    }

    private static TimeOnly? TimeOf(LocalDateTime at) => at.TimeOfDay == LocalTime.Midnight ? null : at.TimeOfDay.ToTimeOnly();

    private Instant From => At(_fromDay, _fromTime, 0);

    private Instant Until => At(_untilDay, _untilTime, 1);

    private Instant At(DateOnly day, TimeOnly? time, int daysWithoutTime)
    {
        var date = LocalDate.FromDateOnly(day);
        var local = time is { } t ? date + LocalTime.FromTimeOnly(t) : date.PlusDays(daysWithoutTime).AtMidnight();
        return local.InZoneLeniently(Person.TimeZone).ToInstant();
    }

    private string? Invalid(string field) => _errors.Any(e => e.Field == field) ? "true" : null;

    private void Preview()
    {
        var planned = new Absence(_person, new(From, Until), Substitute);
        _cover = planned.Time.IsEmpty ? [] : Board.With(planned, Absence?.ToAbsence()).Cover(_person, planned.Time);
    }

    private async Task SaveAsync()
    {
        var done = await Handlers.HandleAsync(
            new SaveAbsence(Absence?.Id, Absence?.Version ?? 0, _person, From, Until, Substitute),
            Person.Principal
        );
        _errors = done.Errors;
        if (done.IsOk)
            await OnClose.InvokeAsync(true);
    }
}
