using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Platform.Live;

/// <summary>How many alerts wait for a supervisor, told to every screen that shows the bell.</summary>
public sealed class OpenAlerts(ILogger<OpenAlerts> log)
{
    private readonly Listeners _listeners = new(log);
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

    public void Settled(int count = 1)
    {
        if (count == 0)
            return;
        Interlocked.Add(ref _open, -count);
        Tell();
    }

    public IDisposable Subscribe(Action onChange) => _listeners.Add(onChange);

    private void Tell() => _listeners.Tell();
}
