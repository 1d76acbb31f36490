using System.Globalization;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.ServiceLevels.Calendars;

/// <summary>What a calendar is called: as its version says, else by the words for the two of the programme, else by its id.</summary>
public static class CalendarNames
{
    public static string Of(DomainWords words, SupportProgramme programme, string id) => Given(programme, id) ?? Usual(words, id);

    /// <summary>What it is called while nobody has named it.</summary>
    public static string Usual(DomainWords words, string id)
    {
        var key = "calendar." + id;
        var name = words[key];
        return name == key ? id : name;
    }

    private static string? Given(SupportProgramme programme, string id) =>
        programme.LastCalendar(id)?.Definition.NameIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
