using Bunit;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>The take button of the page: at once what nobody has, a colleague's only after a question (issue 17, spec H1).</summary>
public sealed class TakeOverTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task ColleaguesCase_IsAskedAboutFirst_AndTakenFromWhomTheReaderSaw()
    {
        await using var fixture = await PanelFixture.OpenAsync(
            host,
            opened => host.DoAsync(opened, new AssignCase(DemoPeople.Sato.Id, DemoPeople.Sato.DisplayName))
        );
        var acts = fixture.RenderActs();

        await acts.Find(".acts button").ClickAsync(new());
        fixture.Runner.Command.ShouldBeNull("nothing is done yet");
        acts.Find(".take-over").TextContent.ShouldContain(DemoPeople.Sato.DisplayName);
        acts.Find(".take-over").TextContent.ShouldContain("10:00", customMessage: "since when it is hers");

        await acts.FindAll(".take-over button")[1].ClickAsync(new());
        acts.FindAll(".take-over").ShouldBeEmpty();
        fixture.Runner.Command.ShouldBeNull();

        await acts.Find(".acts button").ClickAsync(new());
        await acts.Find(".take-over button").ClickAsync(new());
        fixture.Runner.Command.ShouldBeOfType<TakeCase>().Seen.ShouldBe(OwnerSeen.Of(DemoPeople.Sato.Id));
        fixture.Runner.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task CaseOfNobody_IsTakenAtOnce()
    {
        await using var fixture = await PanelFixture.OpenAsync(host);
        var acts = fixture.RenderActs();
        await acts.Find(".acts button").ClickAsync(new());
        fixture.Runner.Command.ShouldBeOfType<TakeCase>().Seen.ShouldBe(OwnerSeen.Nobody);
    }
}
