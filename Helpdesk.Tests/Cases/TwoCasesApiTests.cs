using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Cases;

/// <summary>Splitting, merging, linking, escalation and taking a closing back over HTTP (spec I5, C9, H3, H4).</summary>
[Collection(ApiTests.Name)]
public sealed class TwoCasesApiTests(ApiServer server)
{
    [Fact]
    public async Task Split_OpensASecondCase_LinkedBothWays_WithClocksOfItsOwn_I5()
    {
        using var caller = server.Caller();
        var first = await caller.OpenAsync();
        var made = await caller.PostAsync(
            $"{Intakes.Path}/{first}/split",
            """{"subject":"Second question","description":"And how do I update?","severity":"Low"}"""
        );
        made.Status.ShouldBe(201, made.Text);
        var second = (string)made.Json["number"]!;
        var read = (await caller.GetAsync($"{Intakes.Path}/{second}")).Json["case"]!;
        ((string)read["severity"]!, (string)read["serialNumber"]!, read["clocks"]!.AsArray().Count).ShouldBe(
            ("Low", Intakes.StandardSerial, 1)
        );
        (await LinksAsync(first)).ShouldBe([(LinkKind.SplitInto, second)]);
        (await LinksAsync(second)).ShouldBe([(LinkKind.SplitFrom, first)]);
    }

    [Theory]
    [InlineData("""{"subject":"","description":"x","severity":"Low"}""", "subject: text.required")]
    [InlineData("""{"subject":"x","description":"x"}""", "severity: value.required")]
    public async Task Split_BadInput_NamesTheField(string body, string error)
    {
        using var caller = server.Caller();
        var first = await caller.OpenAsync();
        var stored = await server.StoredAsync();
        (await caller.PostAsync($"{Intakes.Path}/{first}/split", body)).ShouldBeProblem(422).Errors.ShouldBe([error]);
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task Merge_TwoPeopleOppositeWaysAtOnce_OneWins_NothingIsLost_I5()
    {
        using var caller = server.Caller();
        for (var round = 0; round < 5; round++)
        {
            var (a, b) = (await caller.OpenAsync(), await caller.OpenAsync());
            var answers = await Task.WhenAll(
                caller.PostAsync($"{Intakes.Path}/{a}/merge", $$"""{"into":"{{b}}"}"""),
                caller.PostAsync($"{Intakes.Path}/{b}/merge", $$"""{"into":"{{a}}"}""")
            );
            answers.Count(answer => answer.Status == 200).ShouldBe(1);
            answers.Single(answer => answer.Status != 200).Code.ShouldBeOneOf("merge.other-closed", "case.not-allowed");
            var open = answers[0].Status == 200 ? b : a;
            ((string)(await caller.GetAsync($"{Intakes.Path}/{open}")).Json["case"]!["status"]!).ShouldBe("New");
        }
    }

    [Fact]
    public async Task Merge_EveryMessageOfBothIsShown_I5()
    {
        using var caller = server.Caller();
        var (duplicate, main) = (await caller.OpenAsync(), await caller.OpenAsync());
        (await caller.PostAsync($"{Intakes.Path}/{duplicate}/note", """{"text":"said on the duplicate"}""")).ShouldBeOk();
        (
            await caller.PostAsync(
                $"{Intakes.Path}/{duplicate}/merge",
                $$"""{"into":" {{main.ToLowerInvariant()}} "}""",
                ("If-Match", "\"2\"")
            )
        ).ShouldBeOk();
        var record = await server.Console.Services.GetRequiredService<CaseQuery>().FindAsync(main, TestContext.Current.CancellationToken);
        record!.Lines.Where(l => l.From == duplicate).Select(l => l.Entry.Event).OfType<NoteAdded>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Merge_IntoACaseThatChangedSinceItWasSeen_IsRefused_AndSoIsASplitOfOne_I5()
    {
        using var caller = server.Caller();
        var (duplicate, main) = (await caller.OpenAsync(), await caller.OpenAsync());
        (await caller.PostAsync($"{Intakes.Path}/{main}/reply", """{"text":"said meanwhile"}""")).ShouldBeOk();

        (await caller.PostAsync($"{Intakes.Path}/{duplicate}/merge", $$"""{"into":"{{main}}","expectedTarget":1}"""))
            .ShouldBeProblem(412)
            .Code.ShouldBe("merge.target-changed");
        var split = """{"subject":"Second question","description":"And how do I update?","severity":"Low"}""";
        (await caller.PostAsync($"{Intakes.Path}/{main}/split", split, ("If-Match", "\"1\"")))
            .ShouldBeProblem(412)
            .Code.ShouldBe("case.changed");

        (await caller.PostAsync($"{Intakes.Path}/{main}/split", split, ("If-Match", "\"2\""))).Status.ShouldBe(201);
        (await caller.PostAsync($"{Intakes.Path}/{duplicate}/merge", $$"""{"into":"{{main}}","expectedTarget":3}""")).ShouldBeOk();
    }

    [Fact]
    public async Task Merge_IntoNothingOrAnotherCustomer_IsRefused()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        (await caller.PostAsync($"{Intakes.Path}/{number}/merge", """{"into":"C-20270609-9999"}"""))
            .ShouldBeProblem(404)
            .Errors.ShouldBe(["into: case.unknown"]);
        var stranger = await caller.OpenAsync(
            "Low",
            body =>
            {
                body["organisation"] = "Somebody Else";
                body["email"] = "else@else.example";
            }
        );
        (await caller.PostAsync($"{Intakes.Path}/{number}/merge", $$"""{"into":"{{stranger}}"}"""))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["into: merge.other-customer"]);
    }

    [Fact]
    public async Task Link_FollowUp_HasBothEnds_C9()
    {
        using var caller = server.Caller();
        var (old, again) = (await caller.OpenAsync(), await caller.OpenAsync());
        (await caller.PostAsync($"{Intakes.Path}/{again}/link", $$"""{"kind":"FollowUpOf","other":"{{old}}"}""")).ShouldBeOk();
        (await LinksAsync(old)).ShouldBe([(LinkKind.FollowedBy, again)]);
        (await caller.PostAsync($"{Intakes.Path}/{again}/link", $$"""{"kind":"MergedInto","other":"{{old}}"}"""))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["kind: link.kind"]);
    }

    [Fact]
    public async Task Escalation_SeriousWithoutWorkaround_CannotBeDeclined_AndRaisingTellsTheSupervisor_H3()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync("Medium");
        (
            await caller.PostAsync(
                $"{Intakes.Path}/{number}/escalate",
                """{"businessImpact":"Payroll stands still.","workaroundExists":false,"effectIsSerious":true}"""
            )
        ).ShouldBeOk();
        (await caller.PostAsync($"{Intakes.Path}/{number}/decline-escalation", """{"text":"no"}"""))
            .ShouldBeProblem(422)
            .Code.ShouldBe("escalation.serious");
        (await caller.PostAsync($"{Intakes.Path}/{number}/severity", """{"severity":"High","reason":"Payroll."}""")).ShouldBeOk();
        (await AlertsAsync(number)).ShouldBe([AlertKind.EscalationRaised, AlertKind.EscalationRequested], ignoreOrder: true);
    }

    [Fact]
    public async Task SecondReopen_TellsTheSupervisor_TheFirstDoesNot_C9()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        for (var times = 1; times <= 2; times++)
        {
            (await caller.PostAsync($"{Intakes.Path}/{number}/close", """{"reason":"NoLongerNeeded","detail":"by mail"}""")).ShouldBeOk();
            (await caller.PostAsync($"{Intakes.Path}/{number}/reopen", "{}")).ShouldBeOk();
            (await AlertsAsync(number)).Count.ShouldBe(times - 1);
        }
    }

    [Fact]
    public async Task UndoClose_BringsTheCaseBack()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        (await caller.PostAsync($"{Intakes.Path}/{number}/close", """{"reason":"NoLongerNeeded","detail":"by mail"}""")).ShouldBeOk();
        ((string)(await caller.PostAsync($"{Intakes.Path}/{number}/undo-close", "{}")).ShouldBeOk().Json["status"]!).ShouldBe("New");
        (await caller.PostAsync($"{Intakes.Path}/{number}/undo-close", "{}")).ShouldBeProblem(409).Code.ShouldBe("case.not-allowed");
    }

    private async Task<List<(LinkKind Kind, string Other)>> LinksAsync(string number)
    {
        var record = await server.Console.Services.GetRequiredService<CaseQuery>().FindAsync(number, TestContext.Current.CancellationToken);
        return [.. record!.Case.Links.Select(l => (l.Kind, l.OtherNumber))];
    }

    private async Task<List<AlertKind>> AlertsAsync(string number)
    {
        await using var db = await server
            .Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Alerts.Where(a => a.CaseNumber == number).Select(a => a.Kind).ToListAsync(TestContext.Current.CancellationToken);
    }
}
