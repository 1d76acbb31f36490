using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Ledger;
using NodaTime;

namespace Helpdesk.Tests.Cases.Ledger;

/// <summary>A pause in the ledger names who set it and who ended it, from the record alone (spec P11).</summary>
public sealed class PauseActsTests
{
    [Fact]
    public void Pause_IsNamedByTheActsThatMovedTheBall()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets)
            .Do((c, at) => c.Assign(CaseFixture.Sato, "Sato", at))
            .Do((c, at) => c.Reply("hello", at))
            .At(16, 11)
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "logs, please", at))
            .At(16, 14)
            .Do((c, at) => c.CustomerMessage("here", at))
            .At(16, 15)
            .Do((c, at) => c.WaitForCustomer(null, at))
            .At(16, 16);

        var acts = PausesOf(fixture);

        acts.Select(a => (a.Stopped?.Event.GetType(), a.WentOn?.Event.GetType()))
            .ShouldBe([(typeof(MoreRequested), typeof(CustomerWrote)), (typeof(WaitStarted), null)]);
        acts[0].Stopped!.ActorName.ShouldBe("Kato Kenta");
    }

    [Fact]
    public void PauseThatTheRecordDoesNotExplain_NamesNobody()
    {
        var fixture = new CaseFixture();

        PauseActs
            .Of(
                new(fixture.Case.Clocks, fixture.Case.Timeline),
                new LedgerRow(fixture.Now, fixture.Now + Duration.FromHours(1), Duration.Zero, LedgerReason.Paused)
            )
            .ShouldBe(new PauseAct(null, null));
    }

    private static List<PauseAct> PausesOf(CaseFixture fixture)
    {
        var resolution = fixture.Case.Clocks.Single(c => c.Kind == ClockKind.Resolution);
        var ledger = SlaLedger.Explain(resolution.ToSla(), fixture.Programme.Calendar(resolution.CalendarId), fixture.Now);
        return
        [
            .. ledger
                .Rows.Where(r => r.Reason == LedgerReason.Paused)
                .Select(r => PauseActs.Of(new(fixture.Case.Clocks, fixture.Case.Timeline), r)),
        ];
    }
}
