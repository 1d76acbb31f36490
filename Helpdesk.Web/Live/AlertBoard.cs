using System.Collections.Immutable;

namespace Helpdesk.Web.Live;

/// <summary>How many alerts wait for a supervisor, told to every screen that shows the bell.</summary>
public sealed class AlertBoard(ILogger<AlertBoard> log)
{
    private ImmutableList<Action> _listeners = [];
    private int _open;

    public int Open => Volatile.Read(ref _open);

    /// <summary>Takes over what the database holds at start.</summary>
    public void Load(int open)
    {
        Interlocked.Exchange(ref _open, open);
        Tell();
    }

    public void Raised(int count)
    {
        if (count == 0)
            return;
        Interlocked.Add(ref _open, count);
        Tell();
    }

    public void Settled()
    {
        Interlocked.Decrement(ref _open);
        Tell();
    }

    public IDisposable Subscribe(Action onChange)
    {
        ImmutableInterlocked.Update(ref _listeners, (list, added) => list.Add(added), onChange);
        return new Subscription(() => ImmutableInterlocked.Update(ref _listeners, (list, gone) => list.Remove(gone), onChange));
    }

    private void Tell()
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener();
            }
            catch (Exception e)
            {
                // One screen's failure must not reach the next.
                log.LogError(e, "A screen failed on an alert");
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
