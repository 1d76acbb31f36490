using AngleSharp.Dom;
using Bunit;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.Scope;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>
/// The panels that decide something: each asks for what its decision needs, and
/// keeps the words when it is refused (spec C10, E7, H3, H5, S6).
/// </summary>
public sealed class DecisionPanelTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task Close_AsksForWhatTheReasonNeeds_C10()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<ClosePanel>("close");
        panel.FindAll("#act-detail").ShouldBeEmpty();
        panel.FindAll("#act-reason option").Count.ShouldBe(ClosingReasonRules.Choosable.Count + 1, "nothing is chosen beforehand");

        panel.Find("#act-reason").Change(nameof(ClosingReason.SolvedByUpdate));
        panel.Find("#act-text").Input("thank you");
        await panel.Find("form").SubmitAsync();
        (fixture.Runner.Refused.ShouldHaveSingleItem().Field, panel.Find("#act-text").GetAttribute("value")).ShouldBe(
            ("detail", "thank you")
        );

        panel.Find("#act-detail").Input("5.2.8");
        await panel.Find("form").SubmitAsync();
        fixture.Runner.Command.ShouldBe(new CloseCase(ClosingReason.SolvedByUpdate, "5.2.8", "thank you"));
        fixture.IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task Escalate_AsksBothQuestions_H3()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<EscalatePanel>("escalate");

        await panel.Find("form").SubmitAsync();
        fixture.Runner.Refused.Count.ShouldBe(3);
        panel.FindAll("input[type=radio]").ShouldAllBe(i => i.HasAttribute("required"));

        panel.Find("#act-text").Input("we stand still");
        panel.FindAll("input[name=workaround]")[1].Change(true);
        panel.FindAll("input[name=serious]")[0].Change(true);
        await panel.Find("form").SubmitAsync();
        fixture.Runner.Command.ShouldBe(new RequestEscalation("we stand still", false, true));
    }

    [Fact]
    public async Task Resolve_SaysWhoConfirmedIt_H5()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<ResolvePanel>("resolve");

        panel.FindAll("input[name=confirmed]")[1].Change(true);
        panel.FindAll("ul.moves li").Count.ShouldBe(2, "what becomes of the first response and of silence is said before");
        await panel.Find("form").SubmitAsync();

        fixture.Runner.Command.ShouldBe(new ResolveCase(false, null, null, null));
    }

    [Fact]
    public async Task Scope_TopicProposesItsAnswer_E7()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<ScopePanel>("scope");

        await panel.Find("form").SubmitAsync();
        fixture.Runner.Refused.Select(e => e.Field).ShouldContain("topic");

        panel.Find("#scope-topic").Change(nameof(OutOfScopeTopic.DataRecovery));
        panel.WaitForAssertion(() => panel.Find("#act-text").GetAttribute("value").ShouldNotBeNull().ShouldContain("山本 健一"));
        var proposed = fixture.Drafts.Text("scope");
        await panel.Find("form").SubmitAsync();
        fixture.Runner.Command.ShouldBe(new MarkScope(OutOfScopeTopic.DataRecovery, proposed));
    }

    [Fact]
    public async Task Severity_ShowsTheMail_SendsBothTexts_KeepsThemWhenRefused_S6()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var panel = fixture.Render<SeverityPanel>("severity");
        panel.FindAll(".notice").ShouldBeEmpty();

        panel.Find("#severity-to").Change(nameof(Severity.Medium));
        panel.Find("#severity-told").Input("お電話のとおりです。");
        panel.WaitForAssertion(() => panel.Find(".notice pre").TextContent.ShouldContain("お電話のとおりです。"));
        panel.Find(".notice [lang=ja]").ShouldNotBeNull();
        await panel.Find("form").SubmitAsync();
        (fixture.Runner.Refused.ShouldHaveSingleItem().Field, fixture.Drafts.Text("severity-told"), fixture.IsDone).ShouldBe(
            ("reason", "お電話のとおりです。", false)
        );

        panel.Find("#severity-reason").Input("small impact");
        var shown = panel.Find(".notice pre").TextContent;
        await panel.Find("form").SubmitAsync();
        fixture.Runner.Command.ShouldBe(new DecideSeverity(Severity.Medium, "small impact", "お電話のとおりです。"));
        // The customer's link is sealed anew each time it is written.
        WithoutLink((await host.MailsOfAsync(fixture.Case)).Last().TextBody).ShouldBe(WithoutLink(shown));
        (fixture.IsDone, fixture.Drafts.Text("severity"), fixture.Drafts.Text("severity-told")).ShouldBe((true, "", ""));
    }

    private static string WithoutLink(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("https://", StringComparison.Ordinal)));
}
