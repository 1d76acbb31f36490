using System.Globalization;
using Bunit;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases.Acts;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.CasePage;
using Helpdesk.Web.Cases.Composer;
using NodaTime;

namespace Helpdesk.Tests.Cases.CasePage;

/// <summary>One list of what is promised on the case, and the recipients of a reply (issue 17; spec P2, P3, H3, C8, I5).</summary>
public sealed class PromiseListTests(MailHost host) : IClassFixture<MailHost>, IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Fact]
    public void Rows_AreOpenFirstByDue_ThenEndedWithTheActThatEndedThem()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets);
        fixture.Do((c, at) => c.RequestEscalation(true, false, "The plant stands still.", at));
        fixture.Do((c, at) => c.DeclineEscalation("There is a workaround.", at));
        fixture.Do((c, at) => c.RequestCallback(null, at.Now + Duration.FromHours(26), null, at));
        fixture.Do((c, at) => c.RequestEscalation(true, true, "Now it is serious.", at));

        var rows = PromiseRows.Of(fixture.Case, fixture.Case.Timeline, fixture.Programme, fixture.Now);

        rows.Count(r => r.Kind == PromiseRowKind.Clock).ShouldBe(fixture.Case.Clocks.Count, "each stands once");
        var open = rows.TakeWhile(r => r.IsOpen).ToList();
        rows.Skip(open.Count).ShouldAllBe(r => !r.IsOpen);
        open.Where(r => r.DueAt is not null).Select(r => r.DueAt).ShouldBeInOrder();
        open.ShouldContain(r => r.Promise == Promise.PromisedCall);
        open.ShouldContain(r => r.Kind == PromiseRowKind.Escalation && r.Since == fixture.Now);
        var first = rows.Single(r => !r.IsOpen && r.Promise == Promise.FirstResponse);
        (first.Verdict, first.EndedBy!.Event).ShouldBe((ClockVerdict.Met, new EscalationDeclined("There is a workaround.")));
        rows.Single(r => !r.IsOpen && r.Kind == PromiseRowKind.Escalation).EndedBy!.Event.ShouldBeOfType<EscalationDeclined>();
    }

    [Fact]
    public void Page_IsOverWhenSomebodyTakesTheCase_NotWhenItIsLaidOnADesk_U3()
    {
        var fixture = new CaseFixture(Severity.Emergency, SupportTier.Premium);
        fixture.Case.Tell(new PageSent(PageCause.Emergency, 1, PageStage.Primary, ["Ueda Ryo"], []), Actor.System("U3"), fixture.Now);
        fixture.Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at));
        Pages(fixture).ShouldHaveSingleItem().IsOpen.ShouldBeTrue();
        fixture.Do((c, at) => c.Assign(CaseFixture.Agent.Id!.Value, CaseFixture.Agent.Name, at));
        Pages(fixture).ShouldHaveSingleItem().EndedBy!.Event.ShouldBeOfType<CaseAssigned>();
    }

    private static List<PromiseRow> Pages(CaseFixture fixture) =>
        [.. PromiseRows.Of(fixture.Case, fixture.Case.Timeline, fixture.Programme, fixture.Now).Where(r => r.Kind == PromiseRowKind.Page)];

    [Theory]
    [InlineData("en", "until", "Ended", "met", "Promised call")]
    [InlineData("ja", "まで", "終了", "達成", "約束")]
    public async Task List_SaysUntilWhenByWhom_AndWhatEndedIt(string language, string until, string ended, string met, string call)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var fixture = await PanelFixture.OpenAsync(
            host,
            async opened =>
            {
                await host.DoAsync(opened, new ReplyToCustomer("We look into it."));
                await host.DoAsync(opened, new RequestCallback(null, host.Now + Duration.FromHours(5), null));
            }
        );

        var list = fixture.RenderPart<PromiseList>();

        var open = list.Find(".promises > ul").TextContent;
        open.ShouldContain(until);
        open.ShouldContain(call);
        var over = list.Find("details.ended").TextContent;
        over.ShouldContain(ended);
        over.ShouldContain(met);
        over.ShouldContain(Tests.Intake.IntakeHost.Agent.FindFirst(Helpdesk.Web.Platform.Identity.PersonClaims.DisplayName)!.Value);
    }

    [Fact]
    public async Task Recipients_AreShown_LeftOut_Added_AndCheckedAsAddresses()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var fixture = await PanelFixture.OpenAsync(
            host,
            opened => host.DoAsync(opened, new Helpdesk.Web.Cases.Acts.Participants.AddParticipant("ito@daiwa.example", "Ito Mai"))
        );
        var part = fixture.RenderPart<ReplyRecipients>();
        part.Instance.Chosen!.Cc.ShouldBe(["ito@daiwa.example"]);
        part.FindAll(".mud-chip").Select(c => c.TextContent.Trim()).Last().ShouldContain("Ito Mai");

        await part.FindAll(".mud-chip button")[^1].ClickAsync(new());
        (part.Instance.Chosen!.To, part.Instance.Chosen.Cc!.Count).ShouldBe((fixture.Case.Contact.Email, 0));

        await part.FindAll("button").Single(b => b.TextContent.Contains("Add somebody", StringComparison.Ordinal)).ClickAsync(new());
        await part.Find("input").InputAsync(new() { Value = "no address" });
        await AddAsync(part);
        part.Markup.ShouldContain("is no mail address");
        await part.Find("input").InputAsync(new() { Value = "new@daiwa.example" });
        await AddAsync(part);
        part.Instance.Chosen!.Cc.ShouldBe(["new@daiwa.example"]);

        await part.FindAll(".mud-chip button")[0].ClickAsync(new());
        part.Instance.Chosen!.To.ShouldBe("new@daiwa.example", "the first who is left gets it");
        await part.FindAll("button").Single(b => b.TextContent.Contains("Everybody again", StringComparison.Ordinal)).ClickAsync(new());
        part.Instance.Chosen!.Cc.ShouldBe(["ito@daiwa.example"]);
    }

    private static Task AddAsync(IRenderedComponent<ReplyRecipients> part) => part.FindAll(".adding button")[0].ClickAsync(new());
}
