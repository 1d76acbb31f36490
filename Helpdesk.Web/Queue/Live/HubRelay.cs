using System.Threading.Channels;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue.Clocks;
using Microsoft.AspNetCore.SignalR;
using NodaTime;

namespace Helpdesk.Web.Queue.Live;

/// <summary>Carries the feed's batches to the hub, in order, on a task of its own: a slow wallboard never holds up a commit.</summary>
public sealed class HubRelay(CaseFeed feed, ClockTransitions clocks, IHubContext<QueueHub, IQueueClient> hub, ILogger<HubRelay> log)
    : BackgroundService
{
    private static readonly QueueView[] Views = [.. Enum.GetValues<QueueView>().Where(v => v != QueueView.Mine)];
    private readonly Channel<FeedBatch> _batches = Channel.CreateUnbounded<FeedBatch>(new() { SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(batch => _batches.Writer.TryWrite(batch));
        await foreach (var batch in _batches.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RelayAsync(batch);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Batch {Sequence} did not reach the hub's clients", batch.Sequence);
            }
        }
    }

    private async Task RelayAsync(FeedBatch batch)
    {
        foreach (var change in batch.Changes)
            await ToViews(v => Touches(v, change)).CaseChanged(change.After);
        foreach (var change in clocks.Describe(batch))
            await ToViews(v => feed.Find(change.CaseId) is { } entry && QueueMembership.Contains(v, entry)).ClockChanged(change);
        if (batch.Changes.Count > 0 || batch.Clocks.Count > 0 || batch.CalendarsTurned.Count > 0)
            await hub.Clients.Group(QueueHub.Wall).QueueChanged(batch.Sequence);
        if (batch.Heartbeat)
            await hub.Clients.All.Heartbeat(new HeartbeatMessage(batch.At, batch.Sequence));
    }

    private IQueueClient ToViews(Func<QueueView, bool> concerned) =>
        hub.Clients.Groups([.. Views.Where(v => v == QueueView.All || concerned(v)).Select(QueueHub.GroupOf)]);

    private static bool Touches(QueueView view, FeedChange change) =>
        QueueMembership.Contains(view, change.After) || (change.Before is { } before && QueueMembership.Contains(view, before));
}
