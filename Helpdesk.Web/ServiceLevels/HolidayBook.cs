using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>The holidays of each calendar: those of its file, and those that were imported since (spec P14).</summary>
public sealed class HolidayBook
{
    private readonly IDbContextFactory<HelpdeskDb> _databases;
    private readonly SupportProgramme _programme;
    private readonly Dictionary<string, CalendarDefinition> _asInTheSettings;

    public HolidayBook(IDbContextFactory<HelpdeskDb> databases, SupportProgramme programme)
    {
        (_databases, _programme) = (databases, programme);
        _asInTheSettings = programme.Calendars.ToDictionary(c => c.Id, c => c.Definition, StringComparer.Ordinal);
    }

    /// <summary>How a calendar is with these holidays besides those of its file, whose names hold for a day that both have.</summary>
    public BusinessCalendar Compile(string calendarId, IEnumerable<Holiday> imported)
    {
        var definition = _asInTheSettings[calendarId];
        return BusinessCalendar
            .Compile(definition with { Holidays = [.. definition.Holidays.Concat(imported).DistinctBy(h => h.Date)] })
            .Value;
    }

    /// <summary>Puts into force what is stored.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var rows = await db.CalendarHolidays().AsNoTracking().Where(h => h.RemovedAt == null).ToListAsync(cancellation);
        // A calendar that the settings no longer name keeps its rows for the day it comes back.
        foreach (var calendar in rows.GroupBy(h => h.CalendarId).Where(g => _asInTheSettings.ContainsKey(g.Key)))
            _programme.Adopt(Compile(calendar.Key, calendar.Select(h => h.ToHoliday())));
    }
}
