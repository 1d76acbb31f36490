using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.OnCall.Paging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <content>
/// The rule told a second time, plainly and from the record alone: a case in need has somebody who is asked, or an owner who said yes
/// and has acted within a quarter of an hour.
/// </content>
public sealed partial class MonthOfNightsTests
{
    private static readonly Duration s_quarter = Duration.FromMinutes(15);
    private int _looks,
        _acting;

    private async Task ProveNobodyIsLeftAloneAsync()
    {
        var programme = _host.Services.GetRequiredService<SupportProgramme>();
        if (programme.Calendar(SupportProgramme.BusinessCalendarId).IsOpen(_host.Now))
            return;
        var open = await _host.ReadAsync(db =>
            db.Cases.AsNoTracking()
                .Include(c => c.Clocks)
                .Where(c => c.Status != CaseStatus.Closed && c.Tier == SupportTier.Premium)
                .ToListAsync()
        );
        var asked = await _host.ReadAsync(db => db.Pages().Where(p => p.EndedAt == null).Select(p => p.CaseId).ToListAsync());
        foreach (var one in open)
        {
            var promises = Promises(one);
            if (promises.Count == 0 && !(one.Severity == Severity.Emergency && one.Ball == Ball.Us))
                continue;
            _looks++;
            if (asked.Contains(one.Id))
                continue;
            _acting++;
            (await ActsAsync(one, promises)).ShouldBeTrue($"{one.Number} needs somebody at {_host.Now}, and nobody is asked");
        }
    }

    private static List<CaseClock> Promises(Case one) =>
        [
            .. one.Clocks.Where(c =>
                c.IsOpen && (c.Kind == ClockKind.Callback || (c.Kind == ClockKind.FirstResponse && one.Severity == Severity.Emergency))
            ),
        ];

    private async Task<bool> ActsAsync(Case one, List<CaseClock> promises)
    {
        var story = await _host.StoryOfAsync(one);
        if (story.FindLast(e => e.ActorKind == ActorKind.Person && e.ActorId == one.OwnerId) is not { } last || one.OwnerId is null)
            return false;
        // The one before laid it on their desk after all they did.
        if (story.Exists(e => e.Id > last.Id && e.Event is CaseAssigned or CaseUnassigned))
            return false;
        if (promises.Count == 0)
            return last.Event is not (PageAcknowledged or CaseAssigned) || last.At > _host.Now - s_quarter;
        var atRisk = promises.Exists(c => c.AtRiskAt > last.At && c.AtRiskAt <= _host.Now);
        return last.At > _host.Now - s_quarter && promises.TrueForAll(c => c.StartedAt <= last.At) && !atRisk;
    }
}
