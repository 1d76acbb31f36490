using System.Globalization;
using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases.Walks;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>Random nights and weekends; one number gives one walk, on any machine.</summary>
internal static class NightWalks
{
    /// <summary>Who acts is whoever has the case by then, else who is first on the rota.</summary>
    public const int WhoeverHasIt = 9;

    /// <summary>So many walks follow each other in time, and can be walked on one console.</summary>
    public const int InARow = 60;

    private static readonly Instant s_first = Instant.FromUtc(2027, 7, 5, 6, 0);
    private static readonly Duration s_apart = Duration.FromDays(3);

    private static readonly Gen<int?> s_owner = Gen.Const((int?)WhoeverHasIt);
    private static readonly Gen<int?> s_nobody = Gen.Const((int?)null);
    private static readonly Gen<int?> s_somebody = Gen.Frequency((4, s_owner), (1, Gen.Int[0, 6].Select(p => (int?)p)));
    private static readonly Gen<string> s_anybody = Gen.Int[0, 6].Select(p => p.ToString(CultureInfo.InvariantCulture));

    private static readonly Gen<Step> s_act = Gen.Frequency(
        (9, One(Act.Acknowledge, Gen.OneOf<int?>(3, 3, 2, 2, 4, 5))),
        (5, One(Act.Note, s_somebody)),
        (4, One(Act.Reply, s_somebody)),
        (4, One(Act.Ask, s_somebody)),
        (1, One(Act.Offer, s_somebody)),
        (2, One(Act.CallReached, s_somebody)),
        (2, One(Act.CallFailed, s_owner)),
        (3, One(Act.Unassign, s_somebody)),
        (3, One(Act.Assign, s_somebody, s_anybody)),
        (2, One(Act.HandOver, s_owner, s_anybody)),
        (3, Gen.Int[0, 6].Select(p => Plain(Act.Take) with { What = $"{p} over", Who = p })),
        (6, One(Act.Writes, s_nobody)),
        (2, One(Act.Escalates, s_nobody, Gen.OneOf("serious", "bearable"))),
        (2, One(Act.DeclineEscalation, s_owner)),
        (2, One(Act.Hotline, s_nobody)),
        (3, One(Act.RangMissed, s_nobody)),
        (1, One(Act.CallMe, s_nobody)),
        (3, One(Act.PromiseCall, s_owner, Gen.OneOf("1", "2", "5", "9"))),
        (1, One(Act.ReleaseCall, s_nobody)),
        (5, One(Act.Severity, Gen.OneOf<int?>(NightHouse.Mori, WhoeverHasIt), Gen.OneOf("Emergency", "Emergency", "High", "Low"))),
        (2, One(Act.WaitVendor, s_owner)),
        (2, One(Act.WaitCustomer, s_owner)),
        (2, One(Act.Resume, s_somebody)),
        (3, One(Act.Resolve, s_owner).Select(s => s with { Words = true })),
        (1, One(Act.Confirm, s_owner, Gen.OneOf("Call", "Mail"))),
        (1, One(Act.Close, s_owner, Gen.Const(nameof(ClosingReason.WorksAsSpecified))).Select(s => s with { Words = true })),
        (1, One(Act.Reopen, s_somebody)),
        (2, Gen.Select(One(Act.Merge, s_owner), Gen.Int[0, 2], (s, o) => s with { Other = o })),
        (1, One(Act.Restart, s_nobody)),
        (2, One(Act.Role, s_nobody, Gen.Const("3"))),
        (3, One(Act.SwitchOff, s_nobody, Gen.OneOf("9", "9", "9", "2", "3"))),
        (2, Gen.Select(Gen.OneOf(0, 1, 5, 6), Gen.Int[20, 400], (p, m) => Plain(Act.Shift) with { What = $"{p} {m}" })),
        (3, One(Act.Judge, Gen.OneOf<int?>(NightHouse.Mori, WhoeverHasIt), Gen.OneOf("Premium", "Standard"))),
        (2, One(Act.Grant, Gen.Const((int?)NightHouse.Mori), Gen.OneOf("Premium", "Premium", "Standard"))),
        (1, One(Act.Deny, Gen.Const((int?)NightHouse.Mori))),
        (1, One(Act.Scope, s_owner)),
        (2, One(Act.RangAnswered, s_somebody)),
        (2, One(Act.UndoClose, s_owner)),
        (2, Gen.Select(One(Act.UndoMerge, s_owner), Gen.Int[0, 2], (s, o) => s with { Other = o })),
        (3, One(Act.Look, s_nobody))
    );

    private static readonly Gen<int> s_pause = Gen.Frequency(
        (4, Gen.Int[0, 240]),
        (6, Gen.Int[120, 1200]),
        (3, Gen.Int[1200, 4200]),
        (1, Gen.Int[7200, 40_000])
    );

    private static readonly Gen<WalkCase> s_case = Gen.Select(
        Gen.OneOf(SupportTier.Premium, SupportTier.Premium, SupportTier.Premium, SupportTier.Standard),
        Gen.OneOf(Severity.Emergency, Severity.Emergency, Severity.High, Severity.Low),
        Gen.Int[0, 3],
        (tier, severity, luck) =>
            tier == SupportTier.Standard && luck < 2 ? new WalkCase(tier, severity, "unknown serial") : new(tier, severity)
    );

    private static readonly Gen<(int Hours, WalkCase[] Cases, (Step Act, int Pause, int Case)[] Acts)> s_nights = Gen.Select(
        Gen.Int[0, 23],
        s_case.Array[1, 3],
        Gen.Select(s_act, s_pause, Gen.Int[0, 2]).Array[15, 40]
    );

    /// <summary>The walk of a number, counted from one.</summary>
    public static Walk Of(int seed)
    {
        var (hours, cases, acts) = s_nights.Generate(new PCG(1, (ulong)seed), null, out _);
        var start = s_first + (s_apart * ((seed - 1) % InARow)) + Duration.FromHours(hours);
        List<Step> steps = [];
        var now = start;
        foreach (var (act, pause, on) in acts)
        {
            // Undoing follows what it undoes, else it would nearly always be too late.
            var undone = act.Act == Act.UndoClose ? Act.Close : Act.Merge;
            var isUndo = act.Act is Act.UndoClose or Act.UndoMerge;
            var last = isUndo ? steps.FindLast(s => s.Act == undone) : null;
            now += Duration.FromSeconds(isUndo ? Math.Min(pause, act.Act == Act.UndoClose ? 50 : 500) : pause);
            if (now < start + Duration.FromHours(46))
                steps.Add(act with { At = now, Case = last?.Case ?? on % cases.Length, Other = last?.Other ?? act.Other });
        }

        return new(start, PlainCalendar.TokyoOfTheConsole, false, cases, steps) { On = "nights" };
    }

    /// <summary>How long a shift is that somebody takes: "5 240".</summary>
    public static Duration MinutesOf(Step step) => Duration.FromMinutes(int.Parse(step.What![2..], CultureInfo.InvariantCulture));

    private static Step Plain(Act act) => new(s_first, 0, act);

    private static Gen<Step> One(Act act, Gen<int?> who, Gen<string>? what = null) =>
        Gen.Select(who, what ?? Gen.Const(""), (w, x) => Plain(act) with { Who = w, What = x.Length == 0 ? null : x });
}
