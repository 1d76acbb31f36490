using System.Globalization;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels.Calendars;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>Says what a version promises in the reader's language.</summary>
public sealed class ProgrammeWords(IStringLocalizer<ProgrammeText> text, DomainWords domain, ServiceTimes times, SupportProgramme programme)
{
    /// <summary>2 hours, business hours; a dash where nothing is promised.</summary>
    public string Of(ProgrammeCell? cell, ProgrammeContent content)
    {
        if (cell is null)
            return text["none"];
        var day = LengthText.Parse(content.BusinessDayLength, null);
        var length = LengthText.Parse(cell.Within, day.IsOk ? day.Value : programme.BusinessDayLength);
        return programme.FindCalendar(cell.Calendar) is { } calendar && length.IsOk
            ? text["promise", times.Length(length.Value, calendar), Calendar(cell.Calendar)]
            : text["promise", cell.Within, cell.Calendar];
    }

    /// <summary>Business hours, 24/7; any calendar by its name, else by its id.</summary>
    public string Calendar(string id) => CalendarNames.Of(domain, programme, id);

    /// <summary>What changed, as the form names it.</summary>
    public string Of(ProgrammeChange change)
    {
        var parts = change.Key.Split(':');
        var name =
            parts.Length == 4
                ? $"{domain["SupportTier." + parts[1]]} · {domain["Severity." + parts[2]]} · {domain["ClockKind." + parts[3]]}"
                : text["field." + change.Key].Value;
        return $"{name}: {Value(change.Before, parts.Length)} → {Value(change.After, parts.Length)}";
    }

    /// <summary>8 h, as the reader's language writes it.</summary>
    public static string Length(string kept) => LengthText.Written(kept, CultureInfo.CurrentUICulture);

    // A cell's is its length with the calendar's id in brackets.
    private string Value(string? value, int parts) =>
        value is null ? text["none"].Value
        : parts == 4 && value.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at
            ? text["promise", Length(value[..at]), Calendar(value[(at + 2)..^1])].Value
        : Length(value);

    /// <summary>70 %, as the share is read on the page.</summary>
    public static string Share(ProgrammeContent content) =>
        double.TryParse(content.AtRiskShare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            ? Percent.Of(share)
            : content.AtRiskShare;
}
