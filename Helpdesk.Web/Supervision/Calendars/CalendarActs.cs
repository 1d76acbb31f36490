using System.Globalization;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.ServiceLevels.Calendars;
using NodaTime.Text;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>What the administrative log says of calendars: old and new values side by side.</summary>
internal static class CalendarActs
{
    public static AdminAct Of(string code, CalendarVersion version) =>
        new AdminAct(code)
            .On(Guid.Empty, version.CalendarId)
            .With("version", version.Number.ToString(CultureInfo.InvariantCulture))
            .With("validFrom", InstantPattern.General.Format(version.ValidFrom))
            .With("reason", version.Reason);

    /// <summary>With each value that is another one.</summary>
    public static AdminAct Changed(string code, CalendarVersion? before, CalendarVersion after)
    {
        var act = Of(code, after).With("runningClocks", after.MovesRunning ? "move" : "stay");
        foreach (var (name, old, now) in Differences(before?.ToText(), after.ToText()))
            act.With(name, old is null ? now : $"{old} → {now}");
        return act;
    }

    /// <summary>What two contents say otherwise: name, old and new value.</summary>
    public static IEnumerable<(string Name, string? Old, string New)> Differences(CalendarText? before, CalendarText after)
    {
        if (before?.NameEn != after.NameEn)
            yield return ("nameEn", before?.NameEn, after.NameEn ?? "–");
        if (before?.NameJa != after.NameJa)
            yield return ("nameJa", before?.NameJa, after.NameJa ?? "–");
        if (before?.Zone != after.Zone)
            yield return ("zone", before?.Zone, after.Zone ?? "");
        foreach (var day in Days)
        {
            var (old, now) = (Hours(before, day), Hours(after, day)!);
            if (old != now)
                yield return (day.ToLowerInvariant(), old, now);
        }

        if (Closures(before) is var closed && closed != Closures(after))
            yield return ("closures", closed, Closures(after)!);
        var (had, has) = (Holidays(before), Holidays(after));
        if (has.Except(had).ToList() is { Count: > 0 } added)
            yield return ("holidaysAdded", null, string.Join(", ", added));
        if (had.Except(has).ToList() is { Count: > 0 } removed)
            yield return ("holidaysRemoved", null, string.Join(", ", removed));
    }

    private static IEnumerable<string> Days => Enumerable.Range(1, 7).Select(d => ((NodaTime.IsoDayOfWeek)d).ToString());

    private static string? Hours(CalendarText? text, string day) =>
        text is null ? null
        : text.Openings?.GetValueOrDefault(day) is { Length: > 0 } hours ? string.Join(", ", hours)
        : "–";

    private static string? Closures(CalendarText? text) =>
        text is null ? null
        : text.Closed is { Count: > 0 } closed ? string.Join(", ", closed.Select(c => $"{c.From}..{c.To ?? c.From} {c.NameEn}"))
        : "–";

    private static List<string> Holidays(CalendarText? text) => text?.Holidays?.ConvertAll(h => $"{h.Date} {h.NameEn}") ?? [];
}
