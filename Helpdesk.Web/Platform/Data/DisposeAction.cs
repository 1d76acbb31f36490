namespace Helpdesk.Web.Platform.Data;

/// <summary>Ends what was begun once it is disposed of, such as a subscription; a second time does nothing.</summary>
public sealed class DisposeAction(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
