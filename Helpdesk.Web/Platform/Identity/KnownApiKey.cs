using System.Security.Claims;
using NodaTime;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>A key this node has seen and found good.</summary>
public sealed class KnownApiKey(Guid id, string name, ApiKeyScope scope, Instant checkedAt)
{
    private long _checkedAt = checkedAt.ToUnixTimeTicks();
    private long _usedAt;
    private long _writtenAt;

    public Guid Id => id;

    public string Name => name;

    public Instant? LastUse => Volatile.Read(ref _usedAt) is > 0 and var at ? Instant.FromUnixTimeTicks(at) : null;

    internal bool HasUnwrittenUse => Volatile.Read(ref _usedAt) > Volatile.Read(ref _writtenAt);

    /// <summary>True for one caller once the last check is too old: that caller asks the database, the others go on.</summary>
    internal bool TakesCheck(Instant now)
    {
        var last = Volatile.Read(ref _checkedAt);
        return now.ToUnixTimeTicks() - last >= (long)ApiKeyService.CheckEvery.TotalTicks
            && Interlocked.CompareExchange(ref _checkedAt, now.ToUnixTimeTicks(), last) == last;
    }

    internal void UsedAt(Instant now) => Volatile.Write(ref _usedAt, now.ToUnixTimeTicks());

    internal Instant TakeUse()
    {
        var at = Volatile.Read(ref _usedAt);
        Volatile.Write(ref _writtenAt, at);
        return Instant.FromUnixTimeTicks(at);
    }

    internal ClaimsPrincipal ToPrincipal(string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, id.ToString()),
                    new Claim(ClaimTypes.Name, name),
                    new Claim(PersonClaims.Kind, PersonClaims.Machine),
                    new Claim(
                        ClaimTypes.Role,
                        scope switch
                        {
                            ApiKeyScope.Wall => Roles.Wall,
                            ApiKeyScope.Records => Roles.Records,
                            ApiKeyScope.Reports => Roles.Reports,
                            _ => Roles.Machine,
                        }
                    ),
                ],
                scheme
            )
        );
}
