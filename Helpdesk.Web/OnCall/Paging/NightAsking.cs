using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Workforce.Choosing;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Whoever is given a case that is paged for, or that needs somebody at night, is asked by name first (spec U3).</summary>
public sealed class NightAsking(OpenPages pages, NightWatch watch, SupportProgramme programme, IOptions<PagingOptions> options)
    : INightAsking
{
    public async Task<Duration?> YesWithinAsync(HelpdeskDb db, Case about, Instant now) =>
        pages.Of(about.Id) is not null
        || (!programme.Calendar(SupportProgramme.BusinessCalendarId).IsOpen(now) && (await watch.OfAsync(db, about, now)).Need is not null)
            ? Duration.FromTimeSpan(options.Value.AcknowledgeWithin)
            : null;
}
