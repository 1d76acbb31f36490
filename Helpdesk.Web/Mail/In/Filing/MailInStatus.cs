using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>Tells the screens that mail came in or was decided.</summary>
public sealed class MailInStatus(ILogger<MailInStatus> log)
{
    private readonly Listeners _listeners = new(log);

    public IDisposable Subscribe(Action onChange) => _listeners.Add(onChange);

    public void Tell() => _listeners.Tell();
}
