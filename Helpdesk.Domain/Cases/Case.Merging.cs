using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;

namespace Helpdesk.Domain.Cases;

/// <content>Duplicates: the case that carries on takes over whatever was promised (spec I5).</content>
public sealed partial class Case
{
    /// <summary>A graver severity of a case that was merged into this one; it waits for a decision (spec S8).</summary>
    public GraverSeverity? Proposal { get; private set; }

    /// <summary>
    /// Whether a Premium customer's duplicate went into this case, which keeps what was promised there around the clock; known only once
    /// it was looked up, and not stored (spec I5, U3).
    /// </summary>
    public bool CarriesOnForPremium { get; private set; }

    /// <summary>Takes note of the tiers of what was merged into this case.</summary>
    public void KnowMerged(bool premium) => CarriesOnForPremium = premium;

    /// <summary>What would go over to another case: the promises that are open here, as they stand.</summary>
    public IReadOnlyList<CaseClock> PromisesToMove => [.. _clocks.Where(c => c.IsOpen && Moves(c.Promise))];

    /// <summary>Ends this duplicate; the other case carries on with what was promised here (spec I5).</summary>
    public Result MergeInto(Case other, CaseContext context)
    {
        if (RefusedMerge(other) is { } refused)
            return refused;
        // Looked at before this case ends.
        var (ours, before) = (Ball == Ball.Us, Snapshot(context));
        var (moving, escalatedAt, mayBeDeclined) = (PromisesToMove, EscalatedAt, EscalationMayBeDeclined);
        List<MovedPromise> told = [.. moving.Select(MovedPromise.Of)];
        var moved = Do(
            CaseAction.MergeInto,
            context,
            () =>
            {
                _links.Add(new CaseLink(LinkKind.MergedInto, other.Number));
                Record(context, new CaseMerged(LinkKind.MergedInto, other.Number, told, escalatedAt));
                (ClosingReason, ClosingDetail, ClosedAt) = (Helpdesk.Domain.Cases.ClosingReason.Merged, other.Number, context.Now);
                ClosedInVersion = Version + 1;
                foreach (var clock in moving)
                    HandOver(clock, context);
                EndEscalation();
                (Before, Proposal) = (before, null);
            }
        );
        return moved.IsOk ? other.TakeIn(this, ours, moving, told, escalatedAt, mayBeDeclined, before, context) : moved;
    }

    /// <summary>Leaves the severity although a merged case was graver (spec I5, S5).</summary>
    public Result KeepSeverity(string reason, CaseContext context)
    {
        if (Proposal is not { } proposal)
            return Result.Refuse("severity.no-proposal");
        var stoodStill = SilenceStands;
        Record(context, new SeverityKept(Severity, proposal.Severity, proposal.From, reason));
        Proposal = null;
        WaitAnew(stoodStill, context);
        Touch(context);
        return Result.Ok;
    }

    private static bool Moves(Promise promise) => PromiseTable.Effect(CaseAction.MergeInto, promise) == PromiseEffect.Moves;

    // Whoever only knows a serial number is not taken for its owner: merging shows them each other's words.
    private bool IsOfSameCustomer(Case other) =>
        CustomerKey is not null
        && string.Equals(CustomerKey, other.CustomerKey, StringComparison.OrdinalIgnoreCase)
        && (Caller, other.Caller) == (Caller.Known, Caller.Known);

    private Result? RefusedMerge(Case other) =>
        other.Number == Number ? Result.Refuse("merge.itself", "into", Number)
        : CaseTransitions.Next(other.Status, CaseAction.TakeIn) is null ? Result.Refuse("merge.other-closed", "into", other.Number)
        : !string.Equals(other.Contact.Email, Contact.Email, StringComparison.OrdinalIgnoreCase)
        && !IsOfSameCustomer(other)
        && (Contact.Organisation is null || other.Contact.Organisation != Contact.Organisation)
            ? Result.Refuse("merge.other-customer", "into", other.Number)
        : null;

    private Result TakeIn(
        Case duplicate,
        bool isOurMove,
        IReadOnlyList<CaseClock> moving,
        List<MovedPromise> told,
        NodaTime.Instant? escalatedAt,
        bool mayBeDeclined,
        CaseBefore theirs,
        CaseContext context
    )
    {
        var before = Snapshot(context);
        var wakes = isOurMove || moving.Count > 0 || escalatedAt is not null || IsOurMoveBy(duplicate, theirs);
        return Do(
            wakes ? CaseAction.TakeInOpen : CaseAction.TakeIn,
            context,
            () =>
            {
                _links.Add(new CaseLink(LinkKind.MergedFrom, duplicate.Number));
                Record(context, new CaseMerged(LinkKind.MergedFrom, duplicate.Number, told, escalatedAt, wakes));
                TakeInPeopleOf(duplicate, context);
                foreach (var clock in moving)
                    _clocks.Add(clock.MovedTo(Cycle, context.Programme));
                TakeOverEscalation(escalatedAt, mayBeDeclined);
                VendorSince ??= theirs.VendorSince;
                if (!wakes && PromiseTable.Effect(CaseAction.TakeIn, Promise.Silence) == PromiseEffect.ComesOver)
                    TakeOverWait(theirs);
                Propose(new(duplicate.Severity, duplicate.Number));
                Propose(theirs.Proposal);
                Before = before with { TookIn = duplicate.Number };
            }
        );
    }

    // What we wait for came to the duplicate: the makers have it, or the customer said that it is solved; or its severity has to be
    // decided about here.
    private bool IsOurMoveBy(Case duplicate, CaseBefore theirs) =>
        (Ball == Ball.Customer && (theirs.Status == CaseStatus.WaitingOnVendor || theirs.ConfirmedAt is not null))
        || IsGraver(duplicate.Severity)
        || (theirs.Proposal is { } proposal && IsGraver(proposal.Severity));

    // Of two waits the one that began later goes on: the customer was heard before it (spec C8).
    private void TakeOverWait(CaseBefore theirs)
    {
        if (Ball != Ball.Customer || theirs.SilentSince is not { } since || since <= (SilentSince ?? BallSince))
            return;
        (SilentSince, UnansweredContacts) = (since, theirs.UnansweredContacts);
        (FirstUnansweredAt, RemindedAt) = (theirs.FirstUnansweredAt, theirs.RemindedAt);
    }

    // The same promise goes on in the other case, and is judged there.
    private void HandOver(CaseClock clock, CaseContext context)
    {
        clock.GoOver(Version + 1, context);
        Record(context, new ClockEnded(clock.Kind, clock.Cycle, ClockState.Superseded, clock.DueAt));
    }

    // The gravest stays until it is decided, also one that came to the duplicate from a case before (spec I5, S8).
    private void Propose(GraverSeverity? graver)
    {
        if (graver is not null && IsGraver(graver.Severity))
            Proposal = graver;
    }

    private void TakeOverEscalation(NodaTime.Instant? at, bool mayBeDeclined)
    {
        if (at is not { } since)
            return;
        EscalationMayBeDeclined = mayBeDeclined && (EscalatedAt is null || EscalationMayBeDeclined);
        EscalatedAt = EscalatedAt is { } own ? NodaTime.Instant.Min(own, since) : since;
    }
}
