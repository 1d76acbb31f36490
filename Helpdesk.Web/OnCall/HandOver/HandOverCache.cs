using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.OnCall.HandOver;

/// <summary>Tells the screens that a hand-over was opened, written on, accepted or alarmed.</summary>
public sealed class HandOverCache(ILogger<HandOverCache> log)
{
    private readonly Listeners _listeners = new(log);

    public IDisposable Subscribe(Action onChange) => _listeners.Add(onChange);

    public void Changed() => _listeners.Tell();
}
