using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>What holds after any sequence of commands whatever.</summary>
public sealed class CaseWalkTests
{
    private static readonly Gen<(CaseAction Action, int Choice, int Minutes)[]> s_walks = Gen.Select(
        Gen.Enum<CaseAction>(),
        Gen.Int[0, 11],
        Gen.OneOf(Gen.Const(0), Gen.Int[0, 90], Gen.Int[0, 12_000])
    ).Array[1, 25];

    [Fact]
    public void AnyWalk_KeepsEveryInvariant() =>
        Gen.Select(Gen.Enum<Severity>(), s_walks, Gen.Int[0, 7])
            .Sample(
                (severity, walk, kind) =>
                {
                    var fixture = new CaseFixture(
                        severity,
                        (kind & 1) != 0 ? SupportTier.Premium : SupportTier.Standard,
                        (kind & 2) != 0 ? CaseFixture.WithTeamTargets : null,
                        kind == 7 ? LicenceKind.Trial : LicenceKind.Purchased,
                        withContract: kind != 4
                    );
                    foreach (var step in walk)
                    {
                        fixture.After(Duration.FromMinutes(step.Minutes));
                        Step(fixture, step.Action, step.Choice);
                        Holds(fixture);
                    }
                },
                iter: 3000
            );

    [Fact]
    public void AnyWalk_ThenClosedAndUndone_IsAsBefore() =>
        Gen.Select(Gen.Enum<Severity>(), s_walks, Gen.Int[0, 8])
            .Sample(
                (severity, walk, reason) =>
                {
                    var fixture = Walked(severity, walk);
                    var before = CaseStateText.Of(fixture.Case);
                    // Where it is time to close anyway, whoever takes the closing back gives the customer time anew.
                    if (
                        fixture.Case.SilencePlan(fixture.Programme) is { IsClosing: true } plan
                        && plan.At <= fixture.Now + Duration.FromMinutes(1)
                    )
                        return;
                    if (!fixture.Case.Close((ClosingReason)reason, "detail", "text", fixture.Context).IsOk)
                        return;
                    fixture.After(Duration.FromSeconds(59)).Do((c, at) => c.UndoClose(at));
                    CaseStateText.Of(fixture.Case).ShouldBe(before);
                },
                iter: 2000
            );

    [Fact]
    public void AnyTwoWalks_ThenMergedAndUndone_AreAsBefore() =>
        Gen.Select(Gen.Enum<Severity>(), s_walks, s_walks)
            .Sample(
                (severity, one, other) =>
                {
                    var (duplicate, main) = (Walked(severity, one), Walked(Severity.Medium, other, "C-20261116-0003"));
                    duplicate.Now = main.Now = Instant.Max(duplicate.Now, main.Now);
                    var before = (CaseStateText.Of(duplicate.Case), CaseStateText.Of(main.Case));
                    if (!duplicate.Case.MergeInto(main.Case, duplicate.Context).IsOk)
                        return;
                    duplicate.After(Duration.FromMinutes(10)).Do((c, at) => c.UndoMerge(main.Case, at));
                    (CaseStateText.Of(duplicate.Case), CaseStateText.Of(main.Case)).ShouldBe(before);
                },
                iter: 2000
            );

    private static CaseFixture Walked(
        Severity severity,
        (CaseAction Action, int Choice, int Minutes)[] walk,
        string number = "C-20261116-0001"
    )
    {
        var fixture = new CaseFixture(severity, SupportTier.Premium, CaseFixture.WithTeamTargets, number: number);
        foreach (var step in walk)
            Run(fixture.After(Duration.FromMinutes(step.Minutes)).Case, step.Action, step.Choice, fixture.Context);
        return fixture;
    }

    /// <summary>One command: accepted it counts one up and follows the table, refused it changes nothing at all.</summary>
    private static void Step(CaseFixture fixture, CaseAction action, int choice)
    {
        var c = fixture.Case;
        var (before, version, status, timeline) = (CaseSnapshot.Of(c), c.Version, c.Status, c.Timeline.ToList());
        var done = Run(c, action, choice, fixture.Context);
        if (!done.IsOk)
        {
            CaseSnapshot.Of(c).ShouldBe(before, $"{action} was refused with {done.Errors[0].Code}");
            return;
        }

        c.Version.ShouldBe(version + 1);
        if (action == CaseAction.UndoClose)
            c.Status.ShouldNotBe(CaseStatus.Closed);
        else
            ((CaseStatus?)c.Status).ShouldBe(CaseTransitionsTests.Expected(status, action));
        c.Timeline.Count.ShouldBeGreaterThan(timeline.Count, "every accepted command is on record");
        c.Timeline.Take(timeline.Count).ShouldBe(timeline, "the record only grows");
        c.LastActivityAt.ShouldBe(fixture.Now);
    }

    private static void Holds(CaseFixture fixture)
    {
        var c = fixture.Case;
        c.Clocks.Count(k => k.IsOpen && k.Kind == ClockKind.FirstResponse).ShouldBeLessThanOrEqualTo(1);
        c.Clocks.Count(k => k.IsOpen && k.Kind == ClockKind.NextUpdate).ShouldBeLessThanOrEqualTo(1);
        c.Clocks.Count(k => k.IsOpen && k.Kind == ClockKind.Resolution).ShouldBeLessThanOrEqualTo(1);
        c.Ball.ShouldBe(CaseTransitions.BallIn(c.Status));
        c.Clocks.Count(k => !k.IsOpen)
            .ShouldBe(
                c.Timeline.Count(e => e.Event is ClockEnded)
                    - c.Timeline.Select(e => e.Event).OfType<CloseUndone>().Sum(u => u.RunOn.Count),
                "each end is on record once"
            );
        c.Timeline.Select(e => e.At).ShouldBeInOrder();
        var earliest = c.Clocks.Where(k => k.IsOpen).Select(k => k.DueAt ?? Instant.MaxValue).DefaultIfEmpty(Instant.MaxValue).Min();
        (c.NextClock?.DueAt ?? Instant.MaxValue).ShouldBe(earliest);
        if (c.Status is CaseStatus.Resolved or CaseStatus.Closed)
            c.Clocks.Where(k => k.IsOpen && k.Kind != ClockKind.Callback).ShouldBeEmpty();
        if (c.VerdictKind == VerdictKind.NotEntitled)
            c.Clocks.Where(k => k.IsOpen).ShouldAllBe(k => k.Kind == ClockKind.Callback, "spec E5: only what somebody promised");
        if (c.Verdict.MostSevere is { } cap)
            ((int)c.Severity).ShouldBeGreaterThanOrEqualTo((int)cap, "spec E4");
        foreach (var clock in c.Clocks)
            Holds(clock, c, fixture);
        if (!c.Links.Any(l => l.Kind == LinkKind.MergedFrom))
            c.Gap(fixture.Programme, c.Timeline).ShouldBeNull("what is to be answered is watched (P3)");
        c.SilenceActsAt.ShouldBe(c.SilencePlan(fixture.Programme)?.At, "the cache says what the rule says (C8)");
        c.Clocks.Select(Core)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                ClockReplay.Of(c, fixture.Programme).Select(Core).Order(StringComparer.Ordinal),
                "the clocks are what the record says"
            );
    }

    private static string Core(CaseClock k) => Core(k.ToSla());

    private static string Core(SlaClock k) =>
        $"{k.Kind} {k.Cycle} {k.CalendarId} {k.CalendarVersion} {k.StartedAt} {k.Target} {k.ReceivedAt} {k.NotLaterThan} "
        + $"[{string.Join(',', Whole(k.Pauses))}] {k.StoppedAt} {k.EndedAs}";

    // A pause without length says nothing, and two that meet are one.
    private static IEnumerable<Pause> Whole(IReadOnlyList<Pause> pauses) =>
        pauses
            .Where(p => p.End != p.Start)
            .Aggregate(
                new List<Pause>(),
                (whole, pause) =>
                {
                    if (whole.Count > 0 && whole[^1].End == pause.Start)
                        whole[^1] = whole[^1] with { End = pause.End };
                    else
                        whole.Add(pause);
                    return whole;
                }
            );

    private static void Holds(CaseClock clock, Case c, CaseFixture fixture)
    {
        var (due, risk) = (clock.DueAt, clock.AtRiskAt);
        clock.ToSla().DueAt(clock.CalendarIn(fixture.Programme)).ShouldBe(due, "the cache says what the events say");
        clock.Recompute(fixture.Programme);
        (clock.DueAt, clock.AtRiskAt).ShouldBe((due, risk));
        clock
            .Pauses.Count(p => p.End is null)
            .ShouldBe(clock.IsOpen && clock.Kind >= ClockKind.NextUpdate && c.Ball == Ball.Customer ? 1 : 0, $"{clock.Kind} in {c.Status}");
        if (clock.Kind is ClockKind.FirstResponse or ClockKind.Callback)
            clock.Pauses.ShouldBeEmpty("spec P11: these never stop");
        // What went over into another case is judged there.
        if (!clock.IsOpen && !(c.ClosingReason == ClosingReason.Merged && clock.EndedAs == ClockEnd.Superseded))
            clock.WasMissed.ShouldBe(clock.DueAt < clock.EndedAt, "a missed clock stays missed, a kept one kept");
    }

    // A duplicate in which nothing waits for us.
    private static Case Quiet(CaseContext at)
    {
        var quiet = new CaseFixture(Severity.Low, number: "C-20261116-0002").Case;
        quiet.AskForMore([RequestedItem.Logs], "text", at).IsOk.ShouldBeTrue();
        return quiet;
    }

    private static TriageOutcome Judged(Case c, int choice) =>
        new(
            (choice % 4) switch
            {
                0 => new(VerdictKind.NotEntitled, SupportTier.SelfService, []),
                1 => new(VerdictKind.Entitled, SupportTier.Standard, []),
                2 => new(VerdictKind.Entitled, SupportTier.Premium, []),
                _ => new(VerdictKind.EntitledWithLimits, SupportTier.Standard, [], Severity.Low),
            },
            c.Severity,
            []
        );

    private static Result Run(Case c, CaseAction action, int choice, CaseContext at) =>
        action switch
        {
            CaseAction.Assign => c.Assign(choice % 2 == 0 ? CaseFixture.Sato : CaseFixture.Agent.Id!.Value, "somebody", at),
            CaseAction.Unassign => c.Unassign(at),
            CaseAction.Reply => c.Reply("text", at),
            CaseAction.Note => c.Note("text", at),
            CaseAction.LogCall => c.LogCall(CallDirection.Outgoing, true, "text", at),
            CaseAction.TryCall => c.LogCall(CallDirection.Outgoing, false, "text", at),
            CaseAction.TakeCall => c.LogCall(CallDirection.Incoming, true, "text", at),
            CaseAction.MissCall => c.LogCall(CallDirection.Incoming, false, "text", at),
            CaseAction.RequestCallback => c.RequestCallback(null, null, choice % 2 == 0 ? null : "text", at),
            CaseAction.PromiseCall => c.RequestCallback(null, at.Now + Duration.FromHours(choice), null, at),
            CaseAction.ReleaseCall => c.ReleaseCall("reason", c.Clocks.Where(k => k.IsOpen).Min(k => k.PromisedFor), at),
            CaseAction.ChangeSeverity => c.ChangeSeverity((Severity)(1 + (choice % 4)), "reason", at),
            CaseAction.WaitForCustomer => c.WaitForCustomer(null, at),
            CaseAction.WaitForVendor => c.WaitForVendor(null, at),
            CaseAction.Resume => c.Resume(null, at),
            CaseAction.CustomerMessage => c.CustomerMessage("text", at),
            CaseAction.OfferSolution => c.OfferSolution("text", at),
            CaseAction.Resolve => c.Resolve(choice % 2 == 0 ? "text" : null, at),
            CaseAction.Confirm => c.Confirm((ConfirmedBy)(choice % 4), null, null, at),
            CaseAction.AskForMore => c.AskForMore([RequestedItem.Logs], "text", at),
            CaseAction.MarkScope => c.MarkScope(OutOfScopeTopic.DataRecovery, "text", at),
            CaseAction.RequestEscalation => c.RequestEscalation(choice % 2 == 0, choice % 3 == 0, "text", at),
            CaseAction.DeclineEscalation => c.DeclineEscalation("text", at),
            CaseAction.LogHotlineCall => c.LogHotlineCall("text", at),
            CaseAction.JudgeAnew => c.JudgeAnew(c.ToIntake(), Judged(c, choice), "reason", at),
            CaseAction.Remind => c.Remind(at),
            CaseAction.UndoClose => c.UndoClose(at),
            CaseAction.Link => c.Link((LinkKind)(choice % 7), "C-20261116-0099", at),
            CaseAction.MergeInto => c.MergeInto(new CaseFixture(number: "C-20261116-0002").Case, at),
            CaseAction.TakeIn => Quiet(at).MergeInto(c, at),
            CaseAction.TakeInOpen => new CaseFixture(number: "C-20261116-0002").Case.MergeInto(c, at),
            CaseAction.UndoMerge => c.UndoMerge(new CaseFixture(number: "C-20261116-0002").Case, at),
            CaseAction.Close => c.Close((ClosingReason)(choice % 9), choice < 8 ? "detail" : null, choice % 3 == 0 ? "text" : null, at),
            CaseAction.Reopen => c.Reopen(null, at, choice < 4 && c.IsClosed ? new((Severity)(1 + choice), "stated anew") : null),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "a new action needs a row here"),
        };
}
