using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.Platform.Identity;

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

    /// <summary>What a key for records has instead (<see cref="ApiKeyScope.Records"/>); no person can hold it.</summary>
    public const string Records = "Records";

    /// <summary>What a key for reports has instead (<see cref="ApiKeyScope.Reports"/>); no person can hold it.</summary>
    public const string Reports = "Reports";

    /// <summary>Roles of keys that may do one thing and nothing else; what names no policy is not for them either.</summary>
    public static readonly IReadOnlyList<string> OfNarrowKeys = [Wall, Records, Reports];

    public static readonly IReadOnlyList<string> All = [Engineer, Supervisor, OnCall, Administrator];
}
