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

/// <summary>
/// Two weeks of the rota, edited by drag, by key and by form; gaps of the next 14 days; who takes turns; one's own calendar link (spec U3).
/// </summary>
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
    private OffDuty Off { get; set; } = null!;

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
}
