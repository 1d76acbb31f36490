using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>Random walks; one number gives one walk, on any machine.</summary>
internal static class RandomWalks
{
    // Before a change of the clocks in Europe, before holidays, before the end of the year.
    private static readonly Instant[] s_starts =
    [
        Instant.FromUtc(2026, 10, 19, 0, 10),
        Instant.FromUtc(2027, 3, 22, 1, 0),
        Instant.FromUtc(2026, 12, 21, 5, 30),
        Instant.FromUtc(2026, 4, 23, 3, 0),
        Instant.FromUtc(2026, 9, 11, 7, 45),
        Instant.FromUtc(2026, 11, 14, 17, 13),
    ];

    private static readonly Gen<WalkCase> s_case = Gen.Select(
        Gen.Bool,
        Gen.Enum<Severity>(),
        Gen.Frequency((8, Gen.Const("contract")), (1, Gen.Const("trial")), (1, Gen.Const("none")), (2, Gen.Const("unknown serial"))),
        (premium, severity, records) => new WalkCase(premium ? SupportTier.Premium : SupportTier.Standard, severity, records)
    );

    private static readonly Gen<long> s_pause = Gen.Frequency(
        (3, Gen.Int[0, 50].Select(s => (long)s)),
        (5, Gen.Int[1, 100].Select(m => m * 60L)),
        (4, Gen.Int[1, 30].Select(h => h * 3600L)),
        (3, Gen.Int[24, 200].Select(h => (h * 3600L) + 420)),
        (1, Gen.Int[1, 20].Select(d => d * 86_400L))
    );

    private static readonly Gen<string> s_severity = Gen.Enum<Severity>().Select(s => s.ToString());

    private static readonly Gen<(Act Act, string? What, bool Words)> s_act = Gen.Frequency(
        (2, One(Act.Assign, Gen.OneOf("0", "1", "2"))),
        (2, One(Act.Take, Gen.Select(Gen.OneOf("0", "1", "2"), Gen.OneOf("-", "0", "1", "2"), (a, b) => $"{a} saw {b}"))),
        (1, One(Act.Unassign)),
        (1, One(Act.Note)),
        (1, One(Act.Link)),
        (4, One(Act.Reply, Gen.OneOf("", "", "stale"))),
        (5, One(Act.Ask)),
        (3, One(Act.Offer)),
        (1, One(Act.Scope)),
        (3, One(Act.DeclineEscalation)),
        (3, One(Act.CallReached)),
        (3, One(Act.CallFailed)),
        (1, One(Act.RangAnswered)),
        (2, One(Act.RangMissed)),
        (2, One(Act.CallMe)),
        (3, One(Act.PromiseCall, Gen.OneOf("1", "1", "2", "5", "24", "60", "200"))),
        (2, One(Act.ReleaseCall)),
        (4, One(Act.Writes)),
        (3, One(Act.Escalates, Gen.OneOf("serious", "bearable"))),
        (1, One(Act.Hotline)),
        (5, One(Act.Severity, s_severity)),
        (1, One(Act.KeepSeverity)),
        (2, One(Act.Judge, Gen.OneOf("none", "Standard", "Premium", "trial"))),
        (2, One(Act.Grant, Gen.OneOf("Standard", "Premium"))),
        (1, One(Act.Deny)),
        (4, One(Act.WaitCustomer)),
        (2, One(Act.WaitVendor)),
        (2, One(Act.Resume)),
        (4, Gen.Bool.Select(words => (Act.Resolve, (string?)null, words))),
        (2, One(Act.Confirm, Gen.Enum<ConfirmedBy>().Select(c => c.ToString()))),
        (4, Gen.Select(Reasons, Gen.Bool, (reason, words) => (Act.Close, (string?)reason, words))),
        (4, One(Act.Reopen)),
        (5, One(Act.UndoClose)),
        (3, One(Act.Merge)),
        (4, One(Act.UndoMerge)),
        (1, One(Act.Away, Gen.OneOf("0", "1", "2"))),
        (1, One(Act.Holidays)),
        (1, One(Act.Targets)),
        (1, One(Act.Split, s_severity))
    );

    private static Gen<string> Reasons =>
        Gen.OneOf(
            nameof(ClosingReason.Confirmed),
            nameof(ClosingReason.NoAnswer),
            nameof(ClosingReason.NoLongerNeeded),
            nameof(ClosingReason.WorksAsSpecified),
            nameof(ClosingReason.WorkaroundInPlace)
        );

    private static readonly Gen<Walk> s_walks = Gen.Select(
        Gen.OneOf(s_starts),
        Gen.Bool,
        Gen.Bool,
        s_case.Array[1, 4],
        Gen.Select(s_act, s_pause, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 9]).Array[10, 60],
        (start, berlin, team, cases, acts) => Laid(start, berlin ? "Europe/Berlin" : "Asia/Tokyo", team, cases, acts)
    );

    private static readonly Gen<Walk> s_onHost = Gen.Select(
        Gen.Enum<Severity>().Array[6, 6],
        Gen.Select(s_act, s_pause, Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 9]).Array[300, 320],
        (severities, acts) =>
            Laid(
                Instant.FromUtc(2027, 6, 11, 17, 13),
                PlainCalendar.TokyoOfTheConsole,
                false,
                [
                    .. severities.Select(
                        (s, i) =>
                            i == 5
                                ? new WalkCase(SupportTier.Standard, s, "unknown serial")
                                : new(i % 2 == 0 ? SupportTier.Premium : SupportTier.Standard, s)
                    ),
                ],
                acts
            )
    );

    /// <summary>The walk of a number.</summary>
    public static Walk Of(ulong seed) => s_walks.Generate(new PCG(1, seed), null, out _);

    /// <summary>
    /// A walk of one number on the console with its database: more acts, few of them refused, and it goes down now and then.
    /// </summary>
    public static async Task<Walk> OnHostAsync(ulong seed)
    {
        var walk = s_onHost.Generate(new PCG(1, seed), null, out _);
        // Half the time between two acts, so that eight months are enough.
        var dense = walk with
        {
            Steps =
            [
                .. walk
                    .Steps.Where(s => s.Act is not (Act.Holidays or Act.Targets or Act.Away or Act.Judge or Act.Link))
                    .Select(s => s with { At = walk.Start + Duration.FromSeconds(Math.Floor((s.At - walk.Start).TotalSeconds / 2)) }),
            ],
        };
        // A year before, when the contracts of the aggregate's own cases run.
        var year = Duration.FromDays(364);
        var known = dense with
        {
            Zone = "Asia/Tokyo",
            Start = dense.Start - year,
            Steps = [.. dense.Steps.Select(s => s with { At = s.At - year })],
        };
        var rehearsal = new WalkRun(known, new DomainConsole(known));
        await rehearsal.RunAsync();
        List<Step> steps = [.. dense.Steps.Where((s, i) => i % 7 == 0 || rehearsal.AcceptedSteps.Contains(known.Steps[i]))];
        for (var i = steps.Count - 25; i > 0; i -= 50)
            steps.Insert(i, new(steps[i].At, 0, Act.Restart));
        return dense with { Steps = steps, On = "host" };
    }

    private static Gen<(Act, string?, bool)> One(Act act, Gen<string>? what = null) =>
        what is null ? Gen.Const((act, (string?)null, false)) : what.Select(w => (act, w.Length == 0 ? null : w, false));

    private static Walk Laid(
        Instant start,
        string zone,
        bool team,
        WalkCase[] cases,
        ((Act Act, string? What, bool Words), long Pause, int Case, int Other, int Luck)[] acts
    )
    {
        List<Step> steps = [];
        var now = start;
        var last = new Step(start, 0, Act.Note);
        var count = cases.Length;
        foreach (var ((act, what, words), pause, on, other, luck) in acts)
        {
            var isUndo = act is Act.UndoClose or Act.UndoMerge;
            // Undoing soon follows what it undoes, else it would be too late nearly always.
            now += Duration.FromSeconds(isUndo && luck > 1 ? Math.Min(pause, act == Act.UndoClose ? 50 : 500) : pause);
            var pair = act is Act.Merge or Act.UndoMerge ? other % count : (int?)null;
            var step = new Step(now, on % count, act, what, words, pair);
            if (isUndo && luck > 1 && last.Act == (act == Act.UndoClose ? Act.Close : Act.Merge))
                step = step with { Case = last.Case, Other = last.Other };
            // Two more at most: each is looked at after each act.
            if (act == Act.Split && count++ >= cases.Length + 2)
            {
                count--;
                continue;
            }

            steps.Add(step);
            last = step;
        }

        return new(start, zone, team, cases, steps);
    }
}
