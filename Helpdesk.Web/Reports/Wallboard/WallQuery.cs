using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Reports.Facts;
using Microsoft.AspNetCore.Authorization;
using NodaTime;

namespace Helpdesk.Web.Reports.Wallboard;

/// <summary>
/// Takes the wallboard's picture: from the live queue, the rota and the facts that reports count from; it owns no number itself.
/// </summary>
public sealed class WallQuery(
    CaseFeed feed,
    ReportFactsStore facts,
    RotaCache rota,
    PeopleDirectory people,
    SupportProgramme programme,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>How many cases each list shows: what can be read from across a room.</summary>
    public const int Shown = 5;

    /// <summary>Refused with <c>auth.forbidden</c>.</summary>
    public async Task<Result<WallSnapshot>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WatchWall)).Succeeded)
            return Result<WallSnapshot>.Forbid();
        await feed.Loaded.WaitAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        // Cases with a due instant, soonest first: the missed ones in front.
        var order = feed.Order(QueueView.Missed);
        var missed = QueueIndex.Position(order, QueueKey.FirstAt(now));
        WallCase[] From(int first, int before) =>
            [
                .. Enumerable
                    .Range(first, Math.Clamp(before - first, 0, Shown))
                    .Select(i => feed.Find(order[i].Id))
                    .OfType<QueueEntry>()
                    .Where(e => e.Clock?.DueAt is not null)
                    .Select(e => Case(e, now)),
            ];
        return new WallSnapshot(
            now,
            business.IsOpen(now),
            business.NextChange(now),
            Severities(now),
            From(missed, order.Count),
            missed,
            From(0, missed),
            [.. Enum.GetValues<OnCallLayer>().Select(l => OnCall(l, now))],
            await TodayAsync(now, cancellation)
        );
    }

    private List<WallSeverity> Severities(Instant now)
    {
        var counts = Enum.GetValues<Severity>().ToDictionary(s => s, _ => (Open: 0, Unassigned: 0, Missed: 0));
        foreach (var entry in feed.Entries.Where(e => e.Status < CaseStatus.Resolved))
        {
            var (open, unassigned, missed) = counts[entry.Severity];
            counts[entry.Severity] = (
                open + 1,
                unassigned + (entry.OwnerId is null ? 1 : 0),
                missed + (QueueMembership.IsMissed(entry, now) ? 1 : 0)
            );
        }

        return [.. counts.OrderBy(c => c.Key).Select(c => new WallSeverity(c.Key, c.Value.Open, c.Value.Unassigned, c.Value.Missed))];
    }

    private WallCase Case(QueueEntry entry, Instant now) =>
        new(
            entry.Number,
            entry.Severity,
            entry.ProductName,
            entry.OwnerName,
            entry.Clock!.Kind,
            entry.Clock.DueAt!.Value,
            entry.Clock.Target,
            NextClockReading.Of(entry.Clock, programme, now)
        );

    private WallShift OnCall(OnCallLayer layer, Instant now)
    {
        var horizon = now + RotaCache.Ahead;
        var shift = rota.Current.Shifts(layer, new(now, horizon))[0];
        return new(
            layer,
            shift.Person is { } id ? people.Find(id)?.DisplayName : null,
            shift.Time.Until < horizon ? shift.Time.Until : null
        );
    }

    private async Task<WallToday> TodayAsync(Instant now, CancellationToken cancellation)
    {
        var day = now.InZone(programme.Zone).Date;
        var period = new ReportPeriod(PeriodKind.Custom, day, day, programme.Zone);
        var (met, broken) = await facts.ReadAsync(
            known =>
            {
                var settled = new ReportReader(known, programme, _ => "", now).FindSettled(period, ReportFilter.None);
                return (settled.Count(i => i.Verdict == ClockVerdict.Met), settled.Count(i => i.Verdict.IsBroken()));
            },
            cancellation
        );
        return new(day, ClockVerdicts.Attainment(met, broken), met, broken);
    }
}
