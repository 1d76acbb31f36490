using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Reports.Facts;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Helpdesk.Web.Reports.WhatIf;

/// <summary>
/// Reads the cases that had a clock running in a period, with all of their clocks. What ended before the period cannot settle in it by any
/// target: a promise is settled when it ends or when it falls due before that.
/// </summary>
internal static class WhatIfSql
{
    private const string Concerned = "SELECT CaseId FROM CaseClocks WHERE EndedAt IS NULL OR EndedAt >= $seen";

    /// <summary>The cases; <c>$seen</c> is the first instant of the period.</summary>
    public const string Cases = $"SELECT {ReportFactsSql.CaseColumns} FROM Cases WHERE Id IN ({Concerned}) ORDER BY Id";

    private const string Clocks =
        $"SELECT {ReportFactsSql.ClockColumns}, Cycle, Target, ReceivedAt, NotLaterThan, PromisedFor, Pauses FROM CaseClocks "
        + $"WHERE CaseId IN ({Concerned}) ORDER BY CaseId, Id";

    // Only of cases whose own history has to tell: their entries are found by the index on the case.
    private const string Standings =
        "SELECT At, Event FROM Timeline WHERE CaseId = $case "
        + "AND Event ->> '$.\"$type\"' IN ('severity-changed', 'judged-anew') ORDER BY Id";

    /// <summary>All clocks, in the order of their cases and, within, in which they were made.</summary>
    public static List<(long CaseId, WhatIfClock Clock)> ReadClocks(SqliteConnection db, Instant from, ReportNames names)
    {
        using var command = db.CreateCommand();
        command.CommandText = Clocks;
        command.Parameters.AddWithValue("$seen", from.ToUnixTimeTicks());
        using var rows = command.ExecuteReader();
        List<(long, WhatIfClock)> clocks = [];
        while (rows.Read())
            clocks.Add((rows.GetInt64(0), Clock(rows, names)));
        return clocks;
    }

    /// <summary>Which tier and severity a case had when, the last of them today's.</summary>
    public static List<CaseStanding> ReadStandings(SqliteConnection db, CaseFact about)
    {
        using var command = db.CreateCommand();
        command.CommandText = Standings;
        command.Parameters.AddWithValue("$case", about.Id);
        using var rows = command.ExecuteReader();
        List<(Instant At, CaseEvent What)> entries = [];
        while (rows.Read())
            entries.Add((At(rows, 0)!.Value, JsonSerializer.Deserialize<CaseEvent>(rows.GetString(1), StoredJson.Options)!));
        // Read backwards: each entry says what was before it.
        List<CaseStanding> standings = [new(about.Tier, about.Severity, Instant.MaxValue)];
        var (tier, severity) = (about.Tier, about.Severity);
        foreach (var (at, what) in Enumerable.Reverse(entries))
        {
            (tier, severity) = what switch
            {
                SeverityChanged changed => (tier, changed.From),
                CaseJudgedAnew judged => (judged.Before.Tier, severity),
                _ => (tier, severity),
            };
            standings.Insert(0, new(tier, severity, at));
        }

        return standings;
    }

    private static WhatIfClock Clock(SqliteDataReader row, ReportNames names)
    {
        var (kind, calendar, version, started) = ((ClockKind)row.GetInt32(1), row.GetString(2), row.GetInt32(3), At(row, 4)!.Value);
        ClockEnd? endedAs = row.IsDBNull(7) ? null : (ClockEnd)row.GetInt32(7);
        var sla = new SlaClock
        {
            Kind = kind,
            CalendarId = calendar,
            CalendarVersion = version,
            StartedAt = started,
            StoppedAt = At(row, 6),
            EndedAs = endedAs,
            Cycle = row.GetInt32(10),
            Target = Duration.FromSeconds(row.GetInt64(11)),
            ReceivedAt = At(row, 12),
            NotLaterThan = At(row, 13),
            Pauses = row.GetString(15) is { Length: > 2 } pauses
                ? JsonSerializer.Deserialize<IReadOnlyList<Pause>>(pauses, StoredJson.Options)!
                : [],
        };
        var fact = new ClockFact(
            kind,
            names.Calendars.Add(calendar, version),
            started,
            At(row, 5),
            At(row, 6),
            endedAs,
            row.GetBoolean(8),
            !row.IsDBNull(9)
        );
        return new(sla, fact, !row.IsDBNull(14));
    }

    private static Instant? At(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromUnixTimeTicks(row.GetInt64(column));
}
