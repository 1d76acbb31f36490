using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Support;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>Every cell of the table of promises, on a case in which every promise is open (spec P3, P11, H2–H5, C8, I5, S8).</summary>
public sealed class PromiseTableTests
{
    private static readonly Instant s_promised = CaseFixture.Opened + Duration.FromHours(5);

    private static readonly Dictionary<CaseAction, Func<Case, CaseContext, Result>> s_acts = new()
    {
        [CaseAction.Assign] = (c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at),
        [CaseAction.Unassign] = (c, at) => c.Unassign(at),
        [CaseAction.Note] = (c, at) => c.Note("Seen before.", at),
        [CaseAction.Link] = (c, at) => c.Link(LinkKind.Related, "C-20261116-0099", at),
        [CaseAction.Reply] = (c, at) => c.Reply("We look into it.", at),
        [CaseAction.AskForMore] = (c, at) => c.AskForMore([RequestedItem.Logs], "Please send the logs.", at),
        [CaseAction.OfferSolution] = (c, at) => c.OfferSolution("Apply 5.2.7.", at),
        [CaseAction.MarkScope] = (c, at) => c.MarkScope(OutOfScopeTopic.Consulting, "We cannot plan your network.", at),
        [CaseAction.DeclineEscalation] = (c, at) => c.DeclineEscalation("The workaround holds.", at),
        [CaseAction.LogCall] = (c, at) => c.LogCall(CallDirection.Outgoing, true, "Spoke.", at),
        [CaseAction.TryCall] = (c, at) => c.LogCall(CallDirection.Outgoing, false, "Nobody there.", at),
        [CaseAction.TakeCall] = (c, at) => c.LogCall(CallDirection.Incoming, true, "Spoke.", at),
        [CaseAction.MissCall] = (c, at) => c.LogCall(CallDirection.Incoming, false, "Missed.", at),
        [CaseAction.RequestCallback] = (c, at) => c.RequestCallback(null, null, null, at),
        [CaseAction.PromiseCall] = (c, at) => c.RequestCallback(null, at.Now + Duration.FromDays(1), null, at),
        [CaseAction.ReleaseCall] = (c, at) => c.ReleaseCall("Not needed, says Yamamoto.", null, at),
        [CaseAction.CustomerMessage] = (c, at) => c.CustomerMessage("Here are the logs.", at),
        [CaseAction.RequestEscalation] = (c, at) => c.RequestEscalation(true, false, "We lose a day.", at),
        [CaseAction.LogHotlineCall] = (c, at) => c.LogHotlineCall("Asks where we are.", at),
        [CaseAction.ChangeSeverity] = (c, at) => c.ChangeSeverity(Severity.Medium, "Less than thought.", at),
        [CaseAction.JudgeAnew] = (c, at) =>
            c.JudgeAnew(
                c.ToIntake(),
                new(c.Verdict with { Kind = VerdictKind.EntitledWithLimits, MostSevere = Severity.Medium }, Severity.Medium, []),
                "A test licence.",
                at
            ),
        [CaseAction.WaitForCustomer] = (c, at) => c.WaitForCustomer(null, at),
        [CaseAction.WaitForVendor] = (c, at) => c.WaitForVendor(null, at),
        [CaseAction.Resume] = (c, at) => c.Resume(null, at),
        [CaseAction.Resolve] = (c, at) => c.Resolve("It should be gone.", at),
        [CaseAction.Confirm] = (c, at) => c.Confirm(ConfirmedBy.Mail, null, null, at),
        [CaseAction.Reopen] = (c, at) => c.Reopen(null, at),
        [CaseAction.Close] = (c, at) => c.Close(ClosingReason.WorksAsSpecified, null, "It works as described.", at),
    };

    // What is undone, merged or due by time has tests of its own.
    public static TheoryData<CaseAction, Promise> Cells() =>
        [
            .. from action in s_acts.Keys
            from promise in Enum.GetValues<Promise>()
            where PromiseTable.Effect(action, promise) != PromiseEffect.Forbids
            select (action, promise),
        ];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Effect_EveryCell_IsWhatTheActDoes(CaseAction action, Promise promise)
    {
        var effect = PromiseTable.Effect(action, promise);
        // Silence counts while the customer has the ball; every other promise is watched while we have it.
        var fixture = promise == Promise.Silence ? Waiting(action) : Owing(action);
        var before = Open(fixture.Case, promise);
        var (escalated, wait, ball) = (fixture.Case.EscalatedAt, fixture.Case.SilentWait, fixture.Case.Ball);
        fixture.After(Duration.FromMinutes(10)).Do(s_acts[action]);

        switch (promise)
        {
            case Promise.Silence:
                Silence(effect, fixture, wait, ball);
                break;
            case Promise.Escalation:
                Escalation(effect, fixture, escalated);
                break;
            default:
                Clocks(effect, fixture, promise, before);
                break;
        }
    }

    [Fact]
    public void Table_IsWhatTheDocumentSays()
    {
        var rows = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "promises.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 11 && Enum.TryParse<CaseAction>(cells[1], out _))
            .ToDictionary(cells => Enum.Parse<CaseAction>(cells[1]), cells => cells[3..10]);
        rows.Keys.Order().ShouldBe(PromiseTable.Actions);
        foreach (var (action, cells) in rows)
            cells.ShouldBe(Enum.GetValues<Promise>().Select(p => Word(PromiseTable.Effect(action, p))), action.ToString());
    }

    [Fact]
    public void Actions_AreAllThereAre() => PromiseTable.Actions.ShouldBe(Enum.GetValues<CaseAction>().Order());

    [Theory]
    [InlineData(ClosingReason.WorksAsSpecified)]
    [InlineData(ClosingReason.NotTheProduct)]
    public void Close_WithACallPromised_IsRefused_P3(ClosingReason reason) =>
        Owing(CaseAction.Close, keepCall: true)
            .Refused((c, at) => c.Close(reason, "detail", "A word.", at))
            .ShouldBe("close.call-promised");

    private static string Word(PromiseEffect effect) =>
        effect switch
        {
            PromiseEffect.GoesOn => "goes on",
            PromiseEffect.StartsUnlessOwed => "starts unless owed",
            PromiseEffect.StartsUnlessCallOwed => "starts unless a call is owed",
            PromiseEffect.KeptByWords => "kept by words",
            PromiseEffect.KeptByThatCall => "kept by that call",
            PromiseEffect.Renewed => "kept, next starts",
            PromiseEffect.CalledOff => "called off",
            PromiseEffect.Recounted => "counted anew",
            PromiseEffect.ComesOver => "comes over",
            PromiseEffect.Restored => "as before",
            PromiseEffect.Forbids => "forbids the act",
            PromiseEffect.BeginsAnew => "begins",
            PromiseEffect.Counts => "one more contact",
            PromiseEffect.CountsAnew => "a contact, or begins",
            _ => effect.ToString().ToLowerInvariant(),
        };

    private static void Silence(PromiseEffect effect, CaseFixture fixture, SilentWait? before, Ball ball)
    {
        var after = fixture.Case.SilentWait;
        switch (effect)
        {
            case PromiseEffect.Ends:
                after.ShouldBeNull();
                break;
            case PromiseEffect.BeginsAnew:
                after.ShouldBe(new SilentWait(fixture.Now, 0, null, null));
                break;
            case PromiseEffect.Counts or PromiseEffect.CountsAnew when fixture.Case.Ball == Ball.Customer:
                after!.Contacts.ShouldBe((before?.Contacts ?? 0) + 1);
                break;
            default:
                fixture.Case.Ball.ShouldBe(ball);
                after.ShouldBe(before);
                break;
        }
    }

    private static void Escalation(PromiseEffect effect, CaseFixture fixture, Instant? before)
    {
        if (effect is PromiseEffect.Kept or PromiseEffect.KeptByWords or PromiseEffect.CalledOff)
            fixture.Case.EscalatedAt.ShouldBeNull();
        else if (effect == PromiseEffect.Starts)
            fixture.Case.EscalatedAt.ShouldBe(fixture.Now);
        else
            fixture.Case.EscalatedAt.ShouldBe(before, "lowering a severity is no answer to an escalation");
    }

    private static void Clocks(PromiseEffect effect, CaseFixture fixture, Promise promise, List<CaseClock> before)
    {
        var after = Open(fixture.Case, promise);
        switch (effect)
        {
            case PromiseEffect.Kept or PromiseEffect.KeptByWords:
                before.ShouldAllBe(c => c.EndedAs == ClockEnd.Met);
                after.ShouldBeEmpty();
                break;
            case PromiseEffect.Renewed:
                before.ShouldAllBe(c => c.EndedAs == ClockEnd.Met);
                after.ShouldHaveSingleItem().StartedAt.ShouldBe(fixture.Now);
                break;
            case PromiseEffect.CalledOff:
                before.ShouldAllBe(c => c.EndedAs == ClockEnd.Cancelled);
                after.ShouldBeEmpty();
                break;
            case PromiseEffect.Starts:
                after.Except(before).ShouldHaveSingleItem().StartedAt.ShouldBe(fixture.Now);
                before.ShouldBeSubsetOf(after);
                break;
            case PromiseEffect.Recounted:
                before.ShouldAllBe(c => c.EndedAs == ClockEnd.Superseded || c.IsOpen);
                after.Count.ShouldBe(before.Count);
                break;
            default:
                after.ShouldBe(before, "it goes on untouched");
                break;
        }
    }

    private static List<CaseClock> Open(Case c, Promise promise) => [.. c.Clocks.Where(k => k.IsOpen && k.Promise == promise)];

    // High at Standard with team targets: first response, callback, promised call, next update, resolution, escalation.
    private static CaseFixture Owing(CaseAction action, bool keepCall = false)
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets);
        if (action == CaseAction.Reopen)
            return fixture.Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at));
        fixture
            .Do((c, at) => c.Assign(CaseFixture.Agent.Id!.Value, "Kato Kenta", at))
            .Do((c, at) => c.RequestCallback(null, null, null, at))
            .Do((c, at) => c.RequestEscalation(true, false, "We lose a day.", at));
        if (action != CaseAction.Close || keepCall)
            fixture.Do((c, at) => c.RequestCallback(null, s_promised, null, at));
        return action == CaseAction.Resume ? fixture.Do((c, at) => c.WaitForVendor(null, at)) : fixture;
    }

    // Answered, asked, and silent for an hour.
    private static CaseFixture Waiting(CaseAction action)
    {
        var fixture = new CaseFixture().Do((c, at) => c.Assign(CaseFixture.Agent.Id!.Value, "Kato Kenta", at));
        if (action == CaseAction.Reopen)
            return fixture.Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at));
        if (action == CaseAction.ReleaseCall)
            fixture.Do((c, at) => c.RequestCallback(null, s_promised, null, at));
        if (action == CaseAction.DeclineEscalation)
            fixture.Do((c, at) => c.RequestEscalation(true, false, "We lose a day.", at));
        return fixture.Do((c, at) => c.AskForMore([RequestedItem.Logs], "Please.", at)).After(Duration.FromHours(1));
    }
}
