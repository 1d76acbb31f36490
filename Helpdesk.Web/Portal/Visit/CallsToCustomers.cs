using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>When a customer may ask for a call on their own page (spec P3).</summary>
internal static class CallsToCustomers
{
    // A word of the customer's makes an answer owed too, and who wrote may still ask to be called.
    private const int MostOwed = 2;

    /// <summary>A call is part of Standard and Premium; whom we do not know is asked nothing back, so that no tier leaks.</summary>
    public static bool MayBeAsked(Case about) =>
        CaseTransitions.Next(about.Status, CaseAction.RequestCallback) is not null
        && (about.IsFromStranger || (about.Tier != SupportTier.SelfService && about.VerdictKind != VerdictKind.NotEntitled));

    /// <summary>A call is promised already, or one was asked for beside an answer that is owed: one call is enough.</summary>
    public static bool IsAwaited(Case about) =>
        about.Owes(Promise.PromisedCall) || about.Clocks.Count(c => c.IsOpen && c.Kind == ClockKind.Callback) >= MostOwed;
}
