using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Administration.GetReady;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>A calendar that keeps holidays must know those to come: a due time beyond them would be wrong (spec P14).</summary>
public sealed class HolidaysCheck(SupportProgramme programme, IClock clock) : IReadinessCheck
{
    public const int DaysAhead = 90;

    public string Key => "calendar";

    public Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        var first = programme
            .Calendars.Where(c => c.Definition.Holidays.Count > 0)
            .Select(c => (c.Id, Last: c.Definition.Holidays.Max(h => h.Date)))
            .OrderBy(c => c.Last)
            .ToList();
        if (first.Count == 0)
            return Task.FromResult(Readiness.Missing("none", "/absences/import"));
        var today = clock.GetCurrentInstant().InZone(programme.Zone).Date;
        var last = first[0].Last.ToString("uuuu-MM-dd", null);
        return Task.FromResult(
            first[0].Last >= today.PlusDays(DaysAhead)
                ? Readiness.Ready("until", last)
                : Readiness.Missing("short", "/absences/import", last, first[0].Id, DaysAhead)
        );
    }
}
