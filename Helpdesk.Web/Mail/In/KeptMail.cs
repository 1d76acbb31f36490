using Helpdesk.Web.Mail.In.Reading;

namespace Helpdesk.Web.Mail.In;

/// <summary>A mail that is kept and waits to be decided.</summary>
/// <param name="WasRead">False when nobody has read it since it was kept.</param>
/// <param name="Mail">What was read; null when it could not be, or was not yet.</param>
public sealed record KeptMail(long Id, bool WasRead, ReadMail? Mail) : IDisposable
{
    public void Dispose() => Mail?.Dispose();
}
