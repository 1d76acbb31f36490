using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Administration.GetReady;

namespace Helpdesk.Web.ServiceLevels.Calendars;

/// <summary>Whether the settings say otherwise of a calendar than the version that holds: no file is ignored in silence.</summary>
public sealed class CalendarSettingsCheck(CalendarBook book, SupportProgramme programme) : IReadinessCheck
{
    public string Key => "calendar-settings";

    public Task<Readiness> CheckAsync(CancellationToken cancellation) =>
        Task.FromResult(
            book.Differing is [var id, ..]
                ? Readiness.CanWait("differs", "/admin/calendars/" + id, string.Join(", ", book.Differing), programme.CalendarVersionOf(id))
                : Readiness.Ready("same")
        );
}
