using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <content>Two cases that become one and are taken apart, and a closing that is taken back (I5).</content>
internal sealed partial class ModelCase
{
    private readonly Stack<(CaseState State, Instant At)> _earlier = [];
    private readonly Stack<int> _tookIn = [];

    // What was done right before can be taken back after this.
    private void Remember()
    {
        if (_before is null || Acts != _beforeActs)
            _earlier.Clear();
        else
            _earlier.Push((_before, _beforeAt));
        (_before, _beforeAt, _beforeActs) = (State, Now, Acts + 1);
    }

    private void Forget()
    {
        Acts++;
        if (_earlier.TryPop(out var last))
            (_before, _beforeAt, _beforeActs) = (last.State, last.At, Acts);
        else
            _before = null;
    }

    private bool UndoesClose()
    {
        if (
            State.Status != CaseStatus.Closed
            || State.MergedInto is not null
            || _before is null
            || Now > _beforeAt + Duration.FromMinutes(1)
        )
            return false;
        State = _before;
        // Closed because it was time: whoever takes that back gives them time anew.
        if (Plan is { Closes: true } plan && plan.At <= Now)
            State = State.Confirmed is not null
                ? State with
                {
                    Confirmed = Now,
                }
                : State with
                {
                    SilentSince = Now,
                    Reminded = null,
                    Contacts = [.. State.Contacts.Select(_ => Now)],
                };
        Forget();
        return true;
    }

    private bool Merges(ModelCase main)
    {
        if (main == this || State.Status == CaseStatus.Closed || main.State.Status == CaseStatus.Closed)
            return false;
        Remember();
        main.Remember();
        var was = State;
        var promised = was.Owed.Where(o => o.IsOpen && !o.IsTeams).ToList();
        End(o => o.IsTeams, ClockEnd.Cancelled);
        // They are judged where they go on.
        Change(o => Over(o, ClockEnd.Superseded) with { Late = false });
        GoTo(CaseStatus.Closed, restarts: false);
        State = State with { Escalated = null, MayBeDeclined = false, Proposal = null, MergedInto = main._number };
        Acts++;
        main._me = _me;
        main.TakesIn(was, promised);
        main._tookIn.Push(_number);
        return true;
    }

    private bool IsGraver(Severity grave) =>
        grave < State.Severity && (State.Cap is not { } cap || grave >= cap) && (State.Proposal is not { } there || grave < there);

    /// <summary>What it took in last was our move there, and so it is here.</summary>
    public bool WokeByMerging { get; private set; }

    private void TakesIn(CaseState duplicate, List<Owed> promised)
    {
        var wasResolved = State.Status == CaseStatus.Resolved;
        // Somebody waits for us there: so we move here.
        // What we waited for came there: the makers have it, or the customer says that it is solved.
        var came =
            State.CustomerHasTheBall
            && (
                duplicate.Status == CaseStatus.WaitingOnVendor
                || (duplicate.Status == CaseStatus.Resolved && duplicate.Confirmed is not null)
            );
        WokeByMerging =
            duplicate.WeHaveTheBall
            || promised.Count > 0
            || duplicate.Escalated is not null
            || came
            || IsGraver(duplicate.Severity)
            || (duplicate.Proposal is { } seen && IsGraver(seen));
        if (WokeByMerging)
        {
            if (State.Status != CaseStatus.New)
                GoTo(CaseStatus.InProgress, restarts: true);
        }
        else if (State.CustomerHasTheBall && duplicate.SilentSince > State.SilentSince)
            State = State with { SilentSince = duplicate.SilentSince, Contacts = duplicate.Contacts, Reminded = duplicate.Reminded };
        foreach (var one in promised)
            Add(one with { What = one.IsAnswer ? Promise.Callback : one.What, Cycle = State.Cycle });
        if (duplicate.Escalated is { } since)
        {
            State = State with
            {
                MayBeDeclined = duplicate.MayBeDeclined && (State.Escalated is null || State.MayBeDeclined),
                Escalated = State.Escalated is { } own ? Earlier(own, since) : since,
            };
        }

        State = State with { Vendor = State.Vendor ?? duplicate.Vendor, TookIn = true };
        var premium = duplicate.TookInPremium || duplicate is { Tier: SupportTier.Premium, IsServed: true };
        State = State with { TookInPremium = State.TookInPremium || premium };
        // The gravest that was seen on either, also of cases merged before, waits for a decision.
        foreach (var grave in new[] { duplicate.Severity, duplicate.Proposal ?? duplicate.Severity })
        {
            if (IsGraver(grave))
                State = State with { Proposal = grave };
        }

        if (wasResolved && State.Status == CaseStatus.InProgress)
            PassesOn(_me);
        StandStill();
        Acts++;
    }

    private bool UndoesMerge(ModelCase main)
    {
        if (State.Status != CaseStatus.Closed || State.MergedInto != main._number || _before is null)
            return false;
        if (
            Now > _beforeAt + Duration.FromMinutes(10)
            || Acts != _beforeActs
            || main._before is null
            || main.Acts != main._beforeActs
            || main._tookIn.Peek() != _number
        )
            return false;
        main.GivesBack();
        State = _before;
        Forget();
        main.Forget();
        main._tookIn.Pop();
        return true;
    }

    // What came over, or began when the case woke, ends here; the record keeps it.
    private void GivesBack()
    {
        var came = State
            .Owed.Skip(_before!.Owed.Count)
            .Select(o => o.IsTeams ? Over(o, ClockEnd.Cancelled) : Over(o, ClockEnd.Superseded) with { Late = false });
        State = _before with { Owed = _before.Owed.AddRange(came.ToList()) };
    }
}
