using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Workforce.Absences;

/// <summary>Who is away when, and who is there instead: one's own to enter, everybody's for supervisors (spec U2).</summary>
public sealed partial class AbsencesPage
{
    private IReadOnlyList<AbsenceLine>? _lines;
    private Editing? _editing;
    private RestoreAbsence? _undo;
    private string? _said;
    private IDisposable? _subscription;

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
    private AbsencesQuery Query { get; set; } = null!;

    [Inject]
    private AbsenceHandlers Handlers { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private Instant Now => Clock.GetCurrentInstant();

    public void Dispose() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _subscription = Board.Subscribe(() => Later(LoadAsync));
        await LoadAsync();
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Now);

    private string NameOf(Guid person) => People.Find(person)?.DisplayName ?? "–";

    private bool May(Guid person) => person == Person.Id || Person.IsIn(Policies.Supervise);

    private string StateOf(AbsenceRow absence, Instant now) =>
        absence.Until <= now ? Text["state.over"]
        : absence.From <= now ? Text["state.away"]
        : Text["state.planned"];

    // Whole days are named as days: the last one, not the midnight after it.
    private string Range(AbsenceRow absence, ReaderTime time)
    {
        var (from, until) = (absence.From.InZone(Person.TimeZone), absence.Until.InZone(Person.TimeZone));
        if (from.TimeOfDay != LocalTime.Midnight || until.TimeOfDay != LocalTime.Midnight)
            return time.Range(absence.From, absence.Until);
        var last = absence.Until - Duration.Epsilon;
        return from.Date == last.InZone(Person.TimeZone).Date ? time.Day(absence.From) : time.Day(absence.From) + " – " + time.Day(last);
    }

    private string Length(AbsenceRow absence)
    {
        var length = absence.Until - absence.From;
        return length < Duration.FromDays(2)
            ? Text["hours", Math.Round(length.TotalHours, 1)]
            : Text["days", Math.Round(length.TotalDays, 1)];
    }

    private async Task LoadAsync()
    {
        var found = await Query.RunAsync(Person.Principal, CancellationToken.None);
        if (found.IsOk)
            _lines = found.Value;
        else
            (_lines, _said, _undo) = ([], Errors.Of(found.Errors), null);
    }

    private void Edit(AbsenceRow? absence) => (_editing, _said, _undo) = (new(absence), null, null);

    private async Task ClosedAsync(bool saved)
    {
        _editing = null;
        if (saved)
            await LoadAsync();
    }

    private async Task EndAsync(AbsenceRow absence)
    {
        var done = await Handlers.HandleAsync(new EndAbsence(absence.Id), Person.Principal);
        (_said, _undo) = done.IsOk
            ? (
                Text[absence.From <= Now ? "ended" : "cancelled", NameOf(absence.PersonId)].Value,
                (RestoreAbsence?)new RestoreAbsence(absence.Id, absence.Until)
            )
            : (Errors.Of(done.Errors), null);
        await LoadAsync();
    }

    private async Task UndoAsync()
    {
        if (_undo is not { } undo)
            return;
        var done = await Handlers.HandleAsync(undo, Person.Principal);
        (_said, _undo) = (done.IsOk ? null : Errors.Of(done.Errors), null);
        await LoadAsync();
    }

    /// <summary>The one in the form; a new one each time, so that a form begins anew.</summary>
    private sealed class Editing(AbsenceRow? absence)
    {
        public AbsenceRow? Absence => absence;
    }
}
