using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <content>What each act means.</content>
internal sealed partial class ModelCase
{
    private int? _me = 0;

    /// <summary>Does it, or refuses and changes nothing.</summary>
    /// <returns>True when it is accepted.</returns>
    public bool Does(Step step, ModelCase? other)
    {
        _me = _house.IsNight ? step.Who : 0;
        if (step.Act == Act.Keeper)
            return Keeps();
        if (step.Act is Act.Merge or Act.UndoMerge)
            return other is not null && (step.Act == Act.Merge ? Merges(other) : UndoesMerge(other));
        if (step.Act == Act.UndoClose)
            return UndoesClose();
        if (IsRefused(step))
            return false;
        var (stoodStill, wasResolved) = (StandsStill, State.Status == CaseStatus.Resolved);
        _fromVendor = State.Status == CaseStatus.WaitingOnVendor;
        if (step.Act == Act.Close)
            Remember();
        MovesBall(step);
        Do(step);
        if (
            step.Act is Act.RangMissed or Act.CallMe or Act.PromiseCall or Act.Reopen
            || (wasResolved && State.Status == CaseStatus.InProgress)
        )
            PassesOn(People.IsCustomers(step.Act) ? null : _me);
        // What waited for us begins to wait for the customer only now, however often was tried before.
        if (stoodStill && !StandsStill && State.CustomerHasTheBall)
            State = State with { Contacts = [.. State.Contacts.Select(_ => Now)], Reminded = null, SilentSince = Now };
        StandStill();
        Acts++;
        if (IsMessage(step))
            _lastMessage = Acts;
        return true;
    }

    private bool StandsStill => State.OwesAnswer || State.OwesCall || State.Proposal is not null;

    private static bool IsMessage(Step step) =>
        step.Act is Act.Reply or Act.Ask or Act.Offer or Act.Scope or Act.DeclineEscalation or Act.Resolve or Act.Writes or Act.Escalates;

    private bool IsRefused(Step step) =>
        step.Act switch
        {
            Act.Note or Act.Link => false,
            Act.Reopen => !State.IsOver || State.MergedInto is not null,
            _ when State.Status == CaseStatus.Closed => true,
            Act.Ask or Act.Offer or Act.Scope or Act.WaitCustomer or Act.WaitVendor => State.IsOver,
            Act.Resume => State.IsOver || State.WeHaveTheBall,
            Act.DeclineEscalation => State.IsOver || State.Escalated is null || !State.MayBeDeclined,
            Act.Reply => step.What == "stale" && _lastMessage == Acts,
            Act.ReleaseCall => !State.OwesCall,
            // Nobody lays a case on the desk of somebody who is away.
            Act.Assign or Act.HandOver => State.Owner == Number(step) || (Number(step) != _me && _house.Away.Contains(Number(step))),
            Act.Take => State.Owner == Number(step) || !Saw(step, State.Owner),
            Act.Unassign => State.Owner is null,
            Act.Severity => State.IsOver || Severe(step) == State.Severity || Severe(step) < State.Cap,
            Act.KeepSeverity => State.Proposal is null,
            Act.Grant or Act.Deny => State.IsOver || !MayBeDecided,
            Act.Resolve => State.IsOver || (State.OwesAnswer && !step.Words),
            Act.Confirm => State.Confirmed is not null && State.Status == CaseStatus.Resolved,
            Act.Close => IsClosingRefused(step),
            Act.Judge => !JudgesOtherwise(step),
            _ => false,
        };

    private bool MayBeDecided =>
        State.Verdict is VerdictKind.NotEntitled or VerdictKind.NeedsPerson
        || (State.Verdict == VerdictKind.EntitledWithLimits && (State.Decided || State.IsTestLicence));

    private bool IsClosingRefused(Step step)
    {
        var reason = Reason(step);
        // C8: two contacts, and two weeks since the first of them, all in one wait.
        var silent =
            !StandsStill
            && State is { CustomerHasTheBall: true, Confirmed: null, Contacts.Count: >= 2 }
            && Now >= State.Contacts[0] + Duration.FromDays(14);
        if (reason == ClosingReason.NoAnswer && !silent)
            return true;
        return reason is not (ClosingReason.Confirmed or ClosingReason.NoLongerNeeded)
            && (State.Proposal is not null || State.OwesCall || (State.OwesAnswer && !step.Words));
    }

    private void Do(Step step)
    {
        switch (step.Act)
        {
            case Act.Assign or Act.Take or Act.HandOver or Act.Acknowledge:
                State = State with { Owner = Number(step) };
                break;
            case Act.Unassign:
                State = State with { Owner = null };
                break;
            case Act.Reply or Act.Ask or Act.Offer or Act.Scope or Act.DeclineEscalation:
                Answered();
                if (step.Act == Act.DeclineEscalation)
                    State = State with { Escalated = null, MayBeDeclined = false };
                Says();
                break;
            case Act.CallReached or Act.RangAnswered:
                Answered();
                PromisedCallIsMade();
                Heard();
                break;
            case Act.CallFailed:
                Contact();
                break;
            case Act.RangMissed or Act.CallMe:
                Start(Promise.Callback);
                Heard();
                break;
            case Act.PromiseCall:
                Add(new(Promise.PromisedCall, State.Cycle, PlainPromises.Always, 1, Now, Duration.Zero) { At = Now + Hours(step) });
                Heard();
                break;
            case Act.ReleaseCall:
                // Of several the next one.
                var next = State.Owed.Where(o => o.IsOpen && o.What == Promise.PromisedCall).Min(o => o.At);
                End(o => o.What == Promise.PromisedCall && o.At == next, ClockEnd.Cancelled);
                Heard();
                break;
            case Act.Hotline:
                AwaitCall();
                Heard();
                break;
            case Act.Writes or Act.Escalates:
                AnswerWord();
                if (step.Act == Act.Escalates)
                    State = State with { Escalated = Now, MayBeDeclined = step.What != "serious" };
                Heard();
                break;
            default:
                Decide(step);
                break;
        }
    }

    private void Decide(Step step)
    {
        switch (step.Act)
        {
            case Act.Severity:
                ChangeSeverity(Severe(step));
                break;
            case Act.KeepSeverity:
                State = State with { Proposal = null };
                break;
            case Act.Judge:
                JudgeAnew(step);
                break;
            case Act.Grant:
                Grant(step.What == "Premium" ? SupportTier.Premium : SupportTier.Standard);
                break;
            case Act.Deny:
                // What somebody promised for a time stays (P3).
                End(o => o.What != Promise.PromisedCall, ClockEnd.Cancelled);
                State = State with { Verdict = VerdictKind.NotEntitled, Decided = true };
                break;
            case Act.WaitCustomer:
                Heard();
                break;
            case Act.WaitVendor:
                State = State with { Vendor = State.Vendor ?? Now };
                break;
            case Act.Resume:
                ResumeFrom();
                break;
            case Act.Resolve or Act.Confirm or Act.Close:
                EndCase(step);
                break;
            case Act.Reopen:
                State = State with { Cycle = State.Cycle + 1, Reopens = State.Reopens + 1 };
                _before = null;
                StartCycle();
                break;
        }
    }

    private void EndCase(Step step)
    {
        if (step is { Act: Act.Confirm, What: "Call" })
        {
            End(o => o.IsAnswer, ClockEnd.Met);
            PromisedCallIsMade();
        }

        End(o => o.IsAnswer, step.Words && step.Act != Act.Confirm ? ClockEnd.Met : ClockEnd.Cancelled);
        End(o => o.What == Promise.Resolution, ClockEnd.Met);
        End(o => o.What == Promise.NextUpdate, ClockEnd.Cancelled);
        State = State with { Escalated = null, MayBeDeclined = false, Vendor = null };
        switch (step.Act)
        {
            case Act.Resolve:
                State = State with { Confirmed = null };
                Says();
                break;
            case Act.Confirm:
                State = State with { Confirmed = Now };
                Heard();
                break;
            default:
                End(o => o.What == Promise.PromisedCall, ClockEnd.Cancelled);
                State = State with { Confirmed = null, Proposal = null };
                break;
        }
    }

    // A call is the one whose time has come; before that the next one, from an hour before on.
    private void PromisedCallIsMade()
    {
        var open = State.Owed.FindAll(o => o.IsOpen && o.What == Promise.PromisedCall);
        var until = open.Exists(o => o.At <= Now) ? Now : open.Where(o => o.At <= Now + Duration.FromHours(1)).Min(o => o.At);
        End(o => o.What == Promise.PromisedCall && o.At <= until, ClockEnd.Met);
    }

    private bool _fromVendor;

    private void ResumeFrom()
    {
        if (_fromVendor)
            State = State with { Vendor = null };
    }

    private static int Number(Step step) => step.What![0] - '0';

    // "1 saw 2": who takes from whom; "1 saw -" from nobody, "1 over" from whoever has it.
    private static bool Saw(Step step, int? owner) => step.What![^1] == 'r' || owner == (step.What[^1] == '-' ? null : step.What[^1] - '0');
}
