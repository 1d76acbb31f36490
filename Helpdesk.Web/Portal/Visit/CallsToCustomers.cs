using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Web.Portal.Visit;

/// <summary>When a customer may ask for a call on their own page (spec P3).</summary>
internal static class CallsToCustomers
{
    /// <summary>A call is part of Standard and Premium; whom we do not know is asked nothing back, so that no tier leaks.</summary>
    public static bool MayBeAsked(Case about) =>
        CaseTransitions.Next(about.Status, CaseAction.RequestCallback) is not null
        && (about.IsFromStranger || (about.Tier != SupportTier.SelfService && about.VerdictKind != VerdictKind.NotEntitled));

    /// <summary>
    /// Whether somebody asked for a call on their page already and had no answer since; what else is promised is no such call (P3, P11).
    /// </summary>
    /// <param name="about">With its clocks.</param>
    /// <param name="who">The customer's name.</param>
    public static async Task<bool> IsAwaitedAsync(HelpdeskDb db, Case about, string who, CancellationToken cancellation)
    {
        var open = about.Clocks.Where(c => c.IsOpen && c.Promise == Promise.Callback).Select(c => c.ReceivedAt ?? c.StartedAt).ToList();
        if (open.Count == 0)
            return false;
        List<string> told = [about.Number, .. await db.MergedIntoAsync(about.Number, cancellation)];
        var theirs = await db
            .Timeline.AsNoTracking()
            .Where(e => e.ActorKind == ActorKind.Customer && e.ActorName == who && told.Contains(e.CaseNumber))
            .ToListAsync(cancellation);
        // An answer ends every callback: one that is open from then or before was not answered since.
        return theirs.Exists(e => e.Event is CallbackRequested && open.Exists(since => since <= e.At));
    }
}
