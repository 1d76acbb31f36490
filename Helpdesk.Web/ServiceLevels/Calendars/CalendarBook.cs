using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Calendars;

/// <summary>
/// The calendars in their versions. The settings are the seed of the first; while no version was made on screen they hold, and what
/// they say otherwise at a start becomes the next version; afterwards the screen's holds (spec P14).
/// </summary>
public sealed class CalendarBook
{
    /// <summary>Who makes what comes from the settings.</summary>
    public const string Settings = "appsettings.json";

    private readonly IDbContextFactory<HelpdeskDb> _databases;
    private readonly SupportProgramme _programme;
    private readonly IClock _clock;
    private readonly Dictionary<string, CalendarDefinition> _settings;
    private readonly Dictionary<(string Id, string Content), BusinessCalendar> _compiled;
    private readonly Lock _lock = new();

    public CalendarBook(IDbContextFactory<HelpdeskDb> databases, SupportProgramme programme, IClock clock)
    {
        (_databases, _programme, _clock) = (databases, programme, clock);
        _settings = programme.Calendars.ToDictionary(c => c.Id, c => c.Definition, StringComparer.Ordinal);
        _compiled = programme.Calendars.ToDictionary(c => (c.Id, CalendarVersion.JsonOf(c.Definition)));
    }

    /// <summary>The calendars that the settings hold otherwise than the version in force, which was made on screen.</summary>
    public IReadOnlyList<string> Differing { get; private set; } = [];

    /// <summary>Whether the settings name it; then it cannot be taken away here.</summary>
    public bool IsInSettings(string id) => _settings.ContainsKey(id);

    /// <summary>Stores what the settings say anew, and puts into force what is stored: before the first request.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var rows = await ReadAsync(db, cancellation);
        if (rows.FindAll(r => r.Id == 0) is { Count: > 0 } made)
        {
            db.CalendarVersions().AddRange(made);
            await db.SaveChangesAsync(cancellation);
        }

        _programme.Adopt(VersionsOf(rows, _clock.GetCurrentInstant()));
    }

    /// <summary>Puts into force what is stored and what a start would store, and stores nothing.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        _programme.Adopt(VersionsOf(await ReadAsync(db, cancellation), _clock.GetCurrentInstant()));
    }

    /// <summary>All versions by which clocks count, and which is in force of each calendar.</summary>
    public CalendarVersions VersionsOf(IReadOnlyList<CalendarVersion> rows, Instant now)
    {
        var versions = CalendarVersions.Of([]);
        foreach (var calendar in rows.GroupBy(r => r.CalendarId, StringComparer.Ordinal))
        {
            var inForce = InForce(calendar, now);
            foreach (var row in calendar)
                versions = versions.With(Compile(row), row.Number, row == inForce && IsOffered(row, calendar));
        }

        return versions;
    }

    /// <summary>The version in force at an instant; null where none is yet.</summary>
    public static CalendarVersion? InForce(IEnumerable<CalendarVersion> ofOneCalendar, Instant now) =>
        ofOneCalendar
            .Where(r => r.WithdrawnAt is null && r.ValidFrom <= now)
            .OrderBy(r => r.ValidFrom)
            .ThenBy(r => r.Number)
            .LastOrDefault();

    /// <summary>The compiled calendar; the same content is compiled once.</summary>
    public BusinessCalendar Compile(CalendarVersion row)
    {
        lock (_lock)
        {
            var key = (row.CalendarId, row.Content);
            if (!_compiled.TryGetValue(key, out var calendar))
                _compiled[key] = calendar = BusinessCalendar.Compile(row.ToDefinition()).Value;
            return calendar;
        }
    }

    // One that the settings no longer name and nobody made on screen is as good as taken away.
    private bool IsOffered(CalendarVersion inForce, IEnumerable<CalendarVersion> ofOneCalendar) =>
        !inForce.TakesAway && (IsInSettings(inForce.CalendarId) || ofOneCalendar.Any(r => r.Source == VersionSource.Screen));

    // What is stored, and after it what the settings say otherwise: not stored yet.
    private async Task<List<CalendarVersion>> ReadAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var rows = await db.CalendarVersions().AsNoTracking().OrderBy(v => v.CalendarId).ThenBy(v => v.Number).ToListAsync(cancellation);
        var imported = await db.CalendarHolidays().AsNoTracking().Where(h => h.RemovedAt == null).ToListAsync(cancellation);
        var now = _clock.GetCurrentInstant();
        List<string> differing = [];
        foreach (var (id, definition) in _settings)
        {
            var mine = rows.FindAll(r => r.CalendarId == id);
            var said = CalendarVersion.JsonOf(WithImported(definition, imported));
            var inForce = InForce(mine, now);
            if (inForce is { TakesAway: false } && inForce.Content == said)
                continue;
            if (inForce is { TakesAway: false } && mine.Exists(r => r is { Source: VersionSource.Screen, WithdrawnAt: null }))
                differing.Add(id);
            else
                rows.Add(FromSettings(id, said, mine, now));
        }

        Differing = differing;
        return rows;
    }

    private static CalendarDefinition WithImported(CalendarDefinition definition, List<CalendarHoliday> imported) =>
        definition with
        {
            Holidays =
            [
                .. definition
                    .Holidays.Concat(imported.Where(h => h.CalendarId == definition.Id).Select(h => h.ToHoliday()))
                    .DistinctBy(h => h.Date),
            ],
        };

    // The first has been in force for as long as anybody can tell; clocks that run keep theirs until a person moves them.
    private static CalendarVersion FromSettings(string id, string content, List<CalendarVersion> before, Instant now) =>
        new()
        {
            CalendarId = id,
            Number = before.Count == 0 ? Helpdesk.Domain.ServiceLevels.CalendarVersions.First : before.Max(r => r.Number) + 1,
            Content = content,
            Source = VersionSource.Settings,
            ValidFrom = before.Count == 0 ? BusinessCalendar.Earliest : now,
            MovesRunning = false,
            MadeAt = now,
            MadeBy = Settings,
            Reason = "",
            AppliedAt = now,
        };
}
