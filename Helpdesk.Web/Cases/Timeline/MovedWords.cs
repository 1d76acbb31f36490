using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Cases.Timeline;

/// <summary>Says which clocks count on another version of their calendar, and when they fall due by it (spec P14).</summary>
internal static class MovedWords
{
    public static string Said(IStringLocalizer<CaseText> text, string calendar, DomainWords domain, DueTimesMoved moved, ReaderTime time)
    {
        var said = text["ev.DueTimesMoved", calendar, moved.CalendarVersion.ToString(CultureInfo.CurrentCulture), moved.By].Value;
        var dues = moved
            .Dues.Where(d => d is { OldDueAt: not null, NewDueAt: not null } && d.OldDueAt != d.NewDueAt)
            .Select(d => $"{domain.Of(d.Kind)} {time.Long(d.OldDueAt!.Value)} → {time.Long(d.NewDueAt!.Value)}")
            .ToList();
        return said
            + (dues.Count == 0 ? text["ev.DueTimesMoved.same"].Value : ": " + string.Join(", ", dues))
            + (moved.Reason.Length == 0 ? null : " · " + moved.Reason);
    }
}
