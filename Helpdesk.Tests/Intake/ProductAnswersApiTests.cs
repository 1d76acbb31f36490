using System.Text.Json.Nodes;
using Helpdesk.Domain.Intake;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Intake;

/// <summary>Questions of a product and answers to them, over HTTP (spec I3, E8).</summary>
[Collection(ApiTests.Name)]
public sealed class ProductAnswersApiTests(ApiServer server)
{
    [Fact]
    public async Task ChangedQuestions_AreAskedFromThenOn_AndChangeNoAnswer()
    {
        using var crm = server.Caller(await server.KeyAsync(ApiKeyScope.Records));
        const string path = "/api/v1/products/Q-TEST";
        var made = (await crm.PutAsync(path, Product("Which job, and since when?", "Where to?"))).ShouldBeOk(201);
        made.Json["questionsEn"]!.AsArray().Select(q => (string)q!).ShouldBe(["Which job, and since when?", "Where to?"]);
        made.Json["questionsJa"]!.AsArray().ShouldBeEmpty();
        var wrong = await crm.PutAsync(path, Product("two\nlines"), ("If-Match", "\"1\""));
        (wrong.Status, wrong.Code).ShouldBe((422, "text.one-line"));
        Asked().ShouldBe(["Which job, and since when?", "Where to?"]);

        using var caller = server.Caller();
        var number = await caller.OpenAsync(change: b => b["answers"] = Answers(("Where to?", "保存先は？", " NAS "), ("Since?", "", " ")));
        (await crm.PutAsync(path, Product("How full is the disk?"), ("If-Match", "\"1\""))).ShouldBeOk();

        Asked().ShouldBe(["How full is the disk?"]);
        (await AnswersAsync(number)).ShouldBe(
            [new(new() { En = "Where to?", Ja = "保存先は？" }, "NAS")],
            "as asked, and empty ones are none"
        );
    }

    [Fact]
    public async Task Answers_WithoutQuestion_TooLongOrTooMany_AreNamed()
    {
        using var caller = server.Caller();
        var refused = await caller.PostAsync(
            Intakes.Path,
            Intakes.Json(change: b =>
                b["answers"] = Answers(("", " ", "x"), (new string('q', 201), "", "x"), ("ok", "", new string('a', 20_001)))
            )
        );
        refused.Status.ShouldBe(422);
        refused.Text.ShouldContain("answers.ofProduct[0].question");
        refused.Text.ShouldContain("answers.ofProduct[1].question");
        refused.Text.ShouldContain("\"answers.ofProduct[2]\"");
        var many = Answers([.. Enumerable.Repeat(("q", "", "a"), 17)]);
        (await caller.PostAsync(Intakes.Path, Intakes.Json(change: b => b["answers"] = many))).Code.ShouldBe("answers.too-many");
        (
            await caller.PostAsync(Intakes.Path, Intakes.Json(change: b => b["answers"] = new JsonObject { ["ofProduct"] = null }))
        ).ShouldBeOk(201);
    }

    private static string Product(params string[] questions) =>
        new JsonObject { ["nameEn"] = "Q test", ["questionsEn"] = new JsonArray([.. questions.Select(q => (JsonNode)q)]) }.ToJsonString();

    private static JsonObject Answers(params (string En, string Ja, string Text)[] all) =>
        new()
        {
            ["ofProduct"] = new JsonArray([
                .. all.Select(a => new JsonObject
                {
                    ["question"] = new JsonObject { ["en"] = a.En, ["ja"] = a.Ja },
                    ["text"] = a.Text,
                }),
            ]),
        };

    private IEnumerable<string> Asked() =>
        server.Console.Services.GetRequiredService<Catalogue>().Find("Q-TEST")!.Questions.Select(q => q.In("en"));

    private async Task<IEnumerable<ProductAnswer>> AnswersAsync(string number)
    {
        await using var db = await server
            .Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return (await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number, TestContext.Current.CancellationToken))
            .Answers
            .OfProduct;
    }
}
