using System.Globalization;
using Helpdesk.Web.Platform.Localization;
using NodaTime;

namespace Helpdesk.Web.Reports;

/// <summary>Numbers as people read them, in the language of the page.</summary>
public static class ReportFormat
{
    public const string Nothing = "–";

    private static string Days(double days)
    {
        var number = days.ToString("0.0", CultureInfo.CurrentUICulture);
        return CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja" ? number + " 日" : number + " days";
    }

    public static string Text(ReportCell cell, ReportUnit unit, ReaderTime time) =>
        cell.Value is not { } value
            ? Nothing
            : unit switch
            {
                ReportUnit.Share => Percent.Of(value),
                ReportUnit.Time => time.Length(Duration.FromSeconds(value)),
                ReportUnit.Age => Days(value / 86_400),
                _ => value.ToString(value % 1 == 0 ? "N0" : "N1", CultureInfo.CurrentUICulture),
            };
}
