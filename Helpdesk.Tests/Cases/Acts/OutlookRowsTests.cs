using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Acts.Outlook;
using Helpdesk.Web.Cases.CasePage;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>
/// What is said to become of each promise, before it is done, is what the act then does (spec P3, H2, H5, I5, C8, U3; issue 17).
/// </summary>
public sealed class OutlookRowsTests
{
    private const string Carrying = "C-20261116-0099";

    // FirstResponse, Callback, PromisedCall, NextUpdate, Resolution, Escalation, page: as docs/promises.md has it, in the reader's words.
    private static readonly Dictionary<OutlookAct, string> s_said = new()
    {
        [new(CaseAction.Assign)] = "GoesOn GoesOn GoesOn GoesOn GoesOn GoesOn GoesOn",
        [new(CaseAction.Unassign)] = "GoesOn GoesOn GoesOn GoesOn GoesOn GoesOn GoesOn",
        [new(CaseAction.Resolve)] = "KeptByWords KeptByWords GoesOn CalledOff Kept KeptByWords Ends",
        [new(CaseAction.Confirm)] = "CalledOff CalledOff GoesOn CalledOff Kept CalledOff Ends",
        [new(CaseAction.Confirm, ByCall: true)] = "Kept Kept GoesOn CalledOff Kept CalledOff Ends",
        [new(CaseAction.Close)] = "KeptByWords KeptByWords Forbids CalledOff Kept KeptByWords Ends",
        [new(CaseAction.Close, CustomersWord: true)] = "KeptOrOff KeptOrOff CalledOff CalledOff Kept KeptOrOff Ends",
        [new(CaseAction.MergeInto)] = "Moves Moves Moves CalledOff CalledOff Moves Moves",
        [new(CaseAction.TakeIn)] = "GoesOn GoesOn GoesOn GoesOn GoesOn GoesOn GoesOn",
        [new(CaseAction.TakeInOpen)] = "GoesOn GoesOn GoesOn GoesOn GoesOn GoesOn GoesOn",
    };

    public static TheoryData<CaseAction, bool, bool> Acts() => [.. s_said.Keys.Select(act => (act.Action, act.CustomersWord, act.ByCall))];

    [Theory]
    [MemberData(nameof(Acts))]
    public void EachOpenPromise_IsNamedOnce_WithItsEffect(CaseAction action, bool customersWord, bool byCall)
    {
        var act = new OutlookAct(action, customersWord, byCall);
        var fixture = Owing();

        var rows = Look(fixture, act).Where(r => r.Promise.Kind != PromiseRowKind.Silence).ToList();

        rows.Count.ShouldBe(7, "nothing that is open is left out, and nothing is said twice");
        string.Join(' ', rows.OrderBy(Place).Select(r => r.End)).ShouldBe(s_said[act]);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void WhatIsSaid_IsWhatTheActDoes(CaseAction action, bool customersWord, bool byCall)
    {
        if (action is CaseAction.TakeIn or CaseAction.TakeInOpen || (action, customersWord) == (CaseAction.Close, false))
            return;
        var fixture = Owing();
        var (about, other) = (fixture.Case, new CaseFixture(number: Carrying).Case);
        var clocks = about.Clocks.Where(c => c.IsOpen).ToList();
        var said = Look(fixture, new(action, customersWord, byCall));

        fixture.Do(
            (c, at) =>
                action switch
                {
                    CaseAction.Assign => c.Assign(CaseFixture.Sato, "Sato Mai", at),
                    CaseAction.Unassign => c.Unassign(at),
                    CaseAction.Resolve => c.Resolve("It should be gone.", at),
                    CaseAction.Confirm => c.Confirm(byCall ? ConfirmedBy.Call : ConfirmedBy.Mail, null, null, at),
                    CaseAction.Close => c.Close(ClosingReason.NoLongerNeeded, null, "Thank you.", at),
                    _ => MergeInto(c, other, at),
                }
        );

        foreach (var row in said.Where(r => r.Promise.Kind == PromiseRowKind.Clock))
            How(clocks.Single(c => c.Promise == row.Promise.Promise)).ShouldBe(Expected(row.End), $"{row.Promise.Promise}");
        about.EscalatedAt.HasValue.ShouldBe(said.Single(r => r.Promise.Promise == Promise.Escalation).End == OutlookEnd.GoesOn);
    }

    [Theory]
    [InlineData(CaseAction.Resolve, OutlookEnd.Asked, false)]
    [InlineData(CaseAction.Confirm, OutlookEnd.Confirmed, false)]
    [InlineData(CaseAction.Resolve, OutlookEnd.Asked, true)]
    [InlineData(CaseAction.Confirm, OutlookEnd.Confirmed, true)]
    public void Silence_IsSaidWithTheTimesItThenHas_C8(CaseAction action, OutlookEnd end, bool asked)
    {
        var fixture = new CaseFixture().Do((c, at) => c.Assign(CaseFixture.Agent.Id!.Value, "Kato Kenta", at));
        fixture.Do((c, at) => asked ? c.OfferSolution("Apply 5.2.7.", at) : c.Reply("We look into it.", at)).After(Duration.FromDays(2));

        var said = Look(fixture, new(action)).Single(r => r.Promise.Kind == PromiseRowKind.Silence);
        fixture.Do((c, at) => action == CaseAction.Resolve ? c.Resolve("Gone?", at) : c.Confirm(ConfirmedBy.Mail, null, null, at));

        (said.End, said.Plan).ShouldBe((end, fixture.Case.SilencePlan(fixture.Programme)));
    }

    [Fact]
    public void Silence_BeginsAfterThePromisedCall_EndsByClosingAndMerging_GoesOnWhenGivenAway_C8()
    {
        Silent(Look(Owing(), new(CaseAction.Resolve))).ShouldBe(OutlookEnd.AfterTheCall);
        Silent(Look(Owing(), new(CaseAction.Assign))).ShouldBeNull("it is our move: nobody waits for the customer");
        var fixture = new CaseFixture().Do((c, at) => c.AskForMore([RequestedItem.Logs], "The log, please.", at));

        foreach (var act in (CaseAction[])[CaseAction.Close, CaseAction.MergeInto, CaseAction.TakeInOpen])
            Silent(Look(fixture, new(act))).ShouldBe(OutlookEnd.Ends, act.ToString());
        foreach (var act in (CaseAction[])[CaseAction.Assign, CaseAction.Unassign, CaseAction.TakeIn])
            Look(fixture, new(act))
                .Single(r => r.Promise.Kind == PromiseRowKind.Silence)
                .Plan.ShouldBe(fixture.Case.SilencePlan(fixture.Programme));
    }

    [Fact]
    public void Page_EndsWithWhatItIsFor_AndStaysForWhatGoesOn_U3()
    {
        var fixture = Owing();
        Paged(fixture, CaseAction.Resolve).ShouldBe(OutlookEnd.Ends, "tomorrow's call needs nobody now");
        fixture.After(s_call - Duration.FromMinutes(30));
        Paged(fixture, CaseAction.Resolve).ShouldBe(OutlookEnd.GoesOn, "the call is due");
        Paged(fixture, CaseAction.Close).ShouldBe(OutlookEnd.Ends);
    }

    [Fact]
    public void Makers_AnswerIsNamed_I5()
    {
        var fixture = new CaseFixture().Do((c, at) => c.WaitForVendor(null, at));
        OutlookEnd Vendor(CaseAction act) => Look(fixture, new(act)).Single(r => r.Promise.Kind == PromiseRowKind.Vendor).End;
        ((CaseAction[])[CaseAction.Assign, CaseAction.MergeInto, CaseAction.Close])
            .Select(Vendor)
            .ShouldBe([OutlookEnd.GoesOn, OutlookEnd.Moves, OutlookEnd.Ends]);
    }

    private static readonly Duration s_call = Duration.FromHours(26);

    private static OutlookEnd? Silent(IReadOnlyList<OutlookRow> rows) =>
        rows.SingleOrDefault(r => r.Promise.Kind == PromiseRowKind.Silence)?.End;

    private static OutlookEnd Paged(CaseFixture fixture, CaseAction act) =>
        Look(fixture, new(act)).Single(r => r.Promise.Kind == PromiseRowKind.Page).End;

    private static int Place(OutlookRow row) => row.Promise.Promise is { } promise ? (int)promise : int.MaxValue;

    private static IReadOnlyList<OutlookRow> Look(CaseFixture fixture, OutlookAct act) =>
        OutlookRows.Of(fixture.Case, fixture.Case.Timeline, act, fixture.Programme, fixture.Now);

    private static Result MergeInto(Case duplicate, Case other, CaseContext at) => duplicate.MergeInto(other, at);

    private static ClockEnd? How(CaseClock clock) => clock.EndedAs;

    private static ClockEnd? Expected(OutlookEnd end) =>
        end switch
        {
            OutlookEnd.GoesOn => null,
            OutlookEnd.Kept or OutlookEnd.KeptByWords or OutlookEnd.KeptOrOff => ClockEnd.Met,
            OutlookEnd.Moves => ClockEnd.Superseded,
            _ => ClockEnd.Cancelled,
        };

    // First response, callback, promised call, both team targets, escalation and a page.
    private static CaseFixture Owing()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets)
            .Do((c, at) => c.Assign(CaseFixture.Agent.Id!.Value, "Kato Kenta", at))
            .Do((c, at) => c.RequestCallback(null, null, null, at))
            .Do((c, at) => c.RequestEscalation(true, false, "We lose a day.", at))
            .Do((c, at) => c.RequestCallback(null, at.Now + s_call, null, at));
        fixture.Case.Tell(new PageSent(PageCause.Escalation, 1, PageStage.Primary, ["Ueda Ryo"], []), Actor.System("U3"), fixture.Now);
        return fixture;
    }
}
