using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>
/// Keeps what everybody knows out of a real console: a data directory that was once a demo still holds its people and its
/// key, so they are refused by id, whatever the database says.
/// </summary>
public sealed class DemoGate(IOptions<DemoOptions> demo)
{
    public bool IsOpen => demo.Value.Enabled;

    public bool Refuses(Guid personOrKey) => !IsOpen && (DemoPeople.Includes(personOrKey) || personOrKey == DemoPeople.ApiKeyId);

    public bool Refuses(ClaimsPrincipal who) => Refuses(who.ActorId());
}
