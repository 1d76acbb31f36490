using System.Globalization;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.ServiceLevels.Calendars;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>What is asked before it is done; each needs a reason.</summary>
internal enum CalendarAsk
{
    Withdraw = 0,
    Move = 1,
    TakeAway = 2,
}

/// <summary>One calendar: its year, its editor, its versions (spec P14).</summary>
public sealed partial class CalendarPage : IDisposable
{
    private const string New = "new";

    private readonly CancellationTokenSource _lifetime = new();
    private CalendarRow? _row;
    private CalendarForm? _form;
    private BusinessCalendar? _shown;
    private CalendarAsk? _ask;
    private IReadOnlyList<MovedCase> _moves = [];
    private int _year;
    private string _reason = "";
    private string? _refused;
    private bool _busy;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private CalendarsQuery Query { get; set; } = null!;

    [Inject]
    private SaveCalendarHandler Handler { get; set; } = null!;

    [Inject]
    private ServiceTimes Times { get; set; } = null!;

    [Inject]
    private IStringLocalizer<CalendarsText> Text { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private DomainWords Domain { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private bool IsNew => Id == New;

    private bool MayChange => Person.IsIn(Policies.Administer);

    private string Title => IsNew ? Text["new"] : CalendarNames.Of(Domain, Programme, Id);

    private string? Hint => _row is { } row ? $"{Id} · {row.Calendar.Zone.Id} · {Times.Hours(row.Calendar)}" : null;

    private ReaderTime Time => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    public void Dispose()
    {
        Person.Changed -= OnPersonChanged;
        _lifetime.Cancel();
        _lifetime.Dispose();
    }

    protected override void OnInitialized()
    {
        _year = Clock.GetCurrentInstant().InZone(Person.TimeZone).Year;
        Person.Changed += OnPersonChanged;
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    private async Task LoadAsync()
    {
        var found = await Query.RunAsync(Person.Principal, _lifetime.Token);
        _row = found.IsOk ? found.Value.FirstOrDefault(r => r.Calendar.Id == Id) : null;
        _refused =
            !found.IsOk ? Errors.Of(found.Errors)
            : _row is null && !IsNew ? Text["unknown", Id].Value
            : null;
        (_ask, _reason, _shown) = (null, "", _row?.Calendar);
        _form =
            _row is { } row ? CalendarForm.Of(CalendarText.Of(row.Calendar.Definition))
            : IsNew ? CalendarForm.Empty()
            : null;
        if (IsNew)
            await ShowAsync();
    }

    // The picture follows what is typed, as far as it can be read.
    private Task ShowAsync()
    {
        var read = _form?.ToText().ToDefinition(Id);
        if (read is { IsOk: true } definition && BusinessCalendar.Compile(definition.Value) is { IsOk: true } calendar)
            _shown = calendar.Value;
        return Task.CompletedTask;
    }

    private async Task SavedAsync((string Id, CalendarChanged Changed) saved)
    {
        Snackbar.Add(Text["saved", saved.Changed.Number ?? 0, saved.Changed.DueTimesMoved], MudBlazor.Severity.Success);
        if (IsNew)
            Navigation.NavigateTo("/admin/calendars/" + saved.Id);
        else
            await LoadAsync();
    }

    private Task CopyAsync(CalendarVersion version)
    {
        _form = CalendarForm.Of(version.ToText());
        Snackbar.Add(Text["copied", version.Number], MudBlazor.Severity.Info);
        return ShowAsync();
    }

    private async Task AskAsync(CalendarAsk ask)
    {
        (_ask, _reason, _moves) = (ask, "", []);
        if (ask != CalendarAsk.Move)
            return;
        var found = await Handler.PreviewMoveAsync(Id, Person.Principal);
        _moves = found.IsOk ? found.Value : [];
        _refused = found.IsOk ? null : Errors.Of(found.Errors);
    }

    private async Task ActAsync()
    {
        if (_row is not { } row || _ask is not { } ask)
            return;
        _busy = true;
        var done = ask switch
        {
            CalendarAsk.Withdraw => await Handler.HandleAsync(new WithdrawCalendar(Id, row.Ahead?.Number ?? 0, _reason), Person.Principal),
            CalendarAsk.Move => await Handler.HandleAsync(new MoveRunningClocks(Id, row.Number, _reason), Person.Principal),
            _ => await Handler.HandleAsync(new TakeAwayCalendar(Id, _reason), Person.Principal),
        };
        _busy = false;
        if (!done.IsOk)
        {
            Snackbar.Add(Errors.Of(done.Errors), MudBlazor.Severity.Error);
            return;
        }

        Snackbar.Add(Text["done." + ask, done.Value.DueTimesMoved], MudBlazor.Severity.Success);
        if (ask == CalendarAsk.TakeAway)
            Navigation.NavigateTo("/admin/calendars");
        else
            await LoadAsync();
    }

    private string At(Instant at) => Time.Long(at);

    private string From(CalendarVersion version) => version.ValidFrom <= BusinessCalendar.Earliest ? Text["always"] : At(version.ValidFrom);

    private string Made(CalendarVersion version) =>
        version.Source switch
        {
            VersionSource.Settings => Text["made.settings"],
            VersionSource.Import => Text["made.import", version.MadeBy],
            _ => version.MadeBy,
        };

    private string? Standing(CalendarVersion version) =>
        version.Number == _row?.Number ? Text["in-force"].Value
        : version.WithdrawnAt is not null ? Text["withdrawn"].Value
        : version.IsAhead ? Text["is-ahead"].Value
        : null;

    private string Changes(CalendarVersion version)
    {
        var before = _row!.Versions.FirstOrDefault(v => v.Number < version.Number && v.WithdrawnAt is null);
        if (before is null)
            return "–";
        var changes = CalendarActs
            .Differences(before.ToText(), version.ToText())
            .Select(d => Text["diff." + d.Name] + " " + (d.Old is null ? d.New : $"{d.Old} → {d.New}"));
        return string.Join(" · ", changes) is { Length: > 0 } said ? said : "–";
    }
}
