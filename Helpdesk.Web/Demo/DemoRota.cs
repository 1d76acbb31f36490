using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using NodaTime;

namespace Helpdesk.Web.Demo;

/// <summary>
/// The demo's rota: turns of a week from Monday 09:00, this week's first on each list. Whoever is primary next Sunday is away from
/// 18:00 to 20:00 and nobody stands in: the gap that a supervisor has to see days before.
/// </summary>
internal sealed class DemoRota(DateTimeZone zone, Instant now, IdSource ids)
{
    private static readonly LocalTime HandOver = new(9, 0);

    public IReadOnlyList<RotationRow> Rotations { get; } =
    [
        Weekly(OnCallLayer.Primary, zone, now, ids.New(), DemoPeople.Ueda, DemoPeople.Tanaka, DemoPeople.Kato),
        Weekly(OnCallLayer.Secondary, zone, now, ids.New(), DemoPeople.Ito, DemoPeople.Sato, DemoPeople.Wagner),
        Weekly(OnCallLayer.Supervisor, zone, now, ids.New(), DemoPeople.Mori),
    ];

    /// <param name="entered">The absences that the demo has besides.</param>
    public AbsenceRow? SundayAbsence(IReadOnlyList<AbsenceRow> entered)
    {
        var sunday = now.InZone(zone).Date.Next(IsoDayOfWeek.Sunday);
        var (from, until) = (At(sunday, 18, zone), At(sunday, 20, zone));
        var rota = new Rota(zone, [.. Rotations.Select(r => r.ToRotation())], [], new(entered.Select(a => a.ToAbsence())));
        return rota.At(OnCallLayer.Primary, from) is { } person
            ? new()
            {
                Id = ids.New(),
                PersonId = person,
                From = from,
                Until = until,
                MadeBy = DemoPeople.Mori.DisplayName,
            }
            : null;
    }

    private static RotationRow Weekly(OnCallLayer layer, DateTimeZone zone, Instant now, Guid id, params DemoPerson[] people)
    {
        // The Monday whose hand-over has passed, as many weeks before as there are people: the first one has this week.
        var monday = now.InZone(zone).Date.Next(IsoDayOfWeek.Monday);
        while (At(monday, HandOver.Hour, zone) > now)
            monday = monday.PlusWeeks(-1);
        return new()
        {
            Id = id,
            Layer = layer,
            People = [.. people.Select(p => p.Id)],
            DaysATurn = 7,
            HandOverAt = HandOver,
            StartsOn = monday.PlusWeeks(-people.Length),
            ChangedAt = now,
            MadeBy = DemoPeople.Mori.DisplayName,
        };
    }

    private static Instant At(LocalDate day, int hour, DateTimeZone zone) =>
        day.At(new LocalTime(hour, 0)).InZoneLeniently(zone).ToInstant();
}
