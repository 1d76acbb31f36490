namespace Helpdesk.Web.Platform.Data;

/// <summary>
/// Lets one writer of this process at a time into the database. SQLite has one writer anyway, and its driver waits for a busy
/// database by blocking a pool thread for 150 ms a try; waiting here costs nothing and is fair.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Whether somebody writes at this moment; whoever can put things together should.</summary>
    public bool IsTaken => _gate.CurrentCount == 0;

    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        return new DisposeAction(() => _gate.Release());
    }

    /// <summary>Lets everybody go first who stands in line by now; returns at once when nobody writes.</summary>
    public async Task StepBackAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        _gate.Release();
    }

    public void Dispose() => _gate.Dispose();
}
