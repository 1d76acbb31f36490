using System.Text.Json;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Calendars;

/// <summary>Where a version of a calendar comes from.</summary>
public enum VersionSource
{
    /// <summary>The settings and their holiday file, as the console found them at a start.</summary>
    Settings = 0,

    /// <summary>A person, on the calendars' page; from then on the settings are no longer followed.</summary>
    Screen = 1,

    /// <summary>Holidays that were imported, or taken back.</summary>
    Import = 2,
}

/// <summary>A numbered version of a calendar; never changed and never deleted, as clocks count on it for ever (spec P14).</summary>
public sealed class CalendarVersion
{
    public long Id { get; init; }

    public required string CalendarId { get; init; }

    /// <summary>1, 2, 3 … of its calendar.</summary>
    public required int Number { get; init; }

    /// <summary>Zone, openings, holidays and closures as JSON, the same form as the settings have.</summary>
    public required string Content { get; init; }

    public required VersionSource Source { get; init; }

    /// <summary>When it comes into force.</summary>
    public required Instant ValidFrom { get; init; }

    /// <summary>Whether the clocks that run then go over to it.</summary>
    public required bool MovesRunning { get; init; }

    public required Instant MadeAt { get; init; }

    public required string MadeBy { get; init; }

    public required string Reason { get; init; }

    /// <summary>From then on the calendar is no longer offered.</summary>
    public bool TakesAway { get; init; }

    /// <summary>When it came into force and its clocks were moved; null while that is to come.</summary>
    public Instant? AppliedAt { get; set; }

    /// <summary>When it was withdrawn before it came into force.</summary>
    public Instant? WithdrawnAt { get; set; }

    /// <summary>True while it waits for its day.</summary>
    public bool IsAhead => AppliedAt is null && WithdrawnAt is null;

    /// <summary>The content as stored; <see cref="ToText"/> is its other half.</summary>
    public static string JsonOf(CalendarDefinition definition) => JsonSerializer.Serialize(CalendarText.Of(definition), StoredJson.Options);

    /// <summary>The content as the editor and callers have it.</summary>
    public CalendarText ToText() => JsonSerializer.Deserialize<CalendarText>(Content, StoredJson.Options)!;

    /// <summary>What it says; it was checked before it was stored.</summary>
    public CalendarDefinition ToDefinition() => ToText().ToDefinition(CalendarId).Value;
}
