using System.Globalization;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;

namespace Helpdesk.Web.Administration.GetReady;

/// <summary>What the house still needs, each line with what makes it so; mail and pager are tried out by a press.</summary>
public sealed partial class GetReadyPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, ReadinessLine> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (bool Worked, string Said)> _tried = new(StringComparer.Ordinal);
    private string _address = "";
    private string? _trying;
    private bool _checking;

    [Inject]
    private GetReadyQuery Query { get; set; } = null!;

    [Inject]
    private TryOutHandler Trial { get; set; } = null!;

    [Inject]
    private GetReadyWords Words { get; set; } = null!;

    [Inject]
    private IStringLocalizer<GetReadyText> Text { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [Inject]
    private CurrentPerson Person { get; set; } = null!;

    [Inject]
    private IClock Clock { get; set; } = null!;

    private string Summary =>
        _checking || _lines.Count == 0 ? Text["checking"]
        : _lines.Values.Count(l => l.Now.State == ReadinessState.Missing) is > 0 and var missing
            ? Text["missing-count", missing, _lines.Count]
        : Text["all-ready"];

    public void Dispose()
    {
        Person.Changed -= OnPersonChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    // The browser tells the reader's zone once the page is there.
    protected override void OnInitialized() => Person.Changed += OnPersonChanged;

    private void OnPersonChanged() => _ = InvokeAsync(StateHasChanged);

    // Not before the page is there: a mailbox that is slow to answer holds up its own line alone.
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? CheckAsync() : Task.CompletedTask;

    private async Task CheckAsync()
    {
        _checking = true;
        _lines.Clear();
        StateHasChanged();
        try
        {
            await foreach (var line in Query.RunAsync(Person.Principal, _gone.Token))
            {
                _lines[line.Key] = line;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }

        _checking = false;
        StateHasChanged();
    }

    private async Task TryAsync(string key)
    {
        (_trying, _) = (key, _tried.Remove(key));
        var done = await Trial.HandleAsync(new TryOut(key, _address), Person.Principal, _gone.Token);
        _tried[key] = !done.IsOk ? (false, Errors.Of(done.Errors)) : (done.Value.Worked, Said(done.Value));
        _trying = null;
    }

    private string Said(TriedOut tried) =>
        !tried.Worked ? Text["try.failed", tried.Answer]
        : tried.Answer.Length > 0 ? Text["try.worked-said", tried.Answer]
        : Text["try.worked"];

    private string At(Instant at) => new ReaderTime(Person.TimeZone, CultureInfo.CurrentUICulture, Clock.GetCurrentInstant()).Long(at);

    // A tick, a dash, an exclamation mark: told apart without colour too.
    private static string Icon(ReadinessLine? line) =>
        line?.Now.State switch
        {
            ReadinessState.Ready => Icons.Material.Filled.CheckCircle,
            ReadinessState.CanWait => Icons.Material.Outlined.RemoveCircleOutline,
            ReadinessState.Missing => Icons.Material.Filled.Error,
            _ => Icons.Material.Outlined.HourglassEmpty,
        };

    private static Color Colour(ReadinessLine? line) =>
        line?.Now.State switch
        {
            ReadinessState.Ready => Color.Success,
            ReadinessState.Missing => Color.Error,
            _ => Color.Default,
        };
}
