using System.Collections.Concurrent;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.Queue;

/// <summary>
/// The rows one screen has rendered, by case. Read by the feed's thread to see whether a batch concerns this screen at all.
/// </summary>
public sealed class VisibleRows(PresenceTracker presence)
{
    private readonly ConcurrentDictionary<long, QueueRow> _rows = new();

    public PresenceTracker Presence => presence;

    public IEnumerable<QueueRow> All => _rows.Values;

    /// <summary>A row has been rendered or is no more, by case.</summary>
    public event Action<long>? Changed;

    public void Enter(long id, QueueRow row)
    {
        _rows[id] = row;
        Changed?.Invoke(id);
    }

    public void Leave(long id, QueueRow row)
    {
        if (_rows.TryRemove(new KeyValuePair<long, QueueRow>(id, row)))
            Changed?.Invoke(id);
    }

    public QueueRow? Find(long id) => _rows.GetValueOrDefault(id);

    public bool Has(long id) => _rows.ContainsKey(id);
}
