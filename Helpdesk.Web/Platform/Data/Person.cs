using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.Platform.Data;

/// <summary>Somebody who works in the console, with the choices the console keeps for them.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>"ja" or "en" (spec U6).</summary>
    public string Language { get; set; } = "en";

    /// <summary>IANA zone of the reader, or null to follow the browser.</summary>
    public string? TimeZone { get; set; }

    /// <summary>"light", "dark" or null to follow the system.</summary>
    public string? Theme { get; set; }

    /// <summary>Announce a new Emergency by sound.</summary>
    public bool SoundOn { get; set; }

    /// <summary>Switched off by an administrator: keeps the name on old cases, cannot sign in. Kept as a lockout without end.</summary>
    public bool Disabled => LockoutEnd is { Year: > 9000 };
}
