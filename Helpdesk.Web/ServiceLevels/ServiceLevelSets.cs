using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.ServiceLevels.Programme;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class ServiceLevelSets
{
    public static DbSet<CalendarVersion> CalendarVersions(this HelpdeskDb db) => db.Set<CalendarVersion>();

    public static DbSet<CalendarHoliday> CalendarHolidays(this HelpdeskDb db) => db.Set<CalendarHoliday>();

    public static DbSet<ProgrammeVersion> ProgrammeVersions(this HelpdeskDb db) => db.Set<ProgrammeVersion>();
}
