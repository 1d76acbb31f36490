using System.Collections.Frozen;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// Every version of every calendar, and which of each is in force: a clock counts on the version it began with, for ever (spec P11, P14).
/// </summary>
public sealed class CalendarVersions
{
    /// <summary>The number of a calendar's first version, and of every clock that is older than versions.</summary>
    public const int First = 1;

    private readonly FrozenDictionary<(string Id, int Number), BusinessCalendar> _all;
    private readonly FrozenDictionary<string, int> _numbers;

    private CalendarVersions(
        IEnumerable<KeyValuePair<(string Id, int Number), BusinessCalendar>> all,
        IEnumerable<KeyValuePair<string, int>> numbers
    )
    {
        (_all, _numbers) = (all.ToFrozenDictionary(), numbers.ToFrozenDictionary(StringComparer.Ordinal));
        All = [.. _all.Values.Distinct()];
        InForce = [.. _numbers.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => _all[(n.Key, n.Value)])];
    }

    /// <summary>Of each calendar the version in force, by id.</summary>
    public IReadOnlyList<BusinessCalendar> InForce { get; }

    /// <summary>Each version of each calendar, also of those that are no longer offered.</summary>
    public IReadOnlyList<BusinessCalendar> All { get; }

    /// <summary>Each calendar with its first version.</summary>
    public static CalendarVersions Of(IEnumerable<BusinessCalendar> calendars)
    {
        var first = calendars.ToDictionary(c => (c.Id, First));
        return new(first, first.Keys.Select(k => KeyValuePair.Create(k.Id, First)));
    }

    /// <summary>The version in force; an unknown id is a bug and throws.</summary>
    public BusinessCalendar Current(string id) => _all[(id, _numbers[id])];

    /// <summary>The version in force, or null where the calendar is unknown or no longer offered.</summary>
    public BusinessCalendar? Find(string id) => _numbers.TryGetValue(id, out var number) ? _all[(id, number)] : null;

    /// <summary>The version in force, else the newest of one that is no longer offered; null where there never was one.</summary>
    public BusinessCalendar? Last(string id) => Find(id) ?? _all.Where(v => v.Key.Id == id).MaxBy(v => v.Key.Number).Value;

    /// <summary>A version that a clock counts on; an unknown one is a bug and throws.</summary>
    public BusinessCalendar Of(string id, int number) => _all[(id, number)];

    /// <summary>Whether there is such a version.</summary>
    public bool Knows(string id, int number) => _all.ContainsKey((id, number));

    /// <summary>The number of the version in force; an unknown id is a bug and throws.</summary>
    public int NumberOf(string id) => _numbers[id];

    /// <summary>With a version that clocks may count on, in force or not.</summary>
    public CalendarVersions With(BusinessCalendar calendar, int number, bool inForce = true) =>
        new(
            _all.Where(v => v.Key != (calendar.Id, number)).Append(KeyValuePair.Create((calendar.Id, number), calendar)),
            inForce ? _numbers.Where(n => n.Key != calendar.Id).Append(KeyValuePair.Create(calendar.Id, number)) : _numbers
        );

    /// <summary>Without a calendar among those that are offered; its versions stay for the clocks on them.</summary>
    public CalendarVersions Without(string id) => new(_all, _numbers.Where(n => n.Key != id));
}
