using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.OnCall.Paging;
using NodaTime;
using TimeRange = Helpdesk.Domain.Kernel.TimeRange;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Whether somebody is on call in every closed hour from now to this time tomorrow (spec U3).</summary>
public sealed class RotaCheck(RotaCache rota, DutyRoster duty, SupportProgramme programme, IClock clock) : IReadinessCheck
{
    private static readonly Duration s_night = Duration.FromHours(24);

    public string Key => "rota";

    public Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var night = new TimeRange(now, now + s_night);
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        var gaps = rota.Current.GapsTogether(OnCallLayer.Primary, night, business);
        if (gaps.Count > 0)
            return Task.FromResult(Readiness.Missing("gap", "/on-call/rota", gaps[0].Closed[0].From, gaps[0].Closed[^1].Until));
        // The rota may name somebody who has left, or whom the demo left behind.
        var gone = rota
            .Current.Shifts(OnCallLayer.Primary, night)
            .Where(s => s.Person is { } person && !duty.MayBePaged(person))
            .Select(s => duty.NameOf(s.Person!.Value))
            .FirstOrDefault();
        return Task.FromResult(
            gone is not null ? Readiness.Missing("gone", "/on-call/rota", gone) : Readiness.Ready("covered", now + s_night)
        );
    }
}
