using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Two weeks of the rota, edited by drag, by key and by form; gaps of the next 14 days; who takes turns; one's own calendar link (spec U3).</summary>
public sealed partial class RotaPage
{
    private IReadOnlyList<LayerDays>? _layers;
    private IReadOnlyList<OverrideRow> _overrides = [];
    private RotaCalendar? _calendar;
    private SaveOverride? _draft;
    private LocalDate _first;
    private string? _said,
        _filled;
    private Func<Task<Result>>? _undo;
    private IDisposable? _subscription;

    [Inject]
    private RotaWords Text { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private RotaCache Board { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private RotaQuery Query { get; set; } = null!;

    [Inject]
    private OverrideHandlers Handlers { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    /// <summary>A day of the first week shown.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    /// <summary>A gap whose form is open: layer, from, until.</summary>
    [SupplyParameterFromQuery(Name = "fill")]
    private string? Fill { get; set; }

    private Instant Now => Clock.GetCurrentInstant();

    public void Dispose()
    {
        _subscription?.Dispose();
        Person.Changed -= OnPersonChanged;
    }

    protected override void OnInitialized()
    {
        _subscription = Board.Subscribe(() => Later(LoadAsync));
        Person.Changed += OnPersonChanged;
    }

    protected override async Task OnParametersSetAsync()
    {
        var day = LocalDatePattern.Iso.Parse(From ?? "") is { Success: true, Value: { Year: > 2000 and < 2090 } asked }
            ? asked
            : Now.InZone(Person.TimeZone).Date;
        _first = day.PlusDays(1 - (int)day.DayOfWeek);
        await LoadAsync();
        if (Fill == _filled)
            return;
        _filled = Fill;
        if (
            Fill?.Split(',') is [var layer, var from, var until]
            && Enum.TryParse<OnCallLayer>(layer, out var which)
            && IsoInstant.Parse(from) is { } start
            && IsoInstant.Parse(until) is { } end
        )
            Give(which, new(start, end));
    }

    private void OnPersonChanged() => Later(OnParametersSetAsync);

    private async Task LoadAsync()
    {
        var read = await Query.DaysAsync(Person.Principal, Person.TimeZone, _first, RotaCalendar.Days, [.. RotaQuery.Layers]);
        if (!read.IsOk)
        {
            (_layers, _said) = ([], Text.Of(read.Errors, Time()));
            return;
        }

        var now = Now;
        (_layers, _overrides) = (read.Value, [.. Board.Overrides.Where(o => o.Until > now)]);
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Now);

    private static string Link(LocalDate first) => "/on-call/rota?from=" + LocalDatePattern.Iso.Format(first);

    private string Zones() =>
        Person.TimeZone.Id == Programme.Zone.Id
            ? Text["zone.same", Programme.Zone.Id]
            : Text["zone.other", Person.TimeZone.Id, Programme.Zone.Id];

    /// <summary>Until when the reader is primary, when they are now.</summary>
    private Instant? Mine =>
        Board.Current.Shifts(OnCallLayer.Primary, new(Now, Now + RotaCache.Ahead)) is [{ Person: { } person } first, ..]
        && person == Person.Id
            ? first.Time.Until
            : null;

    private bool May(OverrideRow row) => Person.IsIn(Policies.Supervise) || row.MadeById == Person.Id;

    private OverrideRow? MovableBehind(Shift shift) =>
        Board
            .Overrides.Where(o => o.Layer == shift.Layer && o.PersonId == shift.Person && o.ToOverride().Time.Contains(shift.Time.From))
            .MaxBy(o => o.MadeAt)
            is { } row
        && row.Until > Now
        && May(row)
            ? row
            : null;

    // The coming full hour, an hour long: what one takes by form without having pointed at anything.
    private TimeRange NextHour()
    {
        var start = Instant.FromUnixTimeSeconds((Now.ToUnixTimeSeconds() / 3600 * 3600) + 3600);
        return new(start, start + Duration.FromHours(1));
    }

    private void Give(OnCallLayer layer, TimeRange time)
    {
        var now = Now;
        // Pressing into a day that has begun means the rest of it.
        var from = time.From < now && time.Until > now ? now : time.From;
        _draft = new(null, 0, layer, Person.Id, from, time.Until, null);
    }

    private void Edit(Guid id)
    {
        if (Board.Overrides.FirstOrDefault(o => o.Id == id) is { } row)
            _draft = new(row.Id, row.Version, row.Layer, row.PersonId, row.From, row.Until, row.Reason);
    }

    private async Task TakeHourAsync()
    {
        var now = Now;
        var command = new SaveOverride(null, 0, OnCallLayer.Primary, Person.Id, now, now + Duration.FromHours(1), null);
        Told(command, await Handlers.HandleAsync(command, Person.Principal));
        await LoadAsync();
    }

    private async Task MoveAsync((Guid Id, Duration From, Duration Until) move)
    {
        if (Board.Overrides.FirstOrDefault(o => o.Id == move.Id) is not { } row)
            return;
        var command = new SaveOverride(
            row.Id,
            row.Version,
            row.Layer,
            row.PersonId,
            row.From + move.From,
            row.Until + move.Until,
            row.Reason
        );
        Told(command, await Handlers.HandleAsync(command, Person.Principal));
        await LoadAsync();
        if (_calendar is not null)
            await _calendar.FocusAsync();
    }

    private async Task ClosedAsync((SaveOverride Command, SavedOverride Done)? saved)
    {
        _draft = null;
        if (saved is { } one)
            Told(one.Command, one.Done);
        await LoadAsync();
        StateHasChanged();
        if (_calendar is not null)
            await _calendar.FocusAsync();
        // A link that opened the form is used up: going back to it may open it again.
        if (Fill is not null)
            Navigation.NavigateTo(Link(_first), new NavigationOptions { ReplaceHistoryEntry = true });
    }

    private async Task TakeBackAsync(Guid id)
    {
        _draft = null;
        var row = Board.Overrides.FirstOrDefault(o => o.Id == id);
        var done = await Handlers.HandleAsync(new CancelOverride(id), Person.Principal);
        if (!done.IsOk || row is null)
            Say(Text.Of(done.Errors, Time()), null);
        else
            Say(
                Text[
                    row.From > Now ? "said.taken-back" : "said.ended",
                    Text.NameOf(row.PersonId),
                    Text.LayerOf(row.Layer),
                    Time().Range(row.From, row.Until)
                ],
                () => Handlers.HandleAsync(done.Value, Person.Principal)
            );
        await LoadAsync();
    }

    private void Told(SaveOverride command, Result<SavedOverride> done)
    {
        if (!done.IsOk)
        {
            Say(Text.Of(done.Errors, Time()), null);
            return;
        }

        var words = Text[
            done.Value.Before is null ? "said.given" : "said.moved",
            Text.NameOf(command.PersonId),
            Text.LayerOf(command.Layer),
            Time().Range(done.Value.Time.From, done.Value.Time.Until)
        ];
        Say(
            words,
            async () =>
                done.Value.Before is { } before
                    ? await Handlers.HandleAsync(before, Person.Principal) is { IsOk: false } no
                        ? Result.Refuse(no.Errors)
                        : Result.Ok
                    : await Handlers.HandleAsync(new CancelOverride(done.Value.Id), Person.Principal) is { IsOk: false } kept
                        ? Result.Refuse(kept.Errors)
                        : Result.Ok
        );
    }

    private void Say((string Words, Func<Task<Result>>? Undo) said) => Say(said.Words, said.Undo);

    private void Say(string words, Func<Task<Result>>? undo) => (_said, _undo) = (words, undo);

    private async Task UndoAsync()
    {
        if (_undo is not { } undo)
            return;
        var done = await undo();
        (_said, _undo) = (done.IsOk ? null : Text.Of(done.Errors, Time()), null);
        await LoadAsync();
    }
}
