using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Reports;

/// <summary>Whatever happened to cases: a report says what one would count by hand in the cases themselves.</summary>
public sealed class ReportReaderPropertyTests
{
    private static readonly Gen<(int Act, int Minutes)[]> s_life = Gen.Select(Gen.Int[0, 12], Gen.Int[1, 600]).Array[0, 14];
    private static readonly Gen<(Severity Severity, (int Act, int Minutes)[] Life)[]> s_cases = Gen.Select(
        Gen.Int[0, 3].Select(i => (Severity)i),
        s_life
    ).Array[1, 6];

    [Fact]
    public void Counts_AreThoseOfTheCases_ByHand() =>
        s_cases.Sample(
            histories =>
            {
                var cases = histories.Select((h, i) => Play(h.Severity, h.Life, i)).ToList();
                var now = cases.Max(c => c.LastActivityAt) + Duration.FromHours(5);
                var reader = new ReportReader(
                    FactsOf(cases),
                    CaseFixture.WithTeamTargets,
                    owner => owner.Length == 0 ? "" : "Engineer",
                    now
                );
                var first = new LocalDate(2026, 11, 16);
                for (var days = 0; days < 12; days += 3)
                {
                    var period = new ReportPeriod(
                        PeriodKind.Custom,
                        first.PlusDays(days),
                        first.PlusDays(days + 2),
                        CaseFixture.WithTeamTargets.Zone
                    );
                    foreach (var what in Enum.GetValues<ReportCount>())
                        reader
                            .Find(what, period, ReportFilter.None)
                            .Count.ShouldBe(ByHand(cases, what, period, now), $"{what} from {period.First}");
                    foreach (var severity in Enum.GetValues<Severity>())
                        reader
                            .Find(ReportCount.Judged, period, new() { Severity = severity })
                            .Count.ShouldBe(ByHand([.. cases.Where(c => c.Severity == severity)], ReportCount.Judged, period, now));
                    // Split up any way, nothing is lost and nothing counted twice.
                    var all = reader.FindSettled(period, ReportFilter.None);
                    foreach (var by in Enum.GetValues<ReportDimension>().Where(d => d != ReportDimension.Took))
                        CrossCount.Of(all, i => reader.KeyOf(by, i), i => (int)i.Verdict).Total.ShouldBe(all.Count);
                }
            },
            iter: 150
        );

    [Fact]
    public void Put_AgainAndInAnyOrder_LeavesTheSameFacts() =>
        Gen.Select(s_cases, Gen.Int[0, 1000])
            .Sample(
                (histories, seed) =>
                {
                    var cases = histories.Select((h, i) => Play(h.Severity, h.Life, i)).ToList();
                    var now = cases.Max(c => c.LastActivityAt);
                    var straight = FactsOf(cases);
                    // Shuffled, and each put in twice: once as it was opened, once as it is.
                    var wild = new ReportFacts();
                    var random = new Random(seed);
                    foreach (var (one, place) in cases.Select((c, i) => (c, i)).OrderBy(_ => random.Next()))
                    {
                        Put(wild, Play(histories[place].Severity, [], place), place);
                        Put(wild, one, place);
                    }

                    wild.CaseCount.ShouldBe(straight.CaseCount);
                    wild.ClockCount.ShouldBe(straight.ClockCount);
                    Picture(wild, now).ShouldBe(Picture(straight, now));
                },
                iter: 100
            );

    private static string Picture(ReportFacts facts, Instant now)
    {
        var reader = new ReportReader(facts, CaseFixture.WithTeamTargets, _ => "", now);
        var period = new ReportPeriod(
            PeriodKind.Custom,
            new LocalDate(2026, 11, 1),
            new LocalDate(2027, 1, 31),
            CaseFixture.WithTeamTargets.Zone
        );
        return string.Join(
            '\n',
            reader
                .FindSettled(period, ReportFilter.None)
                .Select(i => $"{facts.Case(i.Case).Id} {facts.Case(i.Case).Severity} {facts.Clock(i.Clock).Kind} {i.At} {i.Verdict}")
                .Order(StringComparer.Ordinal)
        );
    }

    // Nothing of the reports' own but the verdict: plain LINQ over the aggregates.
    private static int ByHand(List<Case> cases, ReportCount what, ReportPeriod period, Instant now)
    {
        bool In(Instant? at) => at is { } instant && instant >= period.Time.Start && instant < period.Time.End;
        int Clocks(Func<CaseClock, bool> wanted) => cases.Sum(c => c.Clocks.Count(wanted));
        int Broken(bool excused) =>
            Clocks(k => In(k.DueAt) && (k.IsOpen ? k.DueAt <= now : k.WasMissed) && k.ExcusedAt is not null == excused);
        int Ended(ClockEnd how) => Clocks(k => In(k.EndedAt) && k.EndedAs == how && !k.WasMissed);
        return what switch
        {
            ReportCount.Judged => Ended(ClockEnd.Met) + Broken(false),
            ReportCount.Met => Ended(ClockEnd.Met),
            ReportCount.Missed => Broken(false),
            ReportCount.Excused => Broken(true),
            ReportCount.Superseded => Ended(ClockEnd.Superseded),
            ReportCount.CalledOff => Ended(ClockEnd.Cancelled),
            ReportCount.Answered => Clocks(k =>
                In(k.EndedAt)
                && k.EndedAs == ClockEnd.Met
                && k.Kind is ClockKind.FirstResponse or ClockKind.Callback
                && k.EndedAt is not null
                && In(k.EndedAt)
            ),
            ReportCount.Opened => cases.Count(c => In(c.OpenedAt)),
            ReportCount.Open => cases.Count(c => c.Status is not (CaseStatus.Resolved or CaseStatus.Closed)),
            ReportCount.Ended => cases.Count(c =>
                In(c.OpenedAt) && (c.Timeline.Any(e => e.Event is CaseResolved or CaseReopened) || ClosingsOf(c).Count > 0)
            ),
            ReportCount.Reopened => cases.Count(c => In(c.OpenedAt) && c.ReopenCount > 0),
            ReportCount.ReopenedAgain => cases.Count(c => In(c.OpenedAt) && c.ReopenCount > 1),
            _ => cases.Sum(c => ClosingsOf(c).Count(at => In(at))),
        };
    }

    // Every closing but those that were taken back at once.
    private static List<Instant> ClosingsOf(Case c)
    {
        List<TimelineEntry> steps = [.. c.Timeline.Where(e => e.Event is CaseClosed or CloseUndone or CaseReopened)];
        return
        [
            .. steps.Where((e, i) => e.Event is CaseClosed && steps.ElementAtOrDefault(i + 1)?.Event is not CloseUndone).Select(e => e.At),
        ];
    }

    private static Case Play(Severity severity, (int Act, int Minutes)[] life, int place)
    {
        var fixture = new CaseFixture(severity, programme: CaseFixture.WithTeamTargets, number: $"C-20261116-{place + 1:0000}");
        foreach (var (act, minutes) in life)
        {
            fixture.After(Duration.FromMinutes(minutes));
            // A refusal changes nothing, which is a step like any other.
            _ = Act(fixture.Case, act, fixture.Context);
        }

        return fixture.Case;
    }

    private static Result Act(Case c, int act, CaseContext at) =>
        act switch
        {
            0 => c.Assign(CaseFixture.Sato, "Sato Mai", at),
            1 => c.Reply("We are reading it.", at),
            2 => c.WaitForCustomer("logs, please", at),
            3 => c.CustomerMessage("here they are", at),
            4 => c.LogCall(CallDirection.Incoming, false, "no answer", at),
            5 => c.RequestCallback(null, null, null, at),
            6 => c.ChangeSeverity(c.Severity == Severity.High ? Severity.Medium : Severity.High, "after the interview", at),
            7 => c.OfferSolution("apply 5.2.7", at),
            8 => c.Confirm(ConfirmedBy.Mail, null, null, at),
            9 => c.Close(ClosingReason.Confirmed, null, null, at),
            10 => c.Reopen("again", at),
            11 => c.ExcuseBreach(ClockKind.FirstResponse, "storm", at),
            _ => c.UndoClose(at),
        };

    private static ReportFacts FactsOf(List<Case> cases)
    {
        var facts = new ReportFacts();
        foreach (var (one, place) in cases.Select((c, i) => (c, i)))
            Put(facts, one, place);
        return facts;
    }

    private static void Put(ReportFacts facts, Case c, int place)
    {
        var names = facts.Names;
        var fact = new CaseFact(place + 1, c.OpenedAt, c.ClosedAt, c.Status, c.Severity, c.Tier, c.ClosingReason)
        {
            Reopens = c.ReopenCount,
            Product = names.Products.Add(c.ProductCode),
            Version = names.Versions.Add(c.ProductVersion),
            Customer = names.Customers.Add(c.Contact.Organisation ?? c.Contact.Name),
            Owner = names.Owners.Add(c.OwnerId?.ToString() ?? ""),
        };
        facts.Put(
            fact,
            [
                .. c.Clocks.Select(k => new ClockFact(
                    k.Kind,
                    names.Calendars.Add(k.CalendarId, k.CalendarVersion),
                    k.StartedAt,
                    k.DueAt,
                    k.EndedAt,
                    k.EndedAs,
                    k.WasMissed,
                    k.ExcusedAt is not null
                )),
            ]
        );
        if (fact.HasHistory)
            facts.Put(fact.Id, CaseHistory.Of(c.Timeline.Select(e => (e.At, e.Event))));
    }
}
