using CsCheck;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>
/// Random calendars, instants and pauses; half of the instants lie within days of a change of offset, where mistakes live.
/// </summary>
internal static class RandomCalendars
{
    private static readonly Gen<string> s_zone = Gen.OneOf(
        "Asia/Tokyo",
        "America/New_York",
        "Europe/London",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "America/Sao_Paulo",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "UTC"
    );

    private static readonly Gen<IReadOnlyList<Opening>> s_openings =
        from cuts in Gen.Int[0, 1440].Array[0, 6]
        select (IReadOnlyList<Opening>)
            [.. cuts.Order().Chunk(2).Where(c => c.Length == 2 && c[0] < c[1]).Select(c => new Opening(c[0] * 60, c[1] * 60)).Reverse()];

    private static readonly Gen<IReadOnlyList<Opening>> s_day = Gen.Frequency(
        (3, s_openings),
        (1, Gen.Const<IReadOnlyList<Opening>>([new(0, 86400)])),
        (1, Gen.Const<IReadOnlyList<Opening>>([]))
    );

    private static readonly Gen<AnnualDate> s_monthDay = Gen.Int[0, 365]
        .Select(d => new LocalDate(2024, 1, 1).PlusDays(d))
        .Select(d => new AnnualDate(d.Month, d.Day));

    private static readonly Gen<Closure> s_closure = Gen.Select(s_monthDay, s_monthDay)
        .Where(r => r.Item1 > r.Item2 || r.Item2.Month - r.Item1.Month < 2)
        .Select(r => (Closure)new YearlyClosure(r.Item1, r.Item2, "休業", "Closed"));

    /// <summary>Between 2008 and 2013: Apia skipped a day in December 2011.</summary>
    private static readonly Gen<Instant> s_anyInstant = Gen.Int[0, 5 * 366 * 1440]
        .Select(m => Instant.FromUtc(2008, 6, 1, 0, 0) + Duration.FromMinutes(m));

    public static readonly Gen<CalendarDefinition> Definition =
        from zone in s_zone
        from week in s_day.Array[7]
        from holidays in Gen.Int[0, 2200].Array[0, 40]
        from closures in s_closure.Array[0, 1]
        select new CalendarDefinition(
            "random",
            zone,
            week.Select((o, i) => (Day: (IsoDayOfWeek)(i + 1), Openings: o)).ToDictionary(d => d.Day, d => d.Openings),
            [.. holidays.Distinct().Select(d => new Holiday(new LocalDate(2008, 1, 1).PlusDays(d), "祝日", "Holiday"))],
            closures
        );

    public static readonly Gen<Duration> UpToThreeDays = Gen.Int[0, 3 * 1440].Select(m => Duration.FromMinutes(m));

    public static Gen<Instant> InstantIn(string zone) => Gen.Frequency((1, s_anyInstant), (1, NearChange(zone)));

    public static Gen<IReadOnlyList<Pause>> PausesAround(Instant at) =>
        from pauses in Gen.Select(Gen.Int[-2000, 9000], Gen.Int[0, 3000], Gen.Int[0, 19]).Array[0, 5]
        select (IReadOnlyList<Pause>)
            [
                .. pauses.Select(p => new Pause(
                    at + Duration.FromMinutes(p.Item1),
                    p.Item3 == 0 ? null : at + Duration.FromMinutes(p.Item1 + p.Item2)
                )),
            ];

    private static Gen<Instant> NearChange(string zone)
    {
        var changes = DateTimeZoneProviders
            .Tzdb[zone]
            .GetZoneIntervals(Instant.FromUtc(2008, 1, 1, 0, 0), Instant.FromUtc(2014, 1, 1, 0, 0))
            .Where(i => i.HasEnd && i.End < Instant.FromUtc(2014, 1, 1, 0, 0))
            .Select(i => i.End)
            .ToArray();
        return changes.Length == 0
            ? s_anyInstant
            : Gen.Select(Gen.OneOf(changes), Gen.Int[-4 * 1440, 1440]).Select(p => p.Item1 + Duration.FromMinutes(p.Item2));
    }
}
