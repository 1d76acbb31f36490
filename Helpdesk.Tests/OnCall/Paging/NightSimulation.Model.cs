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
internal sealed partial class NightSimulation
{
    private const int TriesASecond = 100;
    private static readonly Duration s_sweep = Duration.FromSeconds(30);
    private static readonly Duration s_quarter = Duration.FromMinutes(15);
    private readonly Dictionary<long, Instant> _alone = [];
    private int _looks,
        _acting;

    /// <summary>Each case in need that had nobody, and when it was seen so.</summary>
    public List<string> Forgotten { get; } = [];

    /// <summary>The longest time that a case in need had nobody.</summary>
    public Duration LongestAlone { get; private set; }

    private async Task LookForWhoeverIsLeftAloneAsync()
    {
        var alone = await AloneAsync();
        // A scheduler of its own takes a moment of the machine's time. No clock stands still meanwhile: one that does lets a scheduler
        // wait for ever that has read it just before it was moved. What nothing has armed is found by a sweep, half a minute later.
        var looked = host.Now;
        for (var tries = 1; host.RunsQuartz && alone.Count > 0 && host.Now <= looked + s_sweep; tries++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            if (tries % TriesASecond == 0)
                host.Time.Advance(TimeSpan.FromSeconds(1));
            alone = await AloneAsync();
        }

        LongestAlone = Duration.Max(LongestAlone, host.Now - looked);
        foreach (var (one, since) in _alone.ToList())
        {
            LongestAlone = Duration.Max(LongestAlone, host.Now - since);
            if (!alone.ContainsKey(one))
                _alone.Remove(one);
        }

        foreach (var (_, number) in alone.Where(a => _alone.TryAdd(a.Key, host.Now)))
            Forgotten.Add($"{number} needs somebody at {host.Now}, and nobody is asked");
    }

    private async Task<Dictionary<long, string>> AloneAsync()
    {
        Dictionary<long, string> alone = [];
        var programme = host.Services.GetRequiredService<SupportProgramme>();
        if (programme.Calendar(SupportProgramme.BusinessCalendarId).IsOpen(host.Now))
            return alone;
        var open = await host.ReadAsync(db =>
            db.Cases.AsNoTracking()
                .Include(c => c.Clocks)
                .Where(c => c.Status != CaseStatus.Closed && c.Tier == SupportTier.Premium)
                .ToListAsync()
        );
        var asked = await host.ReadAsync(db => db.Pages().Where(p => p.EndedAt == null).Select(p => p.CaseId).ToListAsync());
        foreach (var one in open)
        {
            var promises = Promises(one);
            if (promises.Count == 0 && !(one.Severity == Severity.Emergency && one.Ball == Ball.Us))
                continue;
            _looks++;
            if (asked.Contains(one.Id))
                continue;
            _acting++;
            if (!await ActsAsync(one, promises))
                alone[one.Id] = one.Number;
        }

        return alone;
    }

    private static List<CaseClock> Promises(Case one) =>
        [
            .. one.Clocks.Where(c =>
                c.IsOpen && (c.Kind == ClockKind.Callback || (c.Kind == ClockKind.FirstResponse && one.Severity == Severity.Emergency))
            ),
        ];

    private async Task<bool> ActsAsync(Case one, List<CaseClock> promises)
    {
        var story = await host.StoryOfAsync(one);
        if (story.FindLast(e => e.ActorKind == ActorKind.Person && e.ActorId == one.OwnerId) is not { } last || one.OwnerId is null)
            return false;
        // The one before laid it on their desk after all they did.
        if (story.Exists(e => e.Id > last.Id && e.Event is CaseAssigned or CaseUnassigned))
            return false;
        if (promises.Count == 0)
            return last.Event is not (PageAcknowledged or CaseAssigned) || last.At > host.Now - s_quarter;
        var atRisk = promises.Exists(c => c.AtRiskAt > last.At && c.AtRiskAt <= host.Now);
        return last.At > host.Now - s_quarter && promises.TrueForAll(c => c.StartedAt <= last.At) && !atRisk;
    }
}
