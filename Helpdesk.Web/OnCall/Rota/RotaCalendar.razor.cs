using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Two weeks of the rota: press, drag and keys become a stretch to give or an override to move.</summary>
public sealed partial class RotaCalendar
{
    /// <summary>How many days it shows.</summary>
    public const int Days = 14;

    private DotNetObjectReference<RotaCalendar>? _self;
    private IJSObjectReference? _script;
    private ElementReference _root,
        _ghosts;
    private bool _gone;
    private (LocalDate First, string Zone) _shown;
    private Instant _now;

    [Parameter, EditorRequired]
    public LocalDate First { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<LayerDays> Layers { get; set; } = [];

    /// <summary>The override behind a shift when the reader may move it, or null.</summary>
    [Parameter, EditorRequired]
    public Func<Shift, OverrideRow?> MayMove { get; set; } = _ => null;

    /// <summary>A stretch was pressed or dragged over: give it to somebody.</summary>
    [Parameter]
    public EventCallback<(OnCallLayer Layer, TimeRange Time)> OnGive { get; set; }

    /// <summary>An override was pressed: open it.</summary>
    [Parameter]
    public EventCallback<Guid> OnEdit { get; set; }

    /// <summary>An override was dragged or moved by key: its ends move by so much.</summary>
    [Parameter]
    public EventCallback<(Guid Id, Duration From, Duration Until)> OnMove { get; set; }

    /// <summary>Puts the focus back to the cell that was left for a form.</summary>
    public async Task FocusAsync()
    {
        if (_script is not null)
            await _script.InvokeVoidAsync("focus", _root);
    }

    [JSInvokable]
    public void OnPicked(int layer, long from, long until) =>
        Later(() =>
            OnGive.InvokeAsync(((OnCallLayer)layer, new(Instant.FromUnixTimeMilliseconds(from), Instant.FromUnixTimeMilliseconds(until))))
        );

    [JSInvokable]
    public void OnOpened(Guid id) => Later(() => OnEdit.InvokeAsync(id));

    [JSInvokable]
    public void OnMoved(Guid id, long from, long until) =>
        Later(() => OnMove.InvokeAsync((id, Duration.FromMilliseconds(from), Duration.FromMilliseconds(until))));

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("stop");
                await _script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its handlers with it.
        }

        _self?.Dispose();
    }

    protected override void OnParametersSet() => _now = Clock.GetCurrentInstant();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _script = await Js.InvokeAsync<IJSObjectReference>("import", "./js/rota.js");
        }

        // The script says times in the reader's zone, which the browser tells a moment after the first drawing.
        var shown = (First, Person.TimeZone.Id);
        if (_script is null || _gone || _shown == shown)
            return;
        _shown = shown;
        await _script.InvokeVoidAsync("start", _self, _root, _ghosts, Person.TimeZone.Id, CultureInfo.CurrentUICulture.Name);
    }

    private bool IsToday(RotaDay day) => day.Time.Contains(_now);
}
