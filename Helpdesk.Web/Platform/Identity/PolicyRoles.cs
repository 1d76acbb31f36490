using System.Collections.Frozen;
using System.Security.Claims;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>The one table of who may do what: policy → roles, any of which is enough.</summary>
public static class PolicyRoles
{
    public static readonly FrozenDictionary<string, string[]> Table = new Dictionary<string, string[]>
    {
        [Policies.WorkCases] = [Roles.Engineer, Roles.Supervisor, Roles.OnCall, Roles.Administrator, Roles.Machine],
        [Policies.Supervise] = [Roles.Supervisor, Roles.Administrator],
        [Policies.WatchWall] = [Roles.Engineer, Roles.Supervisor, Roles.OnCall, Roles.Administrator, Roles.Machine, Roles.Wall],
        [Policies.ReadRecords] = [Roles.Engineer, Roles.Supervisor, Roles.OnCall, Roles.Administrator, Roles.Records],
        [Policies.ManageRecords] = [Roles.Administrator, Roles.Records],
        [Policies.ReadReports] = [Roles.Supervisor, Roles.Administrator, Roles.Reports],
        [Policies.Administer] = [Roles.Administrator],
    }.ToFrozenDictionary();

    /// <summary>The same answer as the authorisation service, without a task: for buttons and menus.</summary>
    public static bool Allow(string policy, ClaimsPrincipal who) => Array.Exists(Table[policy], who.IsInRole);
}
