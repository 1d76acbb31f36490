using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.Supervision.CalendarImport;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>Edits a calendar: nothing is saved before it was shown which due times move (spec P14).</summary>
public sealed partial class CalendarEditor
{
    private static readonly LocalDateTimePattern s_at = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    private IReadOnlyList<MovedCase>? _moves;
    private IReadOnlyList<string> _wrong = [];
    private IReadOnlyList<string> _fileWrong = [];
    private string? _fileSaid;
    private CalendarForm? _edited;
    private string _newId = "";
    private string _validFrom = "";
    private string _reason = "";
    private bool? _movesRunning;
    private bool _busy;

    [Parameter, EditorRequired]
    public CalendarForm Form { get; set; } = null!;

    /// <summary>Null for a further calendar.</summary>
    [Parameter]
    public string? CalendarId { get; set; }

    /// <summary>The newest version when the form was filled.</summary>
    [Parameter]
    public int? Seen { get; set; }

    /// <summary>The year whose holidays are listed.</summary>
    [Parameter]
    public int Year { get; set; }

    /// <summary>Another version is to come: nothing can be saved before it.</summary>
    [Parameter]
    public bool Blocked { get; set; }

    /// <summary>Something was typed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Parameter]
    public EventCallback<(string Id, CalendarChanged Changed)> Saved { get; set; }

    [Inject]
    private SaveCalendarHandler Handler { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private string Usual => CalendarNames.Usual(Domain, Id);

    private string Id => CalendarId ?? _newId.Trim();

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    // A day that is not typed yet is shown in whatever year is shown.
    private List<HolidayText> OfYear =>
        Form.Holidays.FindAll(h =>
            string.IsNullOrEmpty(h.Date) || h.Date.StartsWith(Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        );

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_edited, Form))
            return;
        _edited = Form;
        (_moves, _wrong, _fileSaid, _fileWrong) = (null, [], null, []);
        (_reason, _validFrom, _movesRunning) = ("", "", null);
    }

    private static string Name(IsoDayOfWeek day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)((int)day % 7));

    private static Task<IEnumerable<string>> ZonesAsync(string? typed, CancellationToken cancellation) =>
        Task.FromResult(
            DateTimeZoneProviders.Tzdb.Ids.Where(id =>
                string.IsNullOrWhiteSpace(typed) || id.Contains(typed.Trim().Replace(' ', '_'), StringComparison.OrdinalIgnoreCase)
            )
        );

    private Task SetZoneAsync(string? zone) => SetAsync(() => Form.Zone = zone ?? Form.Zone);

    private Task SetAsync(Action change)
    {
        change();
        // What was shown of due times says nothing about what is typed now.
        (_moves, _wrong) = (null, []);
        return Changed.InvokeAsync();
    }

    private Task AddHolidayAsync() => SetAsync(() => Form.Holidays.Add(new() { Date = "" }));

    private async Task ReceiveAsync(IBrowserFile? file)
    {
        if (file is null)
            return;
        if (file.Size > IcsFile.Largest)
        {
            (_fileSaid, _fileWrong) = (Text["file.too-large", IcsFile.Largest / 1024 / 1024].Value, ["–"]);
            return;
        }

        using var reader = new StreamReader(file.OpenReadStream(IcsFile.Largest));
        var text = await reader.ReadToEndAsync();
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(Form.Zone) ?? DateTimeZone.Utc;
        var (holidays, errors) = CalendarFile.Read(text, zone, Clock.GetCurrentInstant());
        await SetAsync(() => _fileSaid = Text["file.said", file.Name, Form.Add(holidays), holidays.Count]);
        _fileWrong = [.. errors.Select(Said)];
    }

    private async Task PreviewAsync()
    {
        _busy = true;
        var found = await Handler.PreviewAsync(Id, Form.ToText(), Person.Principal);
        _busy = false;
        _moves = found.IsOk ? found.Value : null;
        _wrong = [.. found.Errors.Select(Said)];
    }

    private async Task SaveAsync()
    {
        Instant? from = null;
        if (!string.IsNullOrWhiteSpace(_validFrom))
        {
            if (s_at.Parse(_validFrom.Trim()) is not { Success: true } at)
            {
                _wrong = [Text["valid-from.wrong", _validFrom].Value];
                return;
            }

            from = at.Value.InZoneLeniently(Person.TimeZone).ToInstant();
        }

        _busy = true;
        var done = await Handler.HandleAsync(
            new SaveCalendar(Id, CalendarId is null ? null : Seen, Form.ToText(), from, _movesRunning, _reason),
            Person.Principal
        );
        _busy = false;
        if (done.IsOk)
            await Saved.InvokeAsync((Id, done.Value));
        else
            _wrong = [.. done.Errors.Select(Said)];
    }

    private string Said(Error error) => error.Field is { Length: > 0 } field ? $"{Field(field)}: {Errors.Of(error)}" : Errors.Of(error);

    // openings.monday[1] is what a program reads; a person knows the day.
    private string Field(string field)
    {
        var at = field.IndexOf("openings.", StringComparison.Ordinal);
        if (at == 0 && Enum.TryParse<IsoDayOfWeek>(field["openings.".Length..].Split('[')[0], ignoreCase: true, out var day))
            return Name(day);
        var name = Text["field." + field.Split(['[', '.'])[0]];
        return name.ResourceNotFound ? field : name.Value + Place(field);
    }

    private static string Place(string field)
    {
        var open = field.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && int.TryParse(field[(open + 1)..field.IndexOf(']', StringComparison.Ordinal)], out var place)
            ? " " + (place + 1).ToString(CultureInfo.CurrentCulture)
            : "";
    }
}
