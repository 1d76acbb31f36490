using Helpdesk.Domain.ServiceLevels;

namespace Helpdesk.Domain.Reports;

/// <summary>Names that return in fact after fact, kept once; a fact holds the place.</summary>
public sealed class NameList
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    public string this[int place] => _names[place];

    /// <summary>The name's place; a new one at the end.</summary>
    public int Add(string name)
    {
        if (_places.TryGetValue(name, out var known))
            return known;
        _places[name] = _names.Count;
        _names.Add(name);
        return _names.Count - 1;
    }

    /// <summary>The name's place, or -1: no fact has it.</summary>
    public int Find(string name) => _places.GetValueOrDefault(name, -1);
}

/// <summary>The versions of calendars that clocks count on, kept once; a fact holds the place.</summary>
public sealed class CalendarList
{
    private readonly List<(string Id, int Version)> _versions = [];

    public (string Id, int Version) this[int place] => _versions[place];

    /// <summary>The calendar that stands there.</summary>
    public BusinessCalendar Of(int place, SupportProgramme programme) => programme.Calendar(_versions[place].Id, _versions[place].Version);

    /// <summary>The version's place; a new one at the end. There are few: a calendar has some a year.</summary>
    public ushort Add(string id, int version)
    {
        var place = _versions.FindIndex(v => v.Version == version && v.Id == id);
        if (place >= 0)
            return (ushort)place;
        _versions.Add((id, version));
        return checked((ushort)(_versions.Count - 1));
    }
}

/// <summary>All the names of the facts.</summary>
public sealed class ReportNames
{
    /// <summary>Product codes.</summary>
    public NameList Products { get; } = new();

    public NameList Versions { get; } = new();

    /// <summary>Organisation, or the contact's name where there is none.</summary>
    public NameList Customers { get; } = new();

    /// <summary>Ids of owners as text; empty for nobody.</summary>
    public NameList Owners { get; } = new();

    /// <summary>Versions of calendars.</summary>
    public CalendarList Calendars { get; } = new();
}
