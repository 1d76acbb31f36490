using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels.Calendars;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>
/// A calendar file becomes absences of a person or holidays of a calendar: first
/// shown, then entered, then undone if need be (spec U2, P14).
/// </summary>
public sealed partial class ImportPage
{
    private IReadOnlyList<PickTable.PickLine> _lines = [];
    private IReadOnlyList<PlannedAbsence> _absences = [];
    private IReadOnlyList<PlannedHoliday> _holidays = [];
    private IReadOnlyList<HolidayImport> _imports = [];
    private HashSet<int> _picked = [];
    private Func<Task<Result>>? _undo;
    private string _into = "",
        _substitute = "";
    private string? _text,
        _fileName,
        _said;
    private int _picks,
        _moved;
    private bool _wrong;

    /// <summary>The calendar that needs holidays, as the attention list links to it.</summary>
    [SupplyParameterFromQuery(Name = "calendar")]
    private string? Calendar { get; set; }

    [Inject]
    private IStringLocalizer<ImportText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private AbsenceImportHandler Absences { get; set; } = null!;

    [Inject]
    private HolidayImportHandler Holidays { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool MayHolidays => Person.IsIn(Policies.Administer);

    private IEnumerable<Colleague> Persons => Person.IsIn(Policies.Supervise) ? People.Active : People.Active.Where(p => p.Id == Person.Id);

    /// <summary>Whose absences; null when it is holidays.</summary>
    private Guid? Whose => Guid.TryParse(_into, out var id) ? id : null;

    private string LabelOf(HolidayImport one) =>
        $"{Text[one.TakenBack ? "restore" : "take-back"]}: {NameOf(one.CalendarId)}, {DayOf(one.Days[0].Date)}";

    private string NameOf(string calendarId) => CalendarNames.Of(Domain, Programme, calendarId);

    protected override async Task OnInitializedAsync()
    {
        _into = MayHolidays && Calendar is { } asked && Programme.FindCalendar(asked) is not null ? asked : Person.Id.ToString();
        await ListAsync();
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private async Task ListAsync()
    {
        if (MayHolidays && await Holidays.ListAsync(Person.Principal) is { IsOk: true } found)
            _imports = found.Value;
    }

    private async Task TakeAsync(InputFileChangeEventArgs picked)
    {
        _picks++;
        (_text, _fileName) = (null, picked.File.Name);
        if (picked.File.Size > IcsFile.Largest)
        {
            Say(Errors.Of(new Error("import.too-large", null, IcsFile.Largest / 1024)), wrong: true);
            await ReadAsync();
            return;
        }

        using var reader = new StreamReader(picked.File.OpenReadStream(IcsFile.Largest));
        _text = await reader.ReadToEndAsync();
        Say(null);
        await ReadAsync();
    }

    // What the file has, against what is entered now.
    private async Task ReadAsync()
    {
        (_lines, _absences, _holidays, _picked) = ([], [], [], []);
        if (_text is null)
            return;
        var refused = Whose is { } person ? await ReadAbsencesAsync(_text, person) : await ReadHolidaysAsync(_text);
        if (refused.Count > 0)
            Say(Errors.Of(refused), wrong: true);
        _picked = [.. _lines.Index().Where(l => l.Item.May).Select(l => l.Index)];
    }

    private async Task<IReadOnlyList<Error>> ReadAbsencesAsync(string text, Guid person)
    {
        var read = await Absences.PreviewAsync(text, person, Person.TimeZone, Person.Principal);
        if (!read.IsOk)
            return read.Errors;
        var time = Time();
        _absences = read.Value;
        _lines =
        [
            .. _absences.Select(a =>
                Line(a.WholeDays ? Days(a, time) : time.Range(a.Time.From, a.Time.Until), a.Name, a.State, a.Why, null)
            ),
        ];
        return [];
    }

    private async Task<IReadOnlyList<Error>> ReadHolidaysAsync(string text)
    {
        var read = await Holidays.PreviewAsync(text, _into, Person.Principal);
        if (!read.IsOk)
            return read.Errors;
        (_holidays, _moved) = (read.Value.Days, read.Value.DueTimesMoved);
        _lines =
        [
            .. _holidays.Select(h => Line(DayOf(h.Date), h.Name, h.State, h.Why, h.ClosedAnyway ? Text["closed-anyway"].Value : null)),
        ];
        return [];
    }

    private PickTable.PickLine Line(string when, string name, PlannedState state, Error? why, string? note) =>
        new(
            when,
            name.Length == 0 ? "–" : name,
            state == PlannedState.New,
            state == PlannedState.Refused,
            why is null ? Text["state." + state] + (note is null ? null : " · " + note) : Of(why)
        );

    private string Of(Error error) => Errors.Of(error with { Args = [.. error.Args.Select(a => a is Instant at ? Time().Long(at) : a)] });

    // Whole days are named as days: the last one, not the midnight after it.
    private static string Days(PlannedAbsence absence, ReaderTime time)
    {
        var (first, last) = (time.Day(absence.Time.From), time.Day(absence.Time.Until - Duration.Epsilon));
        return first == last ? first : first + " – " + last;
    }

    private static string DayOf(LocalDate day) => DayWords.WithWeekday(day);

    private async Task ImportAsync()
    {
        var count = _picked.Count;
        var done = Whose is { } person ? await ImportAbsencesAsync(person) : await ImportHolidaysAsync();
        if (done.Count > 0)
        {
            Say(string.Join(" ", done.Select(Of)), wrong: true);
            return;
        }

        _said = Text[count == 1 ? "said.1" : "said", count];
        await ReadAsync();
        await ListAsync();
    }

    private async Task<IReadOnlyList<Error>> ImportAbsencesAsync(Guid person)
    {
        var done = await Absences.HandleAsync(
            new ImportAbsences(
                person,
                Guid.TryParse(_substitute, out var id) ? id : null,
                [.. _picked.Order().Select(i => _absences[i].Time)]
            ),
            Person.Principal
        );
        if (done.IsOk)
            Say(null, () => Absences.HandleAsync(new TakeBackAbsences(person, done.Value), Person.Principal));
        return done.Errors;
    }

    private async Task<IReadOnlyList<Error>> ImportHolidaysAsync()
    {
        var done = await Holidays.HandleAsync(
            new ImportHolidays(_into, [.. _picked.Order().Select(i => new ImportedDay(_holidays[i].Date, _holidays[i].Name))]),
            Person.Principal
        );
        if (done.IsOk)
            Say(null, () => Holidays.HandleAsync(new TakeBackHolidays(done.Value, Restore: false), Person.Principal));
        return done.Errors;
    }

    private async Task TakeBackAsync(HolidayImport one)
    {
        var done = await Holidays.HandleAsync(new TakeBackHolidays(one.Id, Restore: one.TakenBack), Person.Principal);
        if (done.IsOk)
            Say(Text[one.TakenBack ? "said.restored" : "said.taken-back", one.Days.Count]);
        else
            Say(Errors.Of(done.Errors), wrong: true);
        await ReadAsync();
        await ListAsync();
    }

    private async Task UndoAsync()
    {
        if (_undo is not { } undo)
            return;
        var done = await undo();
        Say(done.IsOk ? Text["said.undone"] : Errors.Of(done.Errors), wrong: !done.IsOk);
        await ReadAsync();
        await ListAsync();
    }

    private void Say(string? words, Func<Task<Result>>? undo = null, bool wrong = false) => (_said, _undo, _wrong) = (words, undo, wrong);
}
