using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Who takes turns in a layer, in which order, and when they hand over; wall times in the programme's zone.</summary>
public sealed partial class RotationForm
{
    private readonly List<Guid> _people = [];
    private IReadOnlyList<Error> _errors = [];
    private OnCallLayer _layer;
    private TimeOnly _handOver = new(9, 0);
    private DateOnly _starts;
    private DateOnly? _ends;
    private int _every = 7,
        _days = 14;
    private Guid _adding;

    /// <summary>The one to edit; null enters a new one.</summary>
    [Parameter]
    public RotationRow? Rotation { get; set; }

    /// <summary>Under which id it was saved; null when it was left.</summary>
    [Parameter]
    public EventCallback<Guid?> OnClose { get; set; }

    [Inject]
    private RotaWords Text { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private PeopleDirectory People { get; set; } = null!;

    [Inject]
    private SupportProgramme Programme { get; set; } = null!;

    [Inject]
    private RotationHandlers Handlers { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    protected override void OnInitialized()
    {
        _adding = People.Active.Count > 0 ? People.Active[0].Id : Guid.Empty;
        if (Rotation is not { } known)
        {
            // A week begins with its Monday.
            _starts = Clock.GetCurrentInstant().InZone(Programme.Zone).Date.Next(IsoDayOfWeek.Monday).ToDateOnly();
            return;
        }

        (_layer, _handOver, _starts, _ends) = (
            known.Layer,
            known.HandOverAt.ToTimeOnly(),
            known.StartsOn.ToDateOnly(),
            known.EndsOn?.ToDateOnly()
        );
        (_every, _days) = known.DaysATurn is 1 or 7 ? (known.DaysATurn, _days) : (0, known.DaysATurn);
        _people.AddRange(known.People);
    }

    private ReaderTime Time() => new(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant());

    private string? Invalid(string field) => _errors.Any(e => e.Field == field) ? "true" : null;

    private string? FieldOf(Error error) =>
        error.Field switch
        {
            "handOverAt" => Text["field.handOverAt", Programme.Zone.Id],
            "layer" or "people" or "daysATurn" or "startsOn" or "endsOn" => Text["field." + error.Field],
            _ => null,
        };

    private void Swap(int one, int other) => (_people[one], _people[other]) = (_people[other], _people[one]);

    private async Task SaveAsync()
    {
        var command = new SaveRotation(
            Rotation?.Id,
            Rotation?.Version ?? 0,
            _layer,
            [.. _people],
            _every == 0 ? _days : _every,
            LocalTime.FromTimeOnly(_handOver),
            LocalDate.FromDateOnly(_starts),
            _ends is { } end ? LocalDate.FromDateOnly(end) : null
        );
        var done = await Handlers.HandleAsync(command, Person.Principal);
        _errors = done.Errors;
        if (done.IsOk)
            await OnClose.InvokeAsync(done.Value);
    }
}
