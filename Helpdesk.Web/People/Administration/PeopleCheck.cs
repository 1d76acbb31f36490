using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.People.Administration;

/// <summary>Somebody must work the cases, besides whoever set the console up.</summary>
public sealed class PeopleCheck(PeopleDirectory people, DemoGate demo) : IReadinessCheck
{
    public string Key => "people";

    public Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        var there = people.Active.Where(p => !demo.Refuses(p.Id)).ToList();
        var engineers = there.Count(p => p.TakesCases && !p.Roles.Contains(Roles.Administrator));
        return Task.FromResult(
            there.Count == 0 ? Readiness.Missing("nobody")
            : engineers > 0 ? Readiness.Ready("some", engineers)
            : Readiness.Missing("none", "/admin/people")
        );
    }
}
