using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>How a case moves, written down a second time from the specification (H1–H5, C1–C9), state by state.</summary>
public sealed class CaseTransitionsTests
{
    // A state, then what may be done in it and where that leads; what is not named is refused.
    private static readonly Dictionary<CaseStatus, string> s_spec = new()
    {
        [CaseStatus.New] =
            "JudgeAnew>New "
            + "Assign>InProgress Unassign>New Reply>InProgress Note>New LogCall>InProgress RequestCallback>New ChangeSeverity>New "
            + "WaitForCustomer>WaitingOnCustomer "
            + "WaitForVendor>WaitingOnVendor CustomerMessage>New OfferSolution>SolutionOffered Resolve>Resolved Close>Closed"
            + " AskForMore>WaitingOnCustomer MarkScope>InProgress RequestEscalation>New DeclineEscalation>InProgress "
            + "LogHotlineCall>New Link>New MergeInto>Closed TakeIn>New TryCall>InProgress TakeCall>InProgress "
            + "MissCall>New PromiseCall>New ReleaseCall>New Confirm>Resolved TakeInOpen>New",
        [CaseStatus.InProgress] =
            "JudgeAnew>InProgress "
            + "Assign>InProgress Unassign>New Reply>InProgress Note>InProgress LogCall>InProgress RequestCallback>InProgress "
            + "ChangeSeverity>InProgress WaitForCustomer>WaitingOnCustomer "
            + "WaitForVendor>WaitingOnVendor CustomerMessage>InProgress OfferSolution>SolutionOffered Resolve>Resolved Close>Closed"
            + " AskForMore>WaitingOnCustomer MarkScope>InProgress RequestEscalation>InProgress DeclineEscalation>InProgress "
            + "LogHotlineCall>InProgress Link>InProgress MergeInto>Closed TakeIn>InProgress TryCall>InProgress "
            + "TakeCall>InProgress MissCall>InProgress PromiseCall>InProgress ReleaseCall>InProgress Confirm>Resolved "
            + "TakeInOpen>InProgress",
        [CaseStatus.WaitingOnCustomer] =
            "JudgeAnew>WaitingOnCustomer "
            + "Assign>WaitingOnCustomer Unassign>WaitingOnCustomer Reply>WaitingOnCustomer Note>WaitingOnCustomer "
            + "LogCall>WaitingOnCustomer RequestCallback>InProgress "
            + "ChangeSeverity>WaitingOnCustomer WaitForCustomer>WaitingOnCustomer WaitForVendor>WaitingOnVendor Resume>InProgress "
            + "CustomerMessage>InProgress OfferSolution>SolutionOffered Resolve>Resolved Close>Closed"
            + " AskForMore>WaitingOnCustomer MarkScope>WaitingOnCustomer RequestEscalation>InProgress "
            + "DeclineEscalation>WaitingOnCustomer LogHotlineCall>InProgress Remind>WaitingOnCustomer Link>WaitingOnCustomer "
            + "MergeInto>Closed TakeIn>WaitingOnCustomer TryCall>WaitingOnCustomer TakeCall>InProgress "
            + "MissCall>InProgress PromiseCall>InProgress ReleaseCall>WaitingOnCustomer Confirm>Resolved "
            + "TakeInOpen>InProgress",
        [CaseStatus.WaitingOnVendor] =
            "JudgeAnew>WaitingOnVendor "
            + "Assign>WaitingOnVendor Unassign>WaitingOnVendor Reply>WaitingOnVendor Note>WaitingOnVendor LogCall>WaitingOnVendor "
            + "RequestCallback>InProgress "
            + "ChangeSeverity>WaitingOnVendor WaitForCustomer>WaitingOnCustomer WaitForVendor>WaitingOnVendor Resume>InProgress "
            + "CustomerMessage>InProgress OfferSolution>SolutionOffered Resolve>Resolved Close>Closed"
            + " AskForMore>WaitingOnCustomer MarkScope>WaitingOnVendor RequestEscalation>InProgress "
            + "DeclineEscalation>WaitingOnVendor LogHotlineCall>InProgress Link>WaitingOnVendor MergeInto>Closed "
            + "TakeIn>WaitingOnVendor TryCall>WaitingOnVendor TakeCall>InProgress MissCall>InProgress "
            + "PromiseCall>InProgress ReleaseCall>WaitingOnVendor Confirm>Resolved TakeInOpen>InProgress",
        [CaseStatus.SolutionOffered] =
            "JudgeAnew>SolutionOffered "
            + "Assign>SolutionOffered Unassign>SolutionOffered Reply>SolutionOffered Note>SolutionOffered LogCall>SolutionOffered "
            + "RequestCallback>InProgress "
            + "ChangeSeverity>SolutionOffered WaitForCustomer>WaitingOnCustomer WaitForVendor>WaitingOnVendor Resume>InProgress "
            + "CustomerMessage>InProgress OfferSolution>SolutionOffered Resolve>Resolved Close>Closed"
            + " AskForMore>WaitingOnCustomer MarkScope>SolutionOffered RequestEscalation>InProgress "
            + "DeclineEscalation>SolutionOffered LogHotlineCall>InProgress Remind>SolutionOffered Link>SolutionOffered "
            + "MergeInto>Closed TakeIn>SolutionOffered TryCall>SolutionOffered TakeCall>InProgress MissCall>InProgress "
            + "PromiseCall>InProgress ReleaseCall>SolutionOffered Confirm>Resolved TakeInOpen>InProgress",
        [CaseStatus.Resolved] =
            "JudgeAnew>Resolved "
            + "Assign>Resolved Unassign>Resolved Reply>Resolved Note>Resolved LogCall>Resolved CustomerMessage>InProgress "
            + "Close>Closed Reopen>InProgress"
            + " RequestEscalation>InProgress LogHotlineCall>InProgress Link>Resolved MergeInto>Closed TakeIn>Resolved "
            + "TryCall>Resolved TakeCall>InProgress MissCall>InProgress PromiseCall>InProgress RequestCallback>InProgress "
            + "ReleaseCall>Resolved Confirm>Resolved TakeInOpen>InProgress Remind>Resolved",
        [CaseStatus.Closed] = "Note>Closed Reopen>InProgress" + " UndoClose>InProgress Link>Closed UndoMerge>InProgress",
    };

    public static TheoryData<CaseStatus, CaseAction> Cells() =>
        [.. from status in Enum.GetValues<CaseStatus>() from action in Enum.GetValues<CaseAction>() select (status, action)];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Next_EveryCell_IsWhatTheSpecificationSays(CaseStatus from, CaseAction action) =>
        CaseTransitions.Next(from, action).ShouldBe(Expected(from, action));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Command_EveryCell_MovesTheCaseOrLeavesNoTrace(CaseStatus from, CaseAction action)
    {
        var fixture = CaseFixture.InState(from);
        if (action == CaseAction.Unassign && fixture.Case.OwnerId is null && from != CaseStatus.Closed)
            fixture.Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at)); // an owner to take away; Assign keeps every state but New
        from = fixture.Case.Status;
        if (action == CaseAction.ReleaseCall && from != CaseStatus.Closed)
            fixture
                .Do((c, at) => c.RequestCallback(null, at.Now + NodaTime.Duration.FromHours(5), null, at))
                .Do((c, at) => Back(c, from, at));
        if (action == CaseAction.Remind)
            Silent(fixture);
        else if (action == CaseAction.DeclineEscalation && Expected(from, action) is not null)
            fixture.Do((c, at) => c.RequestEscalation(true, false, "We lose a day.", at)).Do((c, at) => Back(c, from, at));
        var version = fixture.Case.Version;

        // Only a merged case can be unmerged: that has tests of its own.
        if (Expected(from, action) is { } to && action != CaseAction.UndoMerge)
        {
            fixture.Do((c, at) => Run(c, action, at));
            (fixture.Case.Status, fixture.Case.Version).ShouldBe(
                (action == CaseAction.UndoClose ? CaseStatus.New : to, version + 1),
                "an undone closing leads back to where it came from"
            );
        }
        else
        {
            fixture
                .Refused((c, at) => Run(c, action, at))
                .ShouldBeOneOf(
                    "case.not-allowed",
                    "case.no-owner",
                    "silence.not-due",
                    "escalation.none",
                    "merge.other-closed",
                    "call.none-promised"
                );
        }
    }

    [Fact]
    public void Allowed_IsExactlyWhatTheTableAllows()
    {
        foreach (var status in Enum.GetValues<CaseStatus>())
            CaseTransitions
                .Allowed(status)
                .ShouldBe(Enum.GetValues<CaseAction>().Where(a => Expected(status, a) is not null), ignoreOrder: true);
    }

    [Theory]
    [InlineData(CaseStatus.New, Ball.Us)]
    [InlineData(CaseStatus.InProgress, Ball.Us)]
    [InlineData(CaseStatus.WaitingOnCustomer, Ball.Customer)]
    [InlineData(CaseStatus.SolutionOffered, Ball.Customer)]
    [InlineData(CaseStatus.WaitingOnVendor, Ball.Vendor)]
    [InlineData(CaseStatus.Resolved, Ball.Customer)]
    [InlineData(CaseStatus.Closed, Ball.Nobody)]
    public void BallIn_EveryState_NamesWhoseMoveItIs(CaseStatus status, Ball with) => CaseTransitions.BallIn(status).ShouldBe(with);

    internal static CaseStatus? Expected(CaseStatus from, CaseAction action)
    {
        var move = s_spec[from].Split(' ').SingleOrDefault(m => m.StartsWith(action + ">", StringComparison.Ordinal));
        return move is null ? null : Enum.Parse<CaseStatus>(move.Split('>')[1]);
    }

    /// <summary>Time until the customer is to be reminded (C8).</summary>
    private static void Silent(CaseFixture fixture)
    {
        if (fixture.Case.Ball == Ball.Customer)
            fixture.Do((c, at) => c.Reply("Please answer.", at)).After(NodaTime.Duration.FromDays(8));
    }

    // A duplicate in which nothing waits for us.
    private static Case Quiet(CaseContext at)
    {
        var quiet = new CaseFixture(Severity.Low, number: "C-20261116-0002").Case;
        quiet.AskForMore([RequestedItem.Logs], "Please send the logs.", at).IsOk.ShouldBeTrue();
        return quiet;
    }

    // Any word of the customer brings the ball back; the way there again is ours.
    private static Result Back(Case c, CaseStatus to, CaseContext at) =>
        to switch
        {
            CaseStatus.WaitingOnCustomer => c.WaitForCustomer(null, at),
            CaseStatus.WaitingOnVendor => c.WaitForVendor(null, at),
            CaseStatus.SolutionOffered => c.OfferSolution("Apply 5.2.7.", at),
            CaseStatus.Resolved => c.Resolve("It should be gone.", at),
            _ => Result.Ok,
        };

    private static Result Run(Case c, CaseAction action, CaseContext at) =>
        action switch
        {
            CaseAction.Assign => c.Assign(CaseFixture.Agent.Id!.Value, "Kato Kenta", at),
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
            CaseAction.Resolve => c.Resolve("It should be gone.", at),
            CaseAction.Confirm => c.Confirm(ConfirmedBy.Mail, null, null, at),
            CaseAction.TryCall => c.LogCall(CallDirection.Outgoing, false, "text", at),
            CaseAction.TakeCall => c.LogCall(CallDirection.Incoming, true, "text", at),
            CaseAction.MissCall => c.LogCall(CallDirection.Incoming, false, "text", at),
            CaseAction.PromiseCall => c.RequestCallback(null, at.Now + NodaTime.Duration.FromHours(5), null, at),
            CaseAction.ReleaseCall => c.ReleaseCall("not needed", null, at),
            CaseAction.UndoMerge => c.UndoMerge(new CaseFixture(number: "C-20261116-0002").Case, at),
            CaseAction.Close => c.Close(ClosingReason.Confirmed, null, null, at),
            CaseAction.Reopen => c.Reopen("Again.", at),
            CaseAction.AskForMore => c.AskForMore([RequestedItem.Logs], "Please send the logs.", at),
            CaseAction.MarkScope => c.MarkScope(OutOfScopeTopic.Consulting, "We cannot plan your network.", at),
            CaseAction.RequestEscalation => c.RequestEscalation(true, false, "We lose a day.", at),
            CaseAction.DeclineEscalation => c.DeclineEscalation("The workaround holds.", at),
            CaseAction.LogHotlineCall => c.LogHotlineCall("Asks where we are.", at),
            CaseAction.JudgeAnew => c.JudgeAnew(c.ToIntake() with { ProductVersion = "5.2.6" }, Judged(c), "A typing error.", at),
            CaseAction.Remind => c.Remind(at),
            CaseAction.UndoClose => c.UndoClose(at),
            CaseAction.Link => c.Link(LinkKind.Related, "C-20261116-0099", at),
            CaseAction.MergeInto => c.MergeInto(new CaseFixture(number: "C-20261116-0002").Case, at),
            CaseAction.TakeIn => Quiet(at).MergeInto(c, at),
            CaseAction.TakeInOpen => new CaseFixture(number: "C-20261116-0002").Case.MergeInto(c, at),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "a new action needs a row here"),
        };

    private static TriageOutcome Judged(Case c) => new(c.Verdict, c.Severity, []);
}
