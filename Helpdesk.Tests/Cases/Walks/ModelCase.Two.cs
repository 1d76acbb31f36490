using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <content>Two cases that become one and are taken apart, and a closing that is taken back (I5).</content>
internal sealed partial class ModelCase
{
    private void Remember() => (_before, _beforeAt, _beforeActs) = (State, Now, Acts + 1);

    private bool UndoesClose()
    {
        if (
            State.Status != CaseStatus.Closed
            || State.MergedInto is not null
            || _before is null
            || Now > _beforeAt + Duration.FromMinutes(1)
        )
            return false;
        (State, _before) = (_before, null);
        Acts++;
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
        End(_ => true, ClockEnd.Superseded);
        GoTo(CaseStatus.Closed, restarts: false);
        State = State with { Escalated = null, MayBeDeclined = false, Proposal = null, MergedInto = main._number };
        Acts++;
        main._me = _me;
        main.TakesIn(was, promised);
        return true;
    }

    private void TakesIn(CaseState duplicate, List<Owed> promised)
    {
        var wasResolved = State.Status == CaseStatus.Resolved;
        // Somebody waits for us there: so we move here.
        if ((duplicate.WeHaveTheBall || promised.Count > 0 || duplicate.Escalated is not null) && State.Status != CaseStatus.New)
            GoTo(CaseStatus.InProgress, restarts: true);
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
        // The gravest that was seen on either, also of cases merged before, waits for a decision.
        foreach (var grave in new[] { duplicate.Severity, duplicate.Proposal ?? duplicate.Severity })
        {
            if (grave < State.Severity && (State.Cap is not { } cap || grave >= cap) && (State.Proposal is not { } there || grave < there))
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
        if (Now > _beforeAt + Duration.FromMinutes(10) || Acts != _beforeActs || main._before is null || main.Acts != main._beforeActs)
            return false;
        main.GivesBack();
        State = _before;
        (_before, main._before) = (null, null);
        Acts++;
        main.Acts++;
        return true;
    }

    // What came over, or began when the case woke, ends here; the record keeps it.
    private void GivesBack()
    {
        var came = State.Owed.Skip(_before!.Owed.Count).Select(o => Over(o, o.IsTeams ? ClockEnd.Cancelled : ClockEnd.Superseded));
        State = _before with { Owed = _before.Owed.AddRange(came.ToList()) };
    }
}
