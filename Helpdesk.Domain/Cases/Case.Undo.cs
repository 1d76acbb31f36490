using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>Taking back: the case is as it was before, but for the record of both acts.</content>
public sealed partial class Case
{
    /// <summary>How long a closing can be taken back; its mail waits as long.</summary>
    public static readonly Duration UndoTime = Duration.FromMinutes(1);

    /// <summary>How long a merging can be taken back (spec I5).</summary>
    public static readonly Duration UndoMergeTime = Duration.FromMinutes(10);

    /// <summary>What the last closing or merging changed, as it was; null when nothing can be taken back.</summary>
    public CaseBefore? Before { get; private set; }

    /// <summary>Takes a closing back within a minute: state, clocks, escalation and silence are as before.</summary>
    public Result UndoClose(CaseContext context)
    {
        if (CaseTransitions.Next(Status, CaseAction.UndoClose) is null || ClosingReason == Helpdesk.Domain.Cases.ClosingReason.Merged)
            return NotAllowed(CaseAction.UndoClose);
        if (ClosedAt is not { } closedAt || ClosedFrom is not { } from || context.Now > closedAt + UndoTime)
            return Result.Refuse("close.undo-too-late", null, (int)UndoTime.TotalSeconds);
        LetGoWhoJoinedAt(closedAt, context);
        var ended = Restore(from, context);
        Record(context, new CloseUndone(from, [.. ended.Select(c => c.Kind)]));
        // Closed because it was time, it would be closed again at once.
        if (SilencePlan(context.Programme) is { IsClosing: true } plan && plan.At <= context.Now)
            GiveTime(context);
        RestoreLine();
        Touch(context);
        return Result.Ok;
    }

    /// <summary>
    /// Takes a merging back within ten minutes, both cases at once; not when somebody has gone on with either case since (spec I5).
    /// </summary>
    public Result UndoMerge(Case other, CaseContext context)
    {
        if (ClosingReason != Helpdesk.Domain.Cases.ClosingReason.Merged || ClosingDetail != other.Number || Before is null)
            return NotAllowed(CaseAction.UndoMerge);
        if (context.Now > Before.At + UndoMergeTime)
            return Result.Refuse("merge.undo-too-late", null, (int)UndoMergeTime.TotalMinutes);
        // Of several that went into the other case, the last one goes back first.
        if (
            other.Before is not { } there
            || (other.Version, Version) != (there.InVersion, Before.InVersion)
            || (there.TookIn ?? Number) != Number
        )
            return Result.Refuse(ErrorKind.Conflict, "merge.undo-overtaken", null, other.Number);
        _links.RemoveAll(l => l.Kind == LinkKind.MergedInto && l.OtherNumber == other.Number);
        other.GiveBack(this, context);
        var back = Before.Status;
        var ended = Restore(back, context);
        Record(context, new MergeUndone(LinkKind.MergedInto, other.Number, [.. ended.Select(c => c.Kind)]));
        RestoreLine();
        Touch(context);
        return Result.Ok;
    }

    private void GiveBack(Case duplicate, CaseContext context)
    {
        _links.RemoveAll(l => l.Kind == LinkKind.MergedFrom && l.OtherNumber == duplicate.Number);
        GiveBackPeopleOf(duplicate);
        var revived = duplicate._clocks.Where(c => c.EndedInVersion == duplicate.ClosedInVersion).ToList();
        // What came over was added last; this case may have had a promise of the very same times.
        foreach (var promise in revived.Where(r => Moves(r.Promise)))
        {
            if (_clocks.FindLast(c => c.IsOpen && c.Kind == ClockKind.Callback && c.IsSameAs(promise)) is { } came)
                HandOver(came, context);
        }

        Restore(Before!.Status, context);
        Record(context, new MergeUndone(LinkKind.MergedFrom, duplicate.Number, []));
        RestoreLine();
        Touch(context);
    }

    private CaseBefore Snapshot(CaseContext context) =>
        new(Version + 1, context.Now, Status, BallSince)
        {
            EscalatedAt = EscalatedAt,
            EscalationMayBeDeclined = EscalationMayBeDeclined,
            UnansweredContacts = UnansweredContacts,
            FirstUnansweredAt = FirstUnansweredAt,
            RemindedAt = RemindedAt,
            SilentSince = SilentSince,
            VendorSince = VendorSince,
            ConfirmedAt = ConfirmedAt,
            HandedOverAt = HandedOverAt,
            Proposal = Proposal,
            OwnerId = OwnerId,
            OwnerName = OwnerName,
            Participants = _participants.Count,
            LastLine = LastLine,
            LastLineBy = LastLineBy,
            Previous = Before is { } last && last.InVersion == Version && context.Now <= last.At + UndoMergeTime ? last : null,
        };

    private void GiveTime(CaseContext context)
    {
        if (ConfirmedAt is not null)
            ConfirmedAt = context.Now;
        else
            (SilentSince, FirstUnansweredAt, RemindedAt) = (context.Now, FirstUnansweredAt is null ? null : context.Now, null);
    }

    // Whoever was put in copy of the closing joined with it, and never got that mail.
    private void LetGoWhoJoinedAt(Instant closedAt, CaseContext context)
    {
        if (Before?.Participants is not { } before)
            return;
        foreach (
            var joined in _participants
                .FindAll(p => p.Source == ParticipantSource.Added && p.Since == closedAt)
                .TakeLast(Math.Max(0, _participants.Count - before))
        )
        {
            _participants.Remove(joined);
            Record(context, new ParticipantLeft());
        }
    }

    // Closings of older versions kept less: what they did not keep stays as it is.
    private List<CaseClock> Restore(CaseStatus status, CaseContext context)
    {
        (Status, BallSince) = (status, Before?.BallSince ?? ClosedBallSince ?? BallSince);
        if (Before is { } before)
        {
            (EscalatedAt, EscalationMayBeDeclined, Proposal) = (before.EscalatedAt, before.EscalationMayBeDeclined, before.Proposal);
            (UnansweredContacts, FirstUnansweredAt, RemindedAt) = (before.UnansweredContacts, before.FirstUnansweredAt, before.RemindedAt);
            (SilentSince, VendorSince, ConfirmedAt) = (before.SilentSince, before.VendorSince, before.ConfirmedAt);
            HandedOverAt = before.HandedOverAt;
            if (before.OwnerId is { } owner)
                (OwnerId, OwnerName) = (owner, before.OwnerName);
        }

        if (Before is { At: var then })
            SleepAgain(then, context);
        var ended = ClosedInVersion is { } closing ? _clocks.Where(c => c.EndedInVersion == closing).ToList() : [];
        foreach (var clock in ended)
            clock.Revive(Ball == Ball.Customer && SupportProgramme.PausesWhileCustomerHasBall(clock.Kind), context.Programme);
        ForgetClosing();
        return ended;
    }

    // Clocks that woke or started with the case stand still or end again, as if they never had.
    private void SleepAgain(Instant woken, CaseContext context)
    {
        foreach (var clock in _clocks.Where(c => c.IsOpen && SupportProgramme.PausesWhileCustomerHasBall(c.Kind)).ToList())
        {
            if (IsOver && clock.StartedAt == woken)
                EndClock(clock, ClockEnd.Cancelled, context);
            else if (Ball == Ball.Customer)
                clock.PauseOn(woken, context.Programme);
        }
    }

    // The queue shows the line that was last before, and the act before that can be taken back next.
    private void RestoreLine()
    {
        if (Before is { } before)
            (LastLine, LastLineBy) = (before.LastLine, before.LastLineBy);
        Before = Before?.Previous is { } last ? last with { InVersion = Version + 1 } : null;
    }

    private Result NotAllowed(CaseAction action) => Result.Refuse(ErrorKind.Conflict, "case.not-allowed", null, action, Status);
}
