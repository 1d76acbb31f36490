using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Reports;

/// <summary>The cases behind a number as a file; instants in the programme's zone, as a spreadsheet reads them.</summary>
public sealed class ListCsv(DomainWords domain, IStringLocalizer<ReportsText> text)
{
    private static readonly LocalDateTimePattern s_instant = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public byte[] Of(ListAnswer list)
    {
        var zone = list.Question.Period.Zone;
        string At(Instant? at) => at is { } instant ? s_instant.Format(instant.InZone(zone).LocalDateTime) : "";
        string Minutes(Duration? length) =>
            length is { } known ? Math.Round(known.TotalMinutes, 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
        string[] titles =
        [
            .. new[]
            {
                "number",
                "subject",
                "customer",
                "product",
                "version",
                "severity",
                "owner",
                "status",
                "opened",
                "closed",
                "reason",
                "reopens",
                "clock",
                "verdict",
                "due",
                "ended",
            }.Select(key => text["list." + key].Value),
            text["list.took"] + " (min)",
            text["list.late"] + " (min)",
        ];
        return ReportCsv.Write(
            titles,
            list.Lines.Select(l =>
                (IEnumerable<string>)
                    [
                        l.Number,
                        l.Subject,
                        l.Customer,
                        l.Product,
                        l.Version,
                        domain.Of(l.Severity),
                        l.Owner,
                        domain.Of(l.Status),
                        At(l.OpenedAt),
                        At(l.ClosedAt),
                        l.Reason is { } reason ? domain.Of(reason) : "",
                        l.Reopens.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        l.Clock is { } clock ? domain.Of(clock) : "",
                        l.Verdict is { } verdict ? domain.Of(verdict) : "",
                        At(l.DueAt),
                        At(l.EndedAt),
                        Minutes(l.Took),
                        Minutes(l.LateBy),
                    ]
            )
        );
    }
}
