using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>What a person says about a calendar: IANA zone, openings by weekday, holidays and closures (spec P14).</summary>
/// <param name="Openings">A weekday that is absent or empty is closed.</param>
/// <param name="Holidays">Empty when the calendar keeps no holidays; then nothing can run out.</param>
public sealed record CalendarDefinition(
    string Id,
    string Zone,
    IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<Opening>> Openings,
    IReadOnlyList<Holiday> Holidays,
    IReadOnlyList<Closure> Closures
)
{
    /// <summary>What people call it in English; empty where its id has to do.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>What people call it in Japanese; empty where its id has to do.</summary>
    public string NameJa { get; init; } = "";

    /// <summary>Every day 00:00–24:00 without holidays: a calendar like any other (spec P14).</summary>
    public static CalendarDefinition AroundTheClock(string id, string zone) =>
        new(
            id,
            zone,
            Enumerable.Range(1, 7).ToDictionary(d => (IsoDayOfWeek)d, IReadOnlyList<Opening> (_) => [new(0, Opening.SecondsPerDay)]),
            [],
            []
        );

    /// <summary>Its name in a language, else in the other one; null where it has none.</summary>
    /// <param name="language">"ja", or any other for English.</param>
    public string? NameIn(string language)
    {
        var (own, other) = language == "ja" ? (NameJa, NameEn) : (NameEn, NameJa);
        return own.Length > 0 ? own
            : other.Length > 0 ? other
            : null;
    }

    public IReadOnlyList<Opening> OpeningsOn(IsoDayOfWeek day) => Openings.TryGetValue(day, out var openings) ? openings : [];
}
