using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using NodaTime;

namespace Helpdesk.Web.Queue.Live;

/// <summary>A sign of life with the server's time and the number of the last batch; a gap in it means: ask for a snapshot.</summary>
public sealed record HeartbeatMessage(Instant ServerTime, long Sequence);

/// <summary>What wallboards, scripts and API clients hear.</summary>
public interface IQueueClient
{
    /// <summary>A case was opened or changed; the entry carries its version.</summary>
    Task CaseChanged(QueueEntry entry);

    /// <summary>A clock changed its state by time alone.</summary>
    Task ClockChanged(ClockTurned turned);

    Task Heartbeat(HeartbeatMessage beat);

    /// <summary>Something of a batch changed: all that a wallboard hears, which then asks for its numbers.</summary>
    Task QueueChanged(long sequence);
}

/// <summary>
/// The queue for machines. Everybody hears everything of the views they watch; until they watch one, they hear all. A key for a
/// wallboard hears that something changed, and no case: rows name customers and quote them.
/// </summary>
public sealed class QueueHub : Hub<IQueueClient>
{
    internal const string Everything = "view:all";

    internal const string Wall = "wall";

    internal static string GroupOf(QueueView view) => view == QueueView.All ? Everything : "view:" + view;

    public override async Task OnConnectedAsync()
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, Context.User?.IsInRole(Roles.Wall) == true ? Wall : Everything);
        await base.OnConnectedAsync();
    }

    /// <summary>Narrows what this connection hears to one view.</summary>
    [Authorize(Policy = Policies.WorkCases)]
    public async Task Watch(QueueView view)
    {
        if (!Enum.IsDefined(view) || view == QueueView.Mine)
            throw new HubException("Watch one of: Now, Unassigned, WaitingOnCustomer, AfterHours, Missed, All.");
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, Everything);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(view));
    }

    /// <summary>Narrows it to what a wallboard hears.</summary>
    public async Task WatchWall()
    {
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, Everything);
        await Groups.AddToGroupAsync(Context.ConnectionId, Wall);
    }
}
