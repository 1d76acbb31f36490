using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.ServiceLevels.Calendars;

/// <summary>What a calendar is called: the two of the programme have words, further ones go by their id.</summary>
public static class CalendarNames
{
    public static string Of(DomainWords words, string id)
    {
        var key = "calendar." + id;
        var name = words[key];
        return name == key ? id : name;
    }
}
