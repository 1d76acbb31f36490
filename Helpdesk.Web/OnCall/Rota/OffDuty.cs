using System.Collections.Frozen;
using System.Text.Json;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>
/// Who is not asked, whatever rotations and overrides say: whoever cannot work cases, whoever lost the on-call role and has not got it
/// back (spec U3, U4), and whoever cannot be reached, as they have no mail address and no web hook pages for all. An engineer who never
/// had the role may be on the rota: a supervisor has put them there.
/// </summary>
public sealed class OffDuty(IDbContextFactory<HelpdeskDb> databases, PeopleDirectory people, IOptions<PagingOptions> paging)
{
    private volatile FrozenSet<Guid> _people = [];

    public IReadOnlyCollection<Guid> People => _people;

    /// <summary>On the rota or not, nobody could page them: no mail address, and no web hook.</summary>
    public IReadOnlyList<Colleague> Unreachable =>
        [.. people.Active.Where(p => IsUnreachable(p) && p.Roles.Any(r => r is Roles.OnCall or Roles.Supervisor))];

    private bool IsUnreachable(Colleague one) => !one.HasMail && !paging.Value.WebHook.IsOn;

    public bool Includes(Guid person) => _people.Contains(person);

    /// <summary>Reads roles and the administrative log again; called when people or the rota change.</summary>
    public void Read()
    {
        var lost = Lost();
        _people = people
            .All.Where(p => CannotWork(p) || IsUnreachable(p) || (lost.Contains(p.Id) && !MayBeAsked(p)))
            .Select(p => p.Id)
            .ToFrozenSet();
    }

    // The log is the only place that still knows it: the role itself is gone.
    private HashSet<Guid> Lost()
    {
        using var db = databases.CreateDbContext();
        var changes = db.AdminLog()
            .AsNoTracking()
            .Where(a => a.Action == AdminActs.RolesChanged && a.Details.Contains(Roles.OnCall))
            .OrderBy(a => a.Id)
            .Select(a => new { a.SubjectId, a.Details })
            .ToList();
        var lost = new HashSet<Guid>();
        foreach (var change in changes)
        {
            if (Names(change.Details, "taken").Contains(Roles.OnCall))
                lost.Add(change.SubjectId);
            else
                lost.Remove(change.SubjectId);
        }

        return lost;
    }

    private static bool CannotWork(Colleague one) => !one.Roles.Intersect(PolicyRoles.Table[Policies.WorkCases]).Any();

    private static bool MayBeAsked(Colleague one) => one.Roles.Any(role => role is Roles.OnCall or Roles.Supervisor);

    private static IEnumerable<string?> Names(string details, string what)
    {
        using var read = JsonDocument.Parse(details);
        return read.RootElement.TryGetProperty(what, out var names) ? [.. names.EnumerateArray().Select(n => n.GetString())] : [];
    }
}
