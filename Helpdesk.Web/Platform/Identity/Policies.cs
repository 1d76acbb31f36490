using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>Names of the authorisation policies; handlers and endpoints ask for these, never for a role.</summary>
public static class Policies
{
    /// <summary>Anybody who works cases: every role, and machines with an API key.</summary>
    public const string WorkCases = nameof(WorkCases);

    /// <summary>Reassigning others' cases, exceptions, excuses.</summary>
    public const string Supervise = nameof(Supervise);

    /// <summary>Reading the wallboard: whoever works cases, and keys that can do nothing else.</summary>
    public const string WatchWall = nameof(WatchWall);

    /// <summary>Looking at customers, contracts, licences and products: whoever works cases, and keys for records.</summary>
    public const string ReadRecords = nameof(ReadRecords);

    /// <summary>Changing them (spec U4).</summary>
    public const string ManageRecords = nameof(ManageRecords);

    /// <summary>Reading reports and the cases behind their numbers by the API: supervisors, and keys that can do nothing else.</summary>
    public const string ReadReports = nameof(ReadReports);

    /// <summary>People, keys, programme.</summary>
    public const string Administer = nameof(Administer);
}
