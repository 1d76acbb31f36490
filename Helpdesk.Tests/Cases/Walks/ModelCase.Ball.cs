using Helpdesk.Domain.Cases;

namespace Helpdesk.Tests.Cases.Walks;

/// <content>Who has the ball, and what that does to silence and to the team's targets (C8, H1, P11).</content>
internal sealed partial class ModelCase
{
    private void MovesBall(Step step)
    {
        var was = State.Status;
        CaseStatus to = step.Act switch
        {
            Act.Ask or Act.WaitCustomer => CaseStatus.WaitingOnCustomer,
            Act.WaitVendor => CaseStatus.WaitingOnVendor,
            Act.Offer => CaseStatus.SolutionOffered,
            Act.Resolve or Act.Confirm => CaseStatus.Resolved,
            Act.Close => CaseStatus.Closed,
            Act.Resume or Act.Reopen => CaseStatus.InProgress,
            // Working on a new case begins it; giving it back makes it new.
            Act.Assign
            or Act.Take
            or Act.HandOver
            or Act.Acknowledge
            or Act.Reply
            or Act.Scope
            or Act.DeclineEscalation
            or Act.CallReached
            or Act.CallFailed when was == CaseStatus.New => CaseStatus.InProgress,
            Act.Unassign when was == CaseStatus.InProgress => CaseStatus.New,
            // A word of the customer makes it our move, whoever had it.
            Act.RangAnswered => CaseStatus.InProgress,
            Act.Writes or Act.Escalates or Act.Hotline or Act.RangMissed or Act.CallMe or Act.PromiseCall when was != CaseStatus.New =>
                CaseStatus.InProgress,
            _ => was,
        };
        GoTo(to, restarts: step.Act != Act.Reopen);
    }

    private void GoTo(CaseStatus to, bool restarts)
    {
        var before = State;
        State = State with { Status = to };
        if (Holder(before) != Holder(State))
            Heard();
        if (!State.IsOver)
            State = State with { Confirmed = null };
        if (restarts && before.Status == CaseStatus.Resolved && to == CaseStatus.InProgress)
            TeamTargets();
    }

    private static int Holder(CaseState s) =>
        s.CustomerHasTheBall ? 1
        : s.WeHaveTheBall ? 2
        : s.Status == CaseStatus.Closed ? 3
        : 4;

    private void Heard() => State = State with { Contacts = [], Reminded = null, SilentSince = State.CustomerHasTheBall ? Now : null };

    private void Contact()
    {
        if (State.CustomerHasTheBall)
            State = State with { Contacts = State.Contacts.Add(Now) };
    }

    // Words of ours after a reminder begin a wait of their own: nobody is closed minutes after a new question.
    private void Says()
    {
        if (State.CustomerHasTheBall && State.Reminded is not null)
            Heard();
        Contact();
    }

    // Back at work it is not on the desk of somebody who would not see it; whoever acts on it themselves keeps it (C9, P3).
    private void PassesOn(int? by)
    {
        if (State.Owner is { } owner && owner != by && _house.Away.Contains(owner))
            State = State with { Owner = null };
    }

    private bool Keeps()
    {
        if (Plan is not { } plan || plan.At > Now)
            return false;
        if (plan.Closes)
        {
            var reason = State.Confirmed is null ? ClosingReason.NoAnswer : ClosingReason.Confirmed;
            return Does(new(Now, _number, Act.Close, reason.ToString()), null);
        }

        State = State with { Contacts = State.Contacts.Add(Now), Reminded = Now };
        Acts++;
        return true;
    }
}
