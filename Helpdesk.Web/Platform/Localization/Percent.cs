using System.Globalization;

namespace Helpdesk.Web.Platform.Localization;

/// <summary>Shares in per cent, in the language of the page.</summary>
public static class Percent
{
    /// <summary>97.4 %; never rounded up to a hundred that it is not.</summary>
    public static string Of(double share)
    {
        var percent = Math.Round(share * 100, 1);
        if (percent >= 100 && share < 1)
            percent = 99.9;
        return percent.ToString(percent is 0 or 100 ? "0" : "0.0", CultureInfo.CurrentUICulture) + " %";
    }
}
