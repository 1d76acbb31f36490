using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.CustomerLink;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Participants;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.Cases.Commands;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>
/// Each act's panel: its fields, what it refuses by the field's name, the command it sends, the text it keeps (spec H, C10, E7, S6).
/// </summary>
public sealed class ActPanelTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task Ask_TicksAndText_NothingTicked_IsRefusedAndTheTextStays_H1()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<AskPanel>("ask");
        panel.FindAll("input[type=checkbox]").Count.ShouldBe(Enum.GetValues<RequestedItem>().Length);
        panel.Find("#act-text").Input("please");

        await panel.Find("form").SubmitAsync();
        fixture.Runner.Refused.ShouldContain(e => e.Field == "items");
        (fixture.IsDone, panel.Find("#act-text").GetAttribute("value")).ShouldBe((false, "please"));

        panel.FindAll("input[type=checkbox]")[0].Change(true);
        await panel.Find("form").SubmitAsync();
        var sent = fixture.Runner.Command.ShouldBeOfType<AskForMore>();
        (sent.Items.ShouldHaveSingleItem(), sent.Text, fixture.IsDone, fixture.Drafts.Text("ask")).ShouldBe(
            (Enum.GetValues<RequestedItem>()[0], "please", true, "")
        );
    }

    [Fact]
    public async Task Ask_ProposesInTheCustomersLanguage_UntilAHandIsPutToIt()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<AskPanel>("ask");

        panel.FindAll("input[type=checkbox]")[0].Change(true);
        fixture.Drafts.Text("ask").ShouldContain("山本 健一");
        panel.Find("#act-text").Input("mine");
        panel.FindAll("input[type=checkbox]")[1].Change(true);

        fixture.Drafts.Text("ask").ShouldBe("mine");
    }

    [Fact]
    public async Task Call_OutcomeIsAsked_AndSent_H2()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<CallPanel>("call");
        panel.FindAll("input[name=reached]").ShouldAllBe(i => i.HasAttribute("required"));

        await panel.Find("form").SubmitAsync();
        fixture.Runner.Refused.Select(e => e.Field).ShouldBe(["direction", "reached", "text"], ignoreOrder: true);

        panel.FindAll("input[name=direction]")[1].Change(true);
        panel.FindAll("input[name=reached]")[0].Change(true);
        panel.Find("#act-text").Input("said hello");
        await panel.Find("form").SubmitAsync();
        fixture.Runner.Command.ShouldBe(new LogCall(Enum.GetValues<CallDirection>()[1], true, "said hello"));
        fixture.IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task Callback_SendsNumberAndTime_P3()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<CallbackPanel>("callback");
        panel.Find("#callback-number").Change("03-1234-5678");
        panel.Find("#callback-at").Change("2027-06-10T14:30:00");

        await panel.Find("form").SubmitAsync();

        fixture.Runner.Command.ShouldBe(new RequestCallback("03-1234-5678", NodaTime.Instant.FromUtc(2027, 6, 10, 5, 30), null));
    }

    public static TheoryData<string, object> Words() =>
        new()
        {
            { "solution", new OfferSolution("words") },
            { "hotline", new LogHotlineCall("words") },
            { "customer", new RecordCustomerMessage("words") },
            { "wait", new WaitForCustomer("words") },
            { "vendor", new WaitForVendor("words") },
        };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Words_SendsTheActsOwnCommand(string act, object command)
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<WordsPanel>(act);
        panel.Find("#act-text").Input("words");

        await panel.Find("form").SubmitAsync();

        fixture.Runner.Command.ShouldBe(command);
        (fixture.Runner.Seen, fixture.IsDone).ShouldBe((fixture.Case.Version, true));
    }

    [Theory]
    [InlineData("solution")]
    [InlineData("hotline")]
    [InlineData("customer")]
    public async Task Words_Empty_AreRefusedByName(string act)
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<WordsPanel>(act);
        panel.Find("#act-text").HasAttribute("required").ShouldBeTrue();

        await panel.Find("form").SubmitAsync();

        fixture.Runner.Refused.ShouldHaveSingleItem().Field.ShouldBe("text");
        fixture.IsDone.ShouldBeFalse();
    }

    [Fact]
    public async Task Link_And_Merge_UnknownNumber_IsRefusedAndStays_I5()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var link = fixture.Render<LinkPanel>("link");
        link.Find("#link-other").Change("C-19990101-0001");
        await link.Find("form").SubmitAsync();
        fixture.Runner.Refused.ShouldNotBeEmpty();
        link.Find("#link-other").GetAttribute("value").ShouldBe("C-19990101-0001");

        var merge = fixture.Render<MergePanel>("merge");
        merge.Find("#merge-into").Change("C-19990101-0001");
        await merge.Find("form").SubmitAsync();
        fixture.Runner.Refused.ShouldNotBeEmpty();
        fixture.IsDone.ShouldBeFalse();
    }

    [Fact]
    public async Task Split_MakesASecondCase_OrSaysWhatIsMissing_I5()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<SplitPanel>("split");
        await panel.Find("form").SubmitAsync();
        fixture.Runner.Refused.ShouldNotBeEmpty();

        panel.Find("#split-subject").Change("A second question");
        panel.Find("#act-text").Input("And another thing.");
        await panel.Find("form").SubmitAsync();

        fixture.IsDone.ShouldBeTrue();
        (await host.ReadAsync(db => Task.FromResult(db.Cases.Count(c => c.Subject == "A second question")))).ShouldBe(1);
    }

    [Theory]
    [InlineData("solution", "Send the solution")]
    [InlineData("wait", "Wait for the customer")]
    [InlineData("hotline", "Log the hotline call")]
    [InlineData("reopen", "Reopen the case")]
    public async Task Panel_TheButtonNamesTheAct(string act, string words)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var fixture = await PanelFixture.OpenAsync(host);

        fixture.Render<WordsPanel>(act).Find("button[type=submit]").TextContent.ShouldBe(words);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Links_SendRenewOrRevoke_SayingWhereTheyGo_U5(int choice, bool? renews)
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<LinksPanel>("links");
        panel.Find("p.sub").TextContent.ShouldContain(fixture.Case.Contact.Email);

        await panel.Find("form").SubmitAsync();
        (fixture.Runner.Command, fixture.IsDone).ShouldBe((null, false), "nothing is chosen beforehand");
        panel.FindAll("input[name=links]")[choice].Change(true);
        await panel.Find("form").SubmitAsync();

        fixture.Runner.Command.ShouldBe(renews is { } sendsNew ? new RevokeLinks(sendsNew) : new SendLink());
        fixture.IsDone.ShouldBeTrue();
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("solution")]
    [InlineData("close")]
    public async Task Panel_ShowsWhoGetsIt_LetsOneChoose_AndSendsToNobodyNever(string act)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var fixture = await PanelFixture.OpenAsync(
            host,
            opened => host.DoAsync(opened, new AddParticipant("ito@daiwa.example", "Ito Mai"))
        );
        var panel = Render(fixture, act);
        panel.FindAll(".recipients .mud-chip").Count.ShouldBe(2);
        panel.Find("#act-text").Input("Words to the customer.");

        await panel.FindAll(".mud-chip button")[0].ClickAsync(new());
        await panel.FindAll(".mud-chip button")[0].ClickAsync(new());
        await panel.Find("form").SubmitAsync();
        (fixture.IsDone, fixture.Runner.Command).ShouldBe((false, null));
        fixture.Runner.Refused.ShouldHaveSingleItem().Code.ShouldStartWith("Nobody is left");

        await panel.FindAll("button").Single(b => b.TextContent.Contains("Everybody again", StringComparison.Ordinal)).ClickAsync(new());
        await panel.FindAll(".mud-chip button")[0].ClickAsync(new());
        await panel.Find("form").SubmitAsync();
        var sent = fixture.Runner.Command.ShouldBeAssignableTo<IAddressesMail>()!;
        (sent.To, sent.Cc!.Count, fixture.IsDone).ShouldBe(("ito@daiwa.example", 0, true));
    }

    private static IRenderedComponent<ActPanel> Render(PanelFixture fixture, string act)
    {
        switch (act)
        {
            case "ask":
                var ask = fixture.Render<AskPanel>(act);
                ask.FindAll("input[type=checkbox]")[0].Change(true);
                return (IRenderedComponent<ActPanel>)ask;
            case "close":
                var close = fixture.Render<ClosePanel>(act);
                close.Find("#act-reason").Change(nameof(ClosingReason.WorksAsSpecified));
                return (IRenderedComponent<ActPanel>)close;
            default:
                return (IRenderedComponent<ActPanel>)fixture.Render<WordsPanel>(act);
        }
    }

    [Fact]
    public async Task Cancel_ClosesWithoutACommand_AndKeepsTheDraft()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<WordsPanel>("solution");
        panel.Find("#act-text").Input("half a solution");

        panel.Find(".acts button[type=button]").Click();

        (fixture.IsDone, fixture.Runner.Command, fixture.Drafts.Text("solution")).ShouldBe((true, null, "half a solution"));
    }
}
