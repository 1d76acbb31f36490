using System.Globalization;
using Bunit;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Outlook;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;
using TestContext = Xunit.TestContext;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>Before a case is given away, merged, resolved or closed its screen says what becomes of each promise (issue 17).</summary>
public sealed class PromiseOutlookTests(MailHost host) : IClassFixture<MailHost>, IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Theory]
    [InlineData("en", "First response (until ", "Promised call (until ", "Answer to the escalation", "to be made first", "called off", 4)]
    [InlineData("ja", "初回応答（", "約束した電話（", "エスカレーションへの回答", "先に電話をかけるか", "取り消し", 4)]
    public async Task Close_NamesEachFromTheFirst_WithItsEffectOnceTheReasonIsChosen(
        string language,
        string first,
        string call,
        string escalation,
        string forbids,
        string off,
        int lines
    )
    {
        Speak(language);
        await using var fixture = await PanelFixture.OpenAsync(host, OweAsync);
        var panel = fixture.Render<ClosePanel>("close");

        var before = Lines(panel);
        before.Count.ShouldBe(lines);
        before.ShouldContain(l => l.StartsWith(first, StringComparison.Ordinal));
        before.ShouldNotContain(l => l.Contains(forbids, StringComparison.Ordinal), "nothing is chosen yet");
        panel.Find("#act-reason").Change(nameof(ClosingReason.WorksAsSpecified));
        Of(panel, call).ShouldContain(forbids);
        panel.Find("#act-reason").Change(nameof(ClosingReason.NoLongerNeeded));
        Of(panel, call).ShouldContain(off);
        Of(panel, escalation).ShouldNotBe(escalation);
        Lines(panel).Count.ShouldBe(lines, "nothing beside it moves");
        panel.Markup.ShouldNotContain("outlook.");
    }

    [Theory]
    [InlineData("en", "First response (until ", "kept by the words below", "called off", "begins when the promised call was made")]
    [InlineData("ja", "初回応答（", "下の文面で回答済み", "取り消し", "約束した電話の後に")]
    public async Task Resolve_NamesEach_TheCustomersYesAndOurs(string language, string first, string words, string off, string later)
    {
        Speak(language);
        await using var fixture = await PanelFixture.OpenAsync(host, OweAsync);
        var panel = fixture.Render<ResolvePanel>("resolve");

        var before = Lines(panel).Count;
        panel.FindAll("input[name=confirmed]")[1].Change(true);
        Of(panel, first).ShouldContain(words);
        Lines(panel)[^1].ShouldContain(later);
        panel.FindAll("input[name=confirmed]")[0].Change(true);
        Of(panel, first).ShouldContain(off);
        Lines(panel).Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("en", "goes over to ", "goes on", "ends")]
    [InlineData("ja", "に引き継がれます", "継続", "終了")]
    public async Task Merge_SaysItOfBothCases(string language, string over, string on, string ends)
    {
        Speak(language);
        var target = await host.OpenAsync();
        await host.DoAsync(target, new RequestEscalation("We lose a day.", true, false));
        var waiting = await host.OpenAsync();
        await host.DoAsync(waiting, new AskForMore([RequestedItem.Logs], "The log, please."));
        await using var fixture = await PanelFixture.OpenAsync(host, OweAsync);
        var panel = fixture.Render<MergePanel>("merge");
        panel.FindAll(".outlook").Count.ShouldBe(1);
        Lines(panel).Count(l => l.Contains(over, StringComparison.Ordinal)).ShouldBe(4);

        panel.Find("#merge-into").Change(target.Number);
        panel.WaitForAssertion(() => panel.FindAll(".outlook").Count.ShouldBe(2));
        panel.FindAll(".outlook")[0].TextContent.ShouldContain(target.Number);
        Rows(panel, 1).ShouldAllBe(l => l.EndsWith(on, StringComparison.Ordinal));

        panel.Find("#merge-into").Change(waiting.Number.ToLowerInvariant());
        panel.WaitForAssertion(() => Rows(panel, 1).ShouldHaveSingleItem().ShouldEndWith(ends), TimeSpan.FromSeconds(5));
        panel.Find("#merge-into").Change("C-1");
        panel.WaitForAssertion(() => panel.FindAll(".outlook").Count.ShouldBe(1));
    }

    [Theory]
    [InlineData(
        "en",
        "All 4 promises go on: ",
        "first response due ",
        "call at ",
        "The promise goes on: ",
        "All 5 promises of the 2 cases go on."
    )]
    [InlineData(
        "ja",
        "約束 4 件はすべて継続します: ",
        "初回応答 ",
        "約束した電話 ",
        "約束は継続します: ",
        "ケース 2 件の約束 5 件はすべて継続します。"
    )]
    public async Task GivingAway_IsOneQuietLine_ByDay(string language, string all, string first, string call, string one, string many)
    {
        Speak(language);
        var (fresh, owing) = (await host.OpenAsync(), await host.OpenAsync());
        await OweAsync(owing);

        var line = (await GivingAsync(owing)).ShouldHaveSingleItem("by day nobody is asked for a yes");
        line.ShouldStartWith(all);
        line.ShouldContain(first);
        line.ShouldContain(call);
        (await GivingAsync(fresh)).ShouldHaveSingleItem().ShouldStartWith(one);
        (await GivingAsync(fresh, owing)).ShouldBe([many]);
    }

    private static void Speak(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    // First response, callback, promised call, escalation.
    private async Task OweAsync(Case opened)
    {
        await host.DoAsync(opened, new RequestCallback(null, null, null));
        await host.DoAsync(opened, new RequestEscalation("We lose a day.", true, false));
        await host.DoAsync(opened, new RequestCallback(null, host.Now + Duration.FromHours(5), null));
    }

    private async Task<IReadOnlyList<string>> GivingAsync(params Case[] cases)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentPerson>().SignedInAs(IntakeHost.Agent);
        return await scope
            .ServiceProvider.GetRequiredService<GivingAway>()
            .OfAsync([.. cases.Select(c => c.Number)], TestContext.Current.CancellationToken);
    }

    private static List<string> Lines<TPanel>(IRenderedComponent<TPanel> panel)
        where TPanel : Microsoft.AspNetCore.Components.IComponent => Rows(panel, 0);

    private static List<string> Rows<TPanel>(IRenderedComponent<TPanel> panel, int outlook)
        where TPanel : Microsoft.AspNetCore.Components.IComponent =>
        [.. panel.FindAll(".outlook")[outlook].QuerySelectorAll("li").Select(li => li.TextContent.Trim())];

    private static string Of<TPanel>(IRenderedComponent<TPanel> panel, string promise)
        where TPanel : Microsoft.AspNetCore.Components.IComponent =>
        Lines(panel).Single(l => l.StartsWith(promise, StringComparison.Ordinal));
}
