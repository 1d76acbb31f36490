using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Gives a stretch of a layer to somebody, in the writer's zone; says before it is saved whose time that is.</summary>
public sealed partial class ShiftForm
{
    private static readonly string[] Fields = ["layer", "personId", "from", "until", "reason"];

    private IReadOnlyList<Error> _errors = [];
    private OnCallLayer _layer;
    private Guid _person;
    private DateOnly _fromDay,
        _untilDay;
    private TimeOnly _fromTime,
        _untilTime;
    private string? _reason;
    private bool _begun;

    /// <summary>What the form begins with.</summary>
    [Parameter, EditorRequired]
    public SaveOverride Draft { get; set; } = null!;

    /// <summary>What was saved; null when it was left.</summary>
    [Parameter]
    public EventCallback<(SaveOverride Command, SavedOverride Done)?> OnClose { get; set; }

    [Parameter]
    public EventCallback<Guid> OnTakeBack { get; set; }

    [Inject]
    private RotaWords Text { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

    [Inject]
    private RotaCache Board { get; set; } = null!;

    [Inject]
    private AbsenceCache Absences { get; set; } = null!;

    [Inject]
    private OverrideHandlers Handlers { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    protected override void OnInitialized()
    {
        (_layer, _person, _reason) = (Draft.Layer, Draft.PersonId, Draft.Reason);
        _begun = Draft.Id is not null && Draft.From <= Clock.GetCurrentInstant();
        (_fromDay, _fromTime) = Parts(Draft.From);
        (_untilDay, _untilTime) = Parts(Draft.Until);
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private (DateOnly Day, TimeOnly Time) Parts(Instant at)
    {
        var local = at.InZone(Person.TimeZone).LocalDateTime;
        return (local.Date.ToDateOnly(), local.TimeOfDay.ToTimeOnly());
    }

    // What was not touched stays to the tick, seconds included.
    private Instant At(DateOnly day, TimeOnly time, Instant before) =>
        Parts(before) == (day, time)
            ? before
            : (LocalDate.FromDateOnly(day) + LocalTime.FromTimeOnly(time)).InZoneLeniently(Person.TimeZone).ToInstant();

    private TimeRange TimeRange => new(At(_fromDay, _fromTime, Draft.From), At(_untilDay, _untilTime, Draft.Until));

    private string? Invalid(string field) => _errors.Any(e => e.Field == field) ? "true" : null;

    private bool IsAway(Guid person) => !TimeRange.IsEmpty && Absences.Current.Within(person, TimeRange) is not null;

    private string? Instead()
    {
        if (TimeRange.IsEmpty || TimeRange.Length > SaveOverrideRules.Longest)
            return null;
        var without = Board.With(overrides: [.. Board.Overrides.Where(o => o.Id != Draft.Id).Select(o => o.ToOverride())]);
        string[] people =
        [
            .. without
                .Shifts(_layer, TimeRange)
                .Where(s => s.Person is not null && s.Person != _person)
                .Select(s => Text.NameOf(s.Person))
                .Distinct(),
        ];
        return people.Length > 0 ? Text["form.instead", string.Join(", ", people)]
            : without.IsAllOf(_person, _layer, TimeRange) ? null
            : Text["form.none"];
    }

    private string? Also()
    {
        if (TimeRange.IsEmpty || TimeRange.Length > SaveOverrideRules.Longest)
            return null;
        var rota = Board.Current;
        string[] others =
        [
            .. RotaQuery.Layers.Where(l => l != _layer && rota.Shifts(l, TimeRange).Any(s => s.Person == _person)).Select(Text.LayerOf),
        ];
        return others.Length == 0 ? null : Text["form.also", Text.NameOf(_person), string.Join(", ", others)];
    }

    private async Task SaveAsync()
    {
        var command = Draft with { Layer = _layer, PersonId = _person, From = TimeRange.From, Until = TimeRange.Until, Reason = _reason };
        var done = await Handlers.HandleAsync(command, Person.Principal);
        _errors = done.Errors;
        if (done.IsOk)
            await OnClose.InvokeAsync((command, done.Value));
    }

    private Task CancelAsync() => OnClose.InvokeAsync(null);
}
