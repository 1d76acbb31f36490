using Helpdesk.Domain.Cases;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>How a case moves, written down a second time from the specification (H1–H5, C1–C9), state by state.</summary>
public sealed class CaseTransitionsTests
{
    // A state, then what may be done in it and where that leads; what is not named is refused.
    private static readonly Dictionary<CaseStatus, string> s_spec = new()
    {
        [CaseStatus.New] = "Assign>InProgress Unassign>New Reply>InProgress Note>New LogCall>InProgress RequestCallback>New ChangeSeverity>New WaitForCustomer>WaitingOnCustomer "
            + "WaitForVendor>WaitingOnVendor CustomerMessage>New OfferSolution>SolutionOffered Resolve>Resolved Close>Closed",
        [CaseStatus.InProgress] = "Assign>InProgress Unassign>New Reply>InProgress Note>InProgress LogCall>InProgress RequestCallback>InProgress ChangeSeverity>InProgress WaitForCustomer>WaitingOnCustomer "
            + "WaitForVendor>WaitingOnVendor CustomerMessage>InProgress OfferSolution>SolutionOffered Resolve>Resolved Close>Closed",
        [CaseStatus.WaitingOnCustomer] = "Assign>WaitingOnCustomer Unassign>WaitingOnCustomer Reply>WaitingOnCustomer Note>WaitingOnCustomer LogCall>WaitingOnCustomer RequestCallback>InProgress "
            + "ChangeSeverity>WaitingOnCustomer WaitForCustomer>WaitingOnCustomer WaitForVendor>WaitingOnVendor Resume>InProgress CustomerMessage>InProgress OfferSolution>SolutionOffered Resolve>Resolved Close>Closed",
        [CaseStatus.WaitingOnVendor] = "Assign>WaitingOnVendor Unassign>WaitingOnVendor Reply>WaitingOnVendor Note>WaitingOnVendor LogCall>WaitingOnVendor RequestCallback>WaitingOnVendor "
            + "ChangeSeverity>WaitingOnVendor WaitForCustomer>WaitingOnCustomer WaitForVendor>WaitingOnVendor Resume>InProgress CustomerMessage>WaitingOnVendor OfferSolution>SolutionOffered Resolve>Resolved Close>Closed",
        [CaseStatus.SolutionOffered] = "Assign>SolutionOffered Unassign>SolutionOffered Reply>SolutionOffered Note>SolutionOffered LogCall>SolutionOffered RequestCallback>InProgress "
            + "ChangeSeverity>SolutionOffered WaitForCustomer>WaitingOnCustomer WaitForVendor>WaitingOnVendor Resume>InProgress CustomerMessage>InProgress OfferSolution>SolutionOffered Resolve>Resolved Close>Closed",
        [CaseStatus.Resolved] = "Assign>Resolved Unassign>Resolved Reply>Resolved Note>Resolved LogCall>Resolved CustomerMessage>InProgress Close>Closed Reopen>InProgress",
        [CaseStatus.Closed] = "Note>Closed Reopen>InProgress",
    };

    public static TheoryData<CaseStatus, CaseAction> Cells() => [.. from status in Enum.GetValues<CaseStatus>() from action in Enum.GetValues<CaseAction>() select (status, action)];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Next_EveryCell_IsWhatTheSpecificationSays(CaseStatus from, CaseAction action) => CaseTransitions.Next(from, action).ShouldBe(Expected(from, action));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Command_EveryCell_MovesTheCaseOrLeavesNoTrace(CaseStatus from, CaseAction action)
    {
        var lab = CaseLab.InState(from);
        if (action == CaseAction.Unassign && lab.Case.OwnerId is null && from != CaseStatus.Closed)
            lab.Do((c, at) => c.Assign(CaseLab.Sato, "Sato Mai", at)); // an owner to take away; Assign keeps every state but New
        from = lab.Case.Status;
        var version = lab.Case.Version;
        if (Expected(from, action) is { } to)
        {
            lab.Do((c, at) => Run(c, action, at));
            (lab.Case.Status, lab.Case.Version).ShouldBe((to, version + 1));
        }
        else
        {
            lab.Refused((c, at) => Run(c, action, at)).ShouldBeOneOf("case.not-allowed", "case.no-owner");
        }
    }

    [Fact]
    public void Allowed_IsExactlyWhatTheTableAllows()
    {
        foreach (var status in Enum.GetValues<CaseStatus>())
            CaseTransitions.Allowed(status).ShouldBe(Enum.GetValues<CaseAction>().Where(a => Expected(status, a) is not null), ignoreOrder: true);
    }

    [Theory]
    [InlineData(CaseStatus.New, Ball.Us)]
    [InlineData(CaseStatus.InProgress, Ball.Us)]
    [InlineData(CaseStatus.WaitingOnCustomer, Ball.Customer)]
    [InlineData(CaseStatus.SolutionOffered, Ball.Customer)]
    [InlineData(CaseStatus.WaitingOnVendor, Ball.Vendor)]
    [InlineData(CaseStatus.Resolved, Ball.Nobody)]
    [InlineData(CaseStatus.Closed, Ball.Nobody)]
    public void BallIn_EveryState_NamesWhoseMoveItIs(CaseStatus status, Ball with) => CaseTransitions.BallIn(status).ShouldBe(with);

    internal static CaseStatus? Expected(CaseStatus from, CaseAction action)
    {
        var move = s_spec[from].Split(' ').SingleOrDefault(m => m.StartsWith(action + ">", StringComparison.Ordinal));
        return move is null ? null : Enum.Parse<CaseStatus>(move.Split('>')[1]);
    }

    private static Domain.Kernel.Result Run(Case c, CaseAction action, CaseContext at) => action switch
    {
        CaseAction.Assign => c.Assign(CaseLab.Agent.Id!.Value, "Kato Kenta", at),
        CaseAction.Unassign => c.Unassign(at),
        CaseAction.Reply => c.Reply("We look into it.", at),
        CaseAction.Note => c.Note("Seen before.", at),
        CaseAction.LogCall => c.LogCall(CallDirection.Outgoing, true, "Spoke with Yamamoto.", at),
        CaseAction.RequestCallback => c.RequestCallback(null, null, null, at),
        CaseAction.ChangeSeverity => c.ChangeSeverity(Severity.Medium, "Less than thought.", at),
        CaseAction.WaitForCustomer => c.WaitForCustomer(null, at),
        CaseAction.WaitForVendor => c.WaitForVendor(null, at),
        CaseAction.Resume => c.Resume(null, at),
        CaseAction.CustomerMessage => c.CustomerMessage("Here are the logs.", at),
        CaseAction.OfferSolution => c.OfferSolution("Apply 5.2.7.", at),
        CaseAction.Resolve => c.Resolve(true, null, at),
        CaseAction.Close => c.Close(ClosingReason.Confirmed, null, null, at),
        CaseAction.Reopen => c.Reopen("Again.", at),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "a new action needs a row here"),
    };
}
