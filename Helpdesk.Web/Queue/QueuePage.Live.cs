using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;
using Microsoft.JSInterop;

namespace Helpdesk.Web.Queue;

/// <summary>What the feed brings: rows in place at once, their order only when no hand is on the list.</summary>
public sealed partial class QueuePage
{
    // Runs on the feed's thread: decides without the circuit whether there is anything to do here.
    private void OnBatch(FeedBatch batch)
    {
        var timeOnly = batch.Changes.Count == 0;
        var concerns =
            !timeOnly
            || batch.CalendarsTurned.Count > 0
            || batch.Clocks.Count > 0
            || batch.PresenceOf.Any(_rows.Has)
            || (_pane is not null && batch.Records.Contains(_pane));
        if (concerns && !_gone.IsCancellationRequested)
            _ = ShowBatchAsync(batch);
    }

    private async Task ShowBatchAsync(FeedBatch batch)
    {
        try
        {
            await InvokeAsync(() => TakeBatchAsync(batch));
        }
        catch (ObjectDisposedException)
        {
            // The page was left while the batch was on its way.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task TakeBatchAsync(FeedBatch batch)
    {
        if (_gone.IsCancellationRequested || _screen is null)
            return;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = _words.Culture;
        var news = (_screen.Order.New, _screen.Order.Moved);
        var reordered = _screen.Take(batch);
        foreach (var change in batch.Changes)
            _rows.Find(change.After.Id)?.Update(change.After);
        foreach (var id in batch.Clocks.Concat(batch.PresenceOf))
            _rows.Find(id)?.Refresh();
        if (batch.CalendarsTurned.Count > 0)
        {
            foreach (var row in _rows.All)
                row.Refresh();
        }

        if (_pane is not null && batch.Concerns(_pane))
            _ = _casePane?.ReloadAsync();
        await AnnounceAsync(batch);
        if (reordered)
            await RefreshAsync();
        // The tabs' numbers and the pill belong to the page; a change that moves nothing must not render it.
        if (reordered || news != (_screen.Order.New, _screen.Order.Moved) || CountsMoved(batch))
            StateHasChanged();
    }

    private static bool CountsMoved(FeedBatch batch) =>
        batch.Clocks.Count > 0
        || batch.Changes.Any(c =>
            c.Before is null
            || Views.Any(v => QueueMembership.Contains(v, c.Before) != QueueMembership.Contains(v, c.After))
            || c.Before.OwnerId != c.After.OwnerId
        );

    private async Task AnnounceAsync(FeedBatch batch)
    {
        var emergency = batch
            .Changes.FirstOrDefault(c =>
                c.After is { Severity: Severity.Emergency, IsOpen: true } && c.Before?.Severity != Severity.Emergency
            )
            ?.After;
        if (emergency is null)
            return;
        _announced = Text["emergency", emergency.Number, emergency.Customer];
        StateHasChanged();
        if (Person.SoundOn)
            await Js.InvokeVoidAsync("helpdesk.queue.chime", _gone.Token);
    }
}
