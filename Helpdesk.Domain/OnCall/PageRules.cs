using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>What of a page a rule has to know.</summary>
/// <param name="Night">The opening that ends the closed time it was opened in.</param>
public sealed record PageSpan(Instant Night, Instant? EndedAt);

/// <summary>When somebody is paged about a case, and when no longer (spec U3, P2, P3, P13).</summary>
public static class PageRules
{
    /// <summary>
    /// The cause for a page now, or null: a Premium promise runs around the clock while
    /// the centre is closed, and nobody was paged for it this night.
    /// </summary>
    /// <param name="ownerKnows">Whether the owner needs no page to know of it: it is their own act, or they are on call anyway.</param>
    /// <param name="earlier">The pages of the case so far.</param>
    public static PageCause? CauseOf(
        Case about,
        SupportProgramme programme,
        Instant now,
        Func<Guid, bool> ownerKnows,
        IEnumerable<PageSpan> earlier
    )
    {
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        if (business.IsOpen(now) || (about.OwnerId is { } owner && ownerKnows(owner)))
            return null;
        var night = NightOf(business, now);
        var spans = earlier.ToList();
        if (spans.Exists(page => page.EndedAt is null))
            return null;
        var waiting = Waiting(about, programme)
            .Where(clock => !spans.Exists(page => page.Night == night && page.EndedAt >= clock.StartedAt))
            .ToList();
        return waiting.Exists(clock => clock.Kind == ClockKind.FirstResponse) ? PageCause.Emergency
            : waiting.Count > 0 ? PageCause.Callback
            : null;
    }

    /// <summary>How a page ends by what was done to its case, or null while it goes on.</summary>
    public static PageEnd? EndOf(PageCause cause, Case about, SupportProgramme programme)
    {
        if (
            about.Timeline.Any(entry =>
                entry.Event is PageAcknowledged || (entry.Event is CaseAssigned taken && taken.OwnerId == entry.ActorId)
            )
        )
            return PageEnd.Taken;
        if (about.Status is CaseStatus.Resolved or CaseStatus.Closed)
            return PageEnd.Closed;
        // What a colleague handed over is theirs to acknowledge, whatever its clocks do.
        if (cause == PageCause.HandedOver || Waiting(about, programme).Any())
            return null;
        return about.Timeline.Any(entry => entry.Event is SeverityChanged { To: > Severity.Emergency }) ? PageEnd.Lowered
            : about.Timeline.Any(entry => entry.Event is ClockEnded { State: ClockState.Met or ClockState.MetLate }) ? PageEnd.Answered
            : PageEnd.CalledOff;
    }

    /// <summary>
    /// The promises to a Premium customer that wait around the clock (spec P10, P11);
    /// an Emergency that was lowered after it was missed wakes nobody.
    /// </summary>
    public static IEnumerable<CaseClock> Waiting(Case about, SupportProgramme programme) =>
        about is { Tier: SupportTier.Premium, Status: not (CaseStatus.Resolved or CaseStatus.Closed) }
            ? about.Clocks.Where(clock =>
                clock.IsOpen
                && (clock.Kind == ClockKind.Callback || (clock.Kind == ClockKind.FirstResponse && about.Severity == Severity.Emergency))
                && programme.Calendar(clock.CalendarId).IsAlwaysOpen
            )
            : [];

    /// <summary>The opening that ends the closed time an instant lies in; it tells one night, weekend or holiday from the next.</summary>
    public static Instant NightOf(BusinessCalendar business, Instant at) => business.NextOpening(at) ?? BusinessCalendar.Latest;
}
