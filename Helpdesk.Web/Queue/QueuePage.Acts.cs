using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Acts.Take;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Helpdesk.Web.Queue;

/// <content>Keys, clicks and what they do.</content>
public sealed partial class QueuePage
{
    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private TakeNextCase Next { get; set; } = null!;

    [Inject]
    private PlacementWords Reasons { get; set; } = null!;

    [Inject]
    private ErrorWords Errors { get; set; } = null!;

    [JSInvokable]
    public async Task OnKey(string key, int page)
    {
        if (_screen is null)
            return;
        switch (key)
        {
            case "j" or "ArrowDown":
                await SelectAsync(_screen.Step(1));
                break;
            case "k" or "ArrowUp":
                await SelectAsync(_screen.Step(-1));
                break;
            case "PageDown":
                await SelectAsync(_screen.Step(page));
                break;
            case "PageUp":
                await SelectAsync(_screen.Step(-page));
                break;
            case "Home":
                await SelectAsync(_screen.First);
                break;
            case "End":
                await SelectAsync(_screen.Last);
                break;
            case "o" or "Enter":
                OpenSelected();
                break;
            case "x":
                Pick(_screen.Selected);
                break;
            case ".":
                await ApplyAsync();
                break;
            case "a" when _casePane is null:
                await TakeSelectedAsync();
                break;
            case "t":
                await TakeNextAsync();
                break;
            case "r":
                await FocusPaneAsync("reply-text");
                break;
            case "u" or "Escape":
                await LeaveAsync();
                break;
            case ['1' or '2' or '3' or '4' or '5' or '6' or '7']:
                GoTo(Views[key[0] - '1'], _filter, null, replace: false);
                break;
            default:
                await (_casePane?.OnKeyAsync(key) ?? Task.CompletedTask);
                break;
        }

        StateHasChanged();
    }

    [JSInvokable]
    public async Task OnRowClicked(long id, bool pick)
    {
        if (pick)
        {
            Pick(id);
        }
        else
        {
            await SelectAsync(id);
            OpenSelected();
        }

        StateHasChanged();
    }

    [JSInvokable]
    public async Task OnHand(bool over)
    {
        if (_screen is not null && _screen.Hand(over))
        {
            await RefreshAsync();
            StateHasChanged();
        }
    }

    private async Task SelectAsync(long? id)
    {
        if (id is null || _screen is null)
            return;
        _screen.Select(id);
        await RevealAsync();
        // A pane that is open follows the selection.
        if (_pane is not null)
            OpenSelected();
        await RefreshAsync();
    }

    private async Task RevealAsync()
    {
        if (_screen!.SelectedPlace is >= 0 and var place)
            await Js.InvokeVoidAsync("helpdesk.queue.reveal", _gone.Token, place, RowHeight);
    }

    private void OpenSelected()
    {
        if (_screen?.Selected is { } id && _screen.Row(id) is { } entry)
            GoTo(_screen.View, _filter, entry.Number);
    }

    private void Open(string? number)
    {
        _pane = number;
        if (number is not null && Feed.Find(number) is { } entry)
            _screen!.Select(entry.Id);
    }

    private async Task CloseAsync()
    {
        GoTo(_screen!.View, _filter, null);
        _pane = null;
        if (_screen.Select(null))
            await RefreshAsync();
        StateHasChanged();
    }

    private async Task LeaveAsync()
    {
        (_takeOver, _report) = (null, null);
        if (_pane is not null || _screen!.Selected is not null)
            await CloseAsync();
        else
            ClearPicked();
        await RefreshAsync();
    }

    private void Pick(long? id)
    {
        if (id is not { } picked)
            return;
        if (!_screen!.Picked.Add(picked))
            _screen.Picked.Remove(picked);
        _ = RefreshAsync();
    }

    private void ClearPicked()
    {
        _screen!.Picked.Clear();
        _ = RefreshAsync();
    }

    /// <summary>Supervisors make a plan of what they picked.</summary>
    private static string PlanOf(IEnumerable<QueueEntry> rows) => "/supervise/plan?cases=" + string.Join(',', rows.Select(e => e.Number));

    /// <summary>What waits to be shown, without what there is none of.</summary>
    private string News
    {
        get
        {
            List<string> parts = [];
            if (_screen!.Order.New is > 0 and var come)
                parts.Add(Text["news.new", come]);
            if (_screen.Order.Moved is > 0 and var moved)
                parts.Add(Text["news.moved", moved]);
            return $"{string.Join(Text["news.and"], parts)} · {Text["news.show"]}";
        }
    }

    // The best next one, opened at once, and why it is this one.
    private async Task TakeNextAsync()
    {
        var taken = await Next.HandleAsync(Person.Principal, _gone.Token);
        if (!taken.IsOk)
        {
            Snackbar.Add(Errors.Of(taken.Errors), MudBlazor.Severity.Info);
            return;
        }

        Snackbar.Add(Text["taken.next", taken.Value.Case.Number, Reasons.Of(taken.Value.Reasons)], MudBlazor.Severity.Success);
        GoTo(_screen!.View, _filter, taken.Value.Case.Number);
    }

    private async Task FocusPaneAsync(string id)
    {
        if (_pane is null)
            OpenSelected();
        await Js.InvokeVoidAsync("helpdesk.focus", _gone.Token, id);
    }
}
