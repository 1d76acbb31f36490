using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.Identity;

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

/// <summary>The four roles (spec U1–U4).</summary>
public static class Roles
{
    public const string Engineer = "Engineer";
    public const string Supervisor = "Supervisor";
    public const string OnCall = "OnCall";
    public const string Administrator = "Administrator";

    /// <summary>What an API key has in place of a role; no person can hold it.</summary>
    public const string Machine = "Machine";

    /// <summary>What a key for a wallboard has instead (<see cref="ApiKeyScope.Wall"/>); no person can hold it.</summary>
    public const string Wall = "Wall";

    public static readonly IReadOnlyList<string> All = [Engineer, Supervisor, OnCall, Administrator];
}

/// <summary>Names of the authorisation policies; handlers and endpoints ask for these, never for a role.</summary>
public static class Policies
{
    /// <summary>Anybody who works cases: every role, and machines with an API key.</summary>
    public const string WorkCases = nameof(WorkCases);

    /// <summary>Reassigning others' cases, exceptions, excuses.</summary>
    public const string Supervise = nameof(Supervise);

    /// <summary>Reading the wallboard: whoever works cases, and keys that can do nothing else.</summary>
    public const string WatchWall = nameof(WatchWall);

    /// <summary>People, keys, programme.</summary>
    public const string Administer = nameof(Administer);
}
