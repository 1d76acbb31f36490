namespace Helpdesk.Web.Data;

/// <summary>
/// Lets one writer of this process at a time into the database. SQLite has one writer anyway, and its driver waits for a busy
/// database by blocking a pool thread for 150 ms a try; waiting here costs nothing and is fair.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        return new Turn(_gate);
    }

    public void Dispose() => _gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private SemaphoreSlim? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Release();
    }
}
