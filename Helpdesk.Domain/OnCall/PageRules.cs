using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>When somebody is paged about a case, and when no longer (spec U3, P2, P3, P13).</summary>
public static class PageRules
{
    /// <summary>
    /// The cause for a page now, or null: the centre is closed, the case needs somebody, and nobody has it who acts.
    /// </summary>
    /// <param name="hold">What its owner has by their own yes; null when they gave none.</param>
    public static PageCause? CauseOf(NightNeed? need, Hold? hold, BusinessCalendar business, Instant now) =>
        business.IsOpen(now) || hold?.IsOver(now) == false ? null : need?.Cause;

    /// <summary>
    /// How a page ends by what was done to its case, or null while it goes on; whoever has it must have said so themselves.
    /// </summary>
    public static PageEnd? EndOf(PageCause cause, Case about, NightNeed? need, Hold? hold, Instant now)
    {
        if (about.Timeline.Any(entry => IsTaking(entry, about)))
            return PageEnd.Taken;
        var handedOver = cause == PageCause.HandedOver;
        // One that was resolved already may be handed over, too: it is over when it is resolved in their hands.
        if (about.IsClosed || (about.Status == CaseStatus.Resolved && need is null && (!handedOver || IsResolvedNow(about))))
            return PageEnd.Closed;
        // What a colleague handed over is theirs to acknowledge, whatever its clocks do.
        if (handedOver)
            return HandedOverEnd(about, need);
        if (need is null)
            return WhyOver(about);
        if (hold?.IsOver(now) != false)
            return null;
        return IsAnswered(about) ? PageEnd.Answered : PageEnd.InHand;
    }

    /// <summary>
    /// The promises to a Premium customer that wait around the clock, also in the case that took theirs in (spec P10, P11, I5);
    /// an Emergency that was lowered after it was missed wakes nobody.
    /// </summary>
    public static IEnumerable<CaseClock> Waiting(Case about, SupportProgramme programme) =>
        about.IsClosed ? []
        : about is { Tier: SupportTier.Premium, VerdictKind: not VerdictKind.NotEntitled }
            ? about.Clocks.Where(clock =>
                clock.IsOpen
                && (clock.Kind == ClockKind.Callback || (clock.Kind == ClockKind.FirstResponse && about.Severity == Severity.Emergency))
                && clock.CalendarIn(programme).IsAlwaysOpen
            )
        : CameOver(about, programme);

    // Promised around the clock to a Premium customer, and moved with their duplicate into a case of another tier (spec I5).
    private static IEnumerable<CaseClock> CameOver(Case about, SupportProgramme programme) =>
        about.Links.Any(link => link.Kind == LinkKind.MergedFrom)
            ? about.Clocks.Where(clock =>
                clock is { IsOpen: true, Kind: ClockKind.Callback }
                // A call that was promised for a time runs on any hour of any tier.
                && (clock.PromisedFor is null || about.CarriesOnForPremium)
                && clock.CalendarIn(programme).IsAlwaysOpen
            )
            : [];

    /// <summary>Whether the case was laid on its owner's desk by somebody else just now: they have to say yes (spec U3).</summary>
    /// <returns>The owner to be asked by name, or null.</returns>
    public static Guid? HandedTo(Case about) =>
        about.Timeline.LastOrDefault(entry => entry.Event is CaseAssigned) is { ActorKind: ActorKind.Person } entry
        && entry.Event is CaseAssigned given
        && given.OwnerId == about.OwnerId
        && !IsTaking(entry, about)
            ? given.OwnerId
            : null;

    /// <summary>The opening that ends the closed time an instant lies in; it tells one night, weekend or holiday from the next.</summary>
    public static Instant NightOf(BusinessCalendar business, Instant at) => business.NextOpening(at) ?? BusinessCalendar.Latest;

    /// <summary>The closing that began the closed time an instant lies in.</summary>
    public static Instant ClosedSince(BusinessCalendar business, Instant at)
    {
        // The longest closure anybody plans is a matter of weeks: look back ever further.
        for (var back = Duration.FromDays(1); back < Duration.FromDays(600); back *= 2)
        {
            if (business.NextClosing(at - back) is not { } closing || closing > at)
                continue;
            while (business.NextClosing(closing) is { } later && later <= at)
                closing = later;
            return closing;
        }

        return BusinessCalendar.Earliest;
    }

    private static PageEnd? HandedOverEnd(Case about, NightNeed? need) =>
        about.OwnerId is not { } owner ? (need is null ? PageEnd.GivenBack : null)
        : about.Timeline.Any(entry => Hold.IsBy(owner, entry)) ? PageEnd.InHand
        : null;

    private static PageEnd WhyOver(Case about) =>
        about.Timeline.Any(entry => entry.Event is SeverityChanged { To: > Severity.Emergency }) ? PageEnd.Lowered
        : IsAnswered(about) ? PageEnd.Answered
        : about.Timeline.Any(entry => entry.Event is EscalationDeclined or EscalationRaised) ? PageEnd.EscalationAnswered
        : about is { Tier: not SupportTier.Premium } or { VerdictKind: VerdictKind.NotEntitled } ? PageEnd.OtherTier
        : about.Ball is Ball.Customer or Ball.Vendor ? PageEnd.WithOthers
        : PageEnd.CalledOff;

    private static bool IsResolvedNow(Case about) => about.Timeline.Any(entry => entry.Event is CaseResolved);

    private static bool IsAnswered(Case about) =>
        about.Timeline.Any(entry => entry.Event is ClockEnded { State: ClockState.Met or ClockState.MetLate });

    private static bool IsTaking(TimelineEntry entry, Case about) =>
        entry.Event is PageAcknowledged
        || (entry.Event is CaseAssigned taken && taken.OwnerId == about.OwnerId && Hold.IsBy(taken.OwnerId, entry));
}
