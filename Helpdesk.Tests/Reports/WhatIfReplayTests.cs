using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Reports;

/// <summary>
/// What-if: with the same targets it says what the report says; with others, what the rules themselves would have done (spec S8, U2).
/// </summary>
public sealed class WhatIfReplayTests
{
    private static readonly SupportProgramme s_other = SampleProgramme
        .Create(
            ("Targets:Standard:Medium:FirstResponse:Within", "1 business day"),
            ("Targets:Standard:High:FirstResponse:Within", "4 h"),
            ("Targets:Standard:Emergency:Callback:Within", "1 h"),
            ("Targets:Standard:High:Callback:Within", "1 h"),
            ("Targets:Standard:Medium:Callback:Within", "1 h"),
            ("Targets:Standard:Low:Callback:Within", "1 h"),
            ("TeamTargets:Standard:High:NextUpdate:Within", "2 h"),
            ("TeamTargets:Standard:High:NextUpdate:Calendar", "business"),
            ("TeamTargets:Standard:High:Resolution:Within", "2 business days"),
            ("TeamTargets:Standard:High:Resolution:Calendar", "business"),
            ("TeamTargets:Standard:Medium:NextUpdate:Within", "4 h"),
            ("TeamTargets:Standard:Medium:NextUpdate:Calendar", "business"),
            ("TeamTargets:Standard:Medium:Resolution:Within", "4 business days"),
            ("TeamTargets:Standard:Medium:Resolution:Calendar", "business")
        )
        .Value;

    private static readonly Gen<(Severity Severity, (int Act, int Minutes)[] Life)[]> s_cases = Gen.Select(
        Gen.Int[1, 3].Select(i => (Severity)i),
        Gen.Select(Gen.Int[0, 11], Gen.Int[1, 700]).Array[0, 14]
    ).Array[1, 6];

    [Fact]
    public void SameTargets_SayWhatTheReportSays() =>
        s_cases.Sample(
            histories =>
            {
                var cases = Played(histories, CaseFixture.WithTeamTargets, mayChange: true);
                var (report, facts, now) = Run(cases, CaseFixture.WithTeamTargets, CaseFixture.WithTeamTargets.Targets);
                var reader = new ReportReader(facts, CaseFixture.WithTeamTargets, _ => "", now);
                int Count(ReportCount what) => reader.Find(what, report.Period, ReportFilter.None).Count;
                report.After.ShouldBe(report.Before);
                report.Before.ShouldBe(
                    new(
                        Count(ReportCount.Met),
                        Count(ReportCount.Missed),
                        Count(ReportCount.Excused),
                        Count(ReportCount.Superseded),
                        Count(ReportCount.CalledOff)
                    )
                );
                report.Lines.ShouldAllBe(line => line.Before == line.After);
                (report.Missed.Count, report.Kept.Count, report.Gone, report.Unknown).ShouldBe((0, 0, 0, 0));
            },
            iter: 150
        );

    [Fact]
    public void ShorterTargets_SayWhatTheRulesWouldHaveDone_AlsoWhenSeveritiesWereRaised() =>
        s_cases.Sample(histories => Agrees(histories, CaseFixture.WithTeamTargets, s_other, mayChange: true), iter: 300);

    [Fact]
    public void LongerTargets_SayWhatTheRulesWouldHaveDone() =>
        s_cases.Sample(histories => Agrees(histories, s_other, CaseFixture.WithTeamTargets, mayChange: false), iter: 300);

    [Fact]
    public void CallAtANamedTime_StaysAsItWasSaid_AndMissesAreNamed()
    {
        var fixture = new CaseFixture(Severity.High, programme: CaseFixture.WithTeamTargets);
        fixture.Do((c, at) => c.RequestCallback(null, fixture.Now + Duration.FromHours(3), null, at));
        fixture.After(Duration.FromHours(5)).Do((c, at) => c.Reply("We are reading it.", at));

        var (report, _, _) = Run([fixture.Case], CaseFixture.WithTeamTargets, s_other.Targets);

        var missed = report.Missed.Where(t => t.Kind == ClockKind.FirstResponse).ShouldHaveSingleItem();
        (missed.Before, missed.After, missed.DueAfter).ShouldBe(
            (ClockVerdict.Met, ClockVerdict.Missed, CaseFixture.Opened + Duration.FromHours(4))
        );
        report.Missed.ShouldNotContain(t => t.Kind == ClockKind.Callback, "somebody named that time");
    }

    private static void Agrees(
        (Severity Severity, (int Act, int Minutes)[] Life)[] histories,
        SupportProgramme was,
        SupportProgramme would,
        bool mayChange
    )
    {
        var (report, _, now) = Run(Played(histories, was, mayChange), was, would.Targets);
        var real = Run(Played(histories, would, mayChange), would, would.Targets, now).Report;
        report
            .Lines.Where(l => l.After != WhatIfFigures.None)
            .Select(l => (l.Tier, l.Severity, l.Kind, l.After.Kept, l.After.Missed))
            .Where(l => l.Kept + l.Missed > 0)
            .ShouldBe(
                real.Lines.Select(l => (l.Tier, l.Severity, l.Kind, l.Before.Kept, l.Before.Missed)).Where(l => l.Kept + l.Missed > 0)
            );
    }

    private static List<Case> Played(
        (Severity Severity, (int Act, int Minutes)[] Life)[] histories,
        SupportProgramme programme,
        bool mayChange
    ) => [.. histories.Select((h, i) => Play(h.Severity, h.Life, i, programme, mayChange))];

    private static (WhatIfReport Report, ReportFacts Facts, Instant Now) Run(
        List<Case> cases,
        SupportProgramme programme,
        ProgrammeTargets planned,
        Instant? at = null
    )
    {
        var now = at ?? cases.Max(c => c.LastActivityAt) + Duration.FromHours(5);
        var replay = new WhatIfReplay(programme, planned, [programme.Targets]);
        var (before, after, set) = (new ReportFacts(), new ReportFacts(), (Unknown: 0, Gone: 0));
        foreach (var (one, place) in cases.Select((c, i) => (c, i)))
        {
            var fact = new CaseFact(place + 1, one.OpenedAt, one.ClosedAt, one.Status, one.Severity, one.Tier, one.ClosingReason);
            var clocks = one.Clocks.Select(Clock).ToList();
            var outcomes = replay.Run(clocks, Standings(one));
            set = (
                set.Unknown + outcomes.Count(o => o.Fate == WhatIfFate.Unknown),
                set.Gone + outcomes.Count(o => o.Fate == WhatIfFate.Gone)
            );
            before.Put(fact, clocks.Select(c => c.Fact).ToArray());
            after.Put(fact, outcomes.Select(o => o.Fact).ToArray());
        }

        var period = WhatIfReport.PeriodUntil(now.InZone(programme.Zone).Date, programme.Zone);
        return (WhatIfReport.Of(before, after, programme, period, now, set), before, now);
    }

    private static WhatIfClock Clock(CaseClock k) =>
        new(
            k.ToSla(),
            new(k.Kind, 0, k.StartedAt, k.DueAt, k.EndedAt, k.EndedAs, k.WasMissed, k.ExcusedAt is not null),
            k.PromisedFor is not null
        );

    private static List<CaseStanding> Standings(Case one)
    {
        List<CaseStanding> standings = [new(one.Tier, one.Severity, Instant.MaxValue)];
        foreach (var entry in one.Timeline.Reverse())
        {
            if (entry.Event is SeverityChanged changed)
                standings.Insert(0, new(one.Tier, changed.From, entry.At));
        }

        return standings;
    }

    private static Case Play(Severity severity, (int Act, int Minutes)[] life, int place, SupportProgramme programme, bool mayChange)
    {
        var fixture = new CaseFixture(severity, programme: programme, number: $"C-20261116-{place + 1:0000}");
        foreach (var (act, minutes) in life)
        {
            fixture.After(Duration.FromMinutes(minutes));
            _ = Act(fixture.Case, act, fixture.Context, mayChange);
        }

        return fixture.Case;
    }

    private static Result Act(Case c, int act, CaseContext at, bool mayChange) =>
        act switch
        {
            0 => c.Assign(CaseFixture.Sato, "Sato Mai", at),
            1 => c.Reply("We are reading it.", at),
            2 => c.WaitForCustomer("logs, please", at),
            3 => c.CustomerMessage("here they are", at),
            4 => c.LogCall(CallDirection.Incoming, false, "no answer", at),
            5 => c.RequestCallback(null, null, null, at),
            6 when mayChange && c.Severity == Severity.Medium => c.ChangeSeverity(Severity.High, "after the interview", at),
            7 => c.OfferSolution("apply 5.2.7", at),
            8 => c.Confirm(ConfirmedBy.Mail, null, null, at),
            9 => c.Close(ClosingReason.Confirmed, null, null, at),
            10 => c.Reopen("again", at),
            11 => c.UndoClose(at),
            _ => Result.Ok,
        };
}
