using System.Text.Json.Nodes;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Intake;

/// <summary>Intake by API (spec I2, E5, P).</summary>
[Collection(ApiTests.Name)]
public sealed class OpenCaseApiTests(ApiServer server)
{
    [Fact]
    public async Task Open_AnswersWithNumberVerdictAndClocks()
    {
        using var caller = server.Caller();
        var answer = (await caller.PostAsync(Intakes.Path, Intakes.Json())).ShouldBeOk(201);
        var body = answer.Json;
        var number = (string)body["number"]!;
        CaseNumber.IsValid(number).ShouldBeTrue();
        number.ShouldStartWith("C-20270609-");
        answer.Headers.Location!.ToString().ShouldBe("/api/v1/cases/" + number);
        answer.Headers.ETag!.Tag.ShouldBe("\"1\"");
        ((string)body["verdict"]!["kind"]!).ShouldBe("Entitled");
        body["verdict"]!["reasons"]!.AsArray().Select(r => $"{r!["rule"]} {r["code"]}").ShouldBe(["E3 contract-runs", "E1 version-latest"]);
        body["verdict"]!["reasons"]!
            .AsArray()
            .ShouldAllBe(r => ((string)r!["text"]!).Length > 10 && !((string)r["text"]!).Contains("reason."));
        var clock = body["clocks"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)clock["kind"]!, (string)clock["dueAt"]!, (double)clock["targetSeconds"]!, (string)clock["state"]!).ShouldBe(
            ("FirstResponse", "2027-06-10T01:00:00Z", 28800, "Running")
        );
        ((string)body["status"]!, (string)body["channel"]!, (string)body["ball"]!["with"]!).ShouldBe(("New", "Api", "Us"));
        var read = (await caller.GetAsync("/api/v1/cases/" + number)).ShouldBeOk();
        JsonNode.DeepEquals(read.Json["case"], body).ShouldBeTrue("reading it back gives the same picture");
        ((string)read.Json["timeline"]!.AsArray().Where(e => (string)e!["by"]! != "System").ShouldHaveSingleItem()!["text"]!).ShouldBe(
            "毎晩失敗します。\nSince Friday."
        );
    }

    [Theory]
    [InlineData("Emergency", "2027-06-09T02:00:00Z", "always")]
    [InlineData("High", "2027-06-10T01:00:00Z", "business")]
    [InlineData("Medium", "2027-06-11T01:00:00Z", "business")]
    [InlineData("Low", "2027-06-11T01:00:00Z", "business")]
    public async Task Open_Premium_ClockFollowsTheMatrix_P2_P5_P6(string severity, string due, string calendar)
    {
        using var caller = server.Caller();
        var body = (await caller.PostAsync(Intakes.Path, Intakes.Json(severity, b => b["serialNumber"] = Intakes.PremiumSerial)))
            .ShouldBeOk(201)
            .Json;
        ((string)body["tier"]!, (string)body["clocks"]![0]!["dueAt"]!, (string)body["clocks"]![0]!["calendar"]!).ShouldBe(
            ("Premium", due, calendar)
        );
    }

    [Fact]
    public async Task Open_VersionTooOld_IsTakenWithoutAClock_E1_E5()
    {
        using var caller = server.Caller();
        var body = (await caller.PostAsync(Intakes.Path, Intakes.Json(change: b => b["productVersion"] = "5.0.1"))).ShouldBeOk(201).Json;
        ((string)body["verdict"]!["kind"]!, (string)body["tier"]!, body["clocks"]!.AsArray().Count).ShouldBe(
            ("NotEntitled", "SelfService", 0)
        );
    }

    /// <summary>Who should have it, and why, stands in the answer while nobody has it (spec U2).</summary>
    [Fact]
    public async Task Open_SuggestsAnOwner_InTheCallersWords_UntilSomebodyHasIt_U2()
    {
        using var caller = server.Caller(language: "en");
        var body = (await caller.PostAsync(Intakes.Path, Intakes.Json())).ShouldBeOk(201).Json;
        var suggested = body["suggestedOwner"]!;
        ((string)suggested["text"]!).ShouldMatch("^knows ShadowProtect.*, [0-9]+ open, Japanese");
        ((string)suggested["reasons"]![0]!["kind"]!).ShouldBe("KnowsProduct");
        var number = (string)body["number"]!;
        (await caller.PostAsync($"/api/v1/cases/{number}/assign", $$"""{"owner":"{{(string)suggested["person"]!}}"}""")).ShouldBeOk();
        (await caller.GetAsync("/api/v1/cases/" + number)).ShouldBeOk().Json["case"]!["suggestedOwner"].ShouldBeNull();
    }

    [Fact]
    public async Task Open_ReasonsAreInTheCallersLanguage_E5_U6()
    {
        using var japanese = server.Caller(language: "ja");
        var text = (string)
            (await japanese.PostAsync(Intakes.Path, Intakes.Json())).ShouldBeOk(201).Json["verdict"]!["reasons"]![0]!["text"]!;
        text.Any(c => c is >= 'ぁ' and <= 'ん').ShouldBeTrue(text);
    }

    [Fact]
    public async Task Open_ProductCodeInOtherLetters_IsTheSameProduct_E8()
    {
        using var caller = server.Caller();
        var body = (await caller.PostAsync(Intakes.Path, Intakes.Json(change: b => b["product"] = "spx-server"))).ShouldBeOk(201).Json;
        ((string)body["verdict"]!["kind"]!, (string)body["product"]!).ShouldBe(("Entitled", "SPX-SERVER"));
    }

    [Theory]
    [InlineData("５．２．７", "ＳＰ－１００１－７３３７")]
    [InlineData(" 5.2.7 ", "sp‐1001−7337 ")]
    public async Task Open_WideCharacters_AreThePlainOnes(string version, string serial)
    {
        using var caller = server.Caller();

        var body = (
            await caller.PostAsync(Intakes.Path, Intakes.Json(change: b => (b["productVersion"], b["serialNumber"]) = (version, serial)))
        )
            .ShouldBeOk(201)
            .Json;

        ((string)body["verdict"]!["kind"]!, (string)body["productVersion"]!).ShouldBe(("Entitled", "5.2.7"));
    }

    [Fact]
    public async Task IdempotencyKey_SameBody_GivesTheSameCase()
    {
        using var caller = server.Caller();
        var key = ("Idempotency-Key", "same-" + Guid.NewGuid());
        var first = (await caller.PostAsync(Intakes.Path, Intakes.Json(), key)).ShouldBeOk(201);
        var stored = await server.StoredAsync();
        var again = (await caller.PostAsync(Intakes.Path, Intakes.Json(), key)).ShouldBeOk(201);
        ((string)again.Json["number"]!).ShouldBe((string)first.Json["number"]!);
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task IdempotencyKey_OtherBody_IsRefusedAndStoresNothing()
    {
        using var caller = server.Caller();
        var key = ("Idempotency-Key", "other-" + Guid.NewGuid());
        (await caller.PostAsync(Intakes.Path, Intakes.Json(), key)).ShouldBeOk(201);
        var stored = await server.StoredAsync();
        (await caller.PostAsync(Intakes.Path, Intakes.Json("Low"), key))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["Idempotency-Key: idempotency.key-reused"]);
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task IdempotencyKey_SentByManyAtOnce_OpensOneCase()
    {
        using var caller = server.Caller();
        var key = ("Idempotency-Key", "many-" + Guid.NewGuid());
        var before = await CasesAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => caller.PostAsync(Intakes.Path, Intakes.Json(), key)));
        answers.ShouldAllBe(a => a.Status == 201);
        answers.Select(a => (string)a.Json["number"]!).Distinct().Count().ShouldBe(1);
        (await CasesAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Numbers_OfCasesOpenedAtOnce_AreUniqueAndWithoutGaps()
    {
        using var caller = server.Caller();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => caller.PostAsync(Intakes.Path, Intakes.Json("Low"))));
        var running = answers
            .Select(a => int.Parse(((string)a.ShouldBeOk(201).Json["number"]!)[11..], System.Globalization.CultureInfo.InvariantCulture))
            .Order()
            .ToList();
        running.ShouldBe(Enumerable.Range(running[0], 20));
    }

    public static TheoryData<string, string, int> BadIntakes() =>
        new()
        {
            { """{"severity":"Urgent"}""", "severity: enum.unknown", 400 },
            { """{"severity":1}""", "severity: enum.unknown", 400 },
            { """{"severity":"1"}""", "severity: enum.unknown", 400 },
            { """{"severity":"High,Low"}""", "severity: enum.unknown", 400 },
            { """{"userKind":""}""", "userKind: enum.unknown", 400 },
            { """{"surprise":true}""", "surprise: json.bad", 400 },
            { """{"subject":5}""", "subject: json.bad", 400 },
            { """{"answers":"none"}""", "answers: json.bad", 400 },
            { """{"email":"nobody"}""", "email: email.bad", 422 },
            { """{"email":"a b@c.example"}""", "email: email.bad", 422 },
            { """{"language":"fr"}""", "language: language.unknown", 422 },
            { """{"product":"PHOTO-SHOP"}""", "product: product.unknown", 422 },
            { """{"severity":null}""", "severity: value.required", 422 },
            { """{"contactName":"  "}""", "contactName: text.required", 422 },
            { """{"subject":"two\nlines"}""", "subject: text.one-line", 422 },
            { """{"description":"bell \u0007"}""", "description: text.control-characters", 422 },
            { "{\"subject\":\"" + new string('x', 201) + "\"}", "subject: text.too-long", 422 },
            { "{\"description\":\"" + new string('x', 200_001) + "\"}", "description: text.too-long", 422 },
            { "{\"answers\":{\"restoreBy\":\"" + new string('x', 20_001) + "\"}}", "answers.restoreBy: text.too-long", 422 },
            { "{\"serialNumber\":\"" + new string('x', 101) + "\"}", "serialNumber: text.too-long", 422 },
        };

    [Theory]
    [MemberData(nameof(BadIntakes))]
    public async Task Open_BadField_IsNamedInBothLanguagesAndNothingIsStored(string change, string error, int status)
    {
        var body = Intakes.Json(change: b =>
        {
            foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
                b[name] = value?.DeepClone();
        });
        var stored = await server.StoredAsync();
        List<string> details = [];
        foreach (var language in new[] { "en", "ja" })
        {
            using var caller = server.Caller(language: language);
            var refused = (await caller.PostAsync(Intakes.Path, body)).ShouldBeProblem(status);
            refused.Errors.ShouldContain(error);
            details.Add((string)refused.Json["detail"]!);
        }

        details[0].ShouldNotBe(details[1], "the reason is in the caller's language");
        details[1].Any(c => c is >= 'ぁ' and <= 'ん').ShouldBeTrue(details[1]);
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task Open_NothingGiven_NamesEveryMissingField()
    {
        using var caller = server.Caller();
        (await caller.PostAsync(Intakes.Path, "{}"))
            .ShouldBeProblem(422)
            .Errors.Select(e => e.Split(':')[0])
            .Distinct()
            .ShouldBe(
                ["userKind", "contactName", "email", "product", "productVersion", "requestType", "severity", "subject", "description"],
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData("no spaces allowed", 1)]
    [InlineData("201 characters", 201)]
    public async Task Open_BadIdempotencyKey_IsRefused(string key, int times)
    {
        using var caller = server.Caller();
        (await caller.PostAsync(Intakes.Path, Intakes.Json(), ("Idempotency-Key", times == 1 ? key : new string('x', times))))
            .ShouldBeProblem(400)
            .Errors.ShouldBe(["Idempotency-Key: header.idempotency-key"]);
    }

    private async Task<int> CasesAsync() =>
        int.Parse((await server.StoredAsync()).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
