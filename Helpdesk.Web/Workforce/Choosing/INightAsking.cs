using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.Workforce.Choosing;

/// <summary>Tells whether a case that is given away has to be said yes to at night (spec U3); who is on call is known above.</summary>
public interface INightAsking
{
    /// <summary>How long whoever is given the case has to say yes; null when nobody is asked.</summary>
    /// <param name="about">With its clocks and links.</param>
    Task<Duration?> YesWithinAsync(HelpdeskDb db, Case about, Instant now);
}
