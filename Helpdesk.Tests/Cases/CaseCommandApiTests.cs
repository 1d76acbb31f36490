using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Cases;

/// <summary>Every command word, optimistic versions, and what is refused (spec H, C, S).</summary>
[Collection(ApiTests.Name)]
public sealed class CaseCommandApiTests(ApiServer server)
{
    public static TheoryData<string, string?, string> Words() =>
        new()
        {
            { "assign", """{"owner":"sato"}""", "InProgress" },
            { "reply", """{"text":"調べます。"}""", "InProgress" },
            { "note", """{"text":"seen before"}""", "New" },
            { "customer-message", """{"text":"any news?"}""", "New" },
            { "call", """{"direction":"Outgoing","reached":true,"text":"spoke"}""", "InProgress" },
            { "call", """{"direction":"incoming","reached":false,"text":"left a message"}""", "New" },
            { "callback", """{"phoneNumber":"03-1","promisedFor":"2027-06-09T15:00:00+09:00","text":"after lunch"}""", "New" },
            { "callback", "{}", "New" },
            { "severity", """{"severity":"Medium","reason":"less than thought"}""", "New" },
            { "wait", """{"text":"logs, please"}""", "WaitingOnCustomer" },
            { "wait-for-vendor", "{}", "WaitingOnVendor" },
            { "solution", """{"text":"apply 5.2.8"}""", "SolutionOffered" },
            { "ask", """{"items":["Logs","Diagnostics"],"text":"Please send both."}""", "WaitingOnCustomer" },
            { "scope", """{"topic":"DataRecovery","text":"We cannot recover the database."}""", "InProgress" },
            { "escalate", """{"businessImpact":"Payroll stands still.","workaroundExists":false,"effectIsSerious":true}""", "New" },
            { "hotline-call", """{"text":"Where are you?"}""", "New" },
            { "resolve", """{"confirmedByCustomer":true,"how":"mail"}""", "Resolved" },
            { "close", """{"reason":"SolvedByUpdate","detail":"5.2.8","text":"Please install 5.2.8."}""", "Closed" },
        };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Command_Word_ChangesTheCaseByOneVersion(string word, string? body, string status)
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        var answer = (await caller.PostAsync($"{Intakes.Path}/{number}/{word}", body, ("If-Match", "\"1\""))).ShouldBeOk();
        ((string)answer.Json["number"]!, (string)answer.Json["status"]!, (int)answer.Json["version"]!).ShouldBe((number, status, 2));
        answer.Headers.ETag!.Tag.ShouldBe("\"2\"");
        var read = (await caller.GetAsync($"{Intakes.Path}/{number}")).Json;
        ((string)read["case"]!["status"]!, (int)read["case"]!["version"]!).ShouldBe((status, 2));
        read["timeline"]!.AsArray().Count(e => (string)e!["by"]! != "System").ShouldBeGreaterThan(1, "it is on record");
    }

    [Fact]
    public async Task ResumeUnassignAndReopen_FollowWhatWentBefore()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        async Task<string> StatusAfter(string word, string? body = "{}") =>
            (string)(await caller.PostAsync($"{Intakes.Path}/{number}/{word}", body)).ShouldBeOk().Json["status"]!;
        await StatusAfter("assign", """{"owner":"sato"}""");
        (await StatusAfter("unassign", """{"expectedOwner":"sato"}""")).ShouldBe("New");
        (await StatusAfter("wait")).ShouldBe("WaitingOnCustomer");
        (await StatusAfter("resume")).ShouldBe("InProgress");
        (await StatusAfter("close", """{"reason":"Confirmed","detail":"on the telephone"}""")).ShouldBe("Closed");
        (await StatusAfter("reopen", """{"text":"again"}""")).ShouldBe("InProgress");
        var read = (await caller.GetAsync($"{Intakes.Path}/{number}")).Json["case"]!;
        ((int)read["reopenCount"]!).ShouldBe(1);
        read["clocks"]!.AsArray().Select(c => (int)c!["cycle"]!).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Take_BelongsToPersons()
    {
        using var machine = server.Caller();
        var number = await machine.OpenAsync();
        (await machine.PostAsync($"{Intakes.Path}/{number}/take", null)).ShouldBeProblem(422).Errors.ShouldBe(["owner: owner.machine"]);
        using var kato = await PersonAsync("kato");
        ((string)(await kato.PostAsync($"{Intakes.Path}/{number}/take", null)).ShouldBeOk().Json["ownerName"]!).ShouldBe(
            DemoPeople.Kato.DisplayName
        );
        (await kato.PostAsync($"{Intakes.Path}/{number}/take", null)).ShouldBeProblem(409).Code.ShouldBe("case.already-owner");
    }

    [Theory]
    [InlineData("\"7\"", 412, "case.changed")]
    [InlineData("W/\"2\"", 412, "case.changed")]
    [InlineData("abc", 400, "header.if-match")]
    [InlineData("\"1\", \"2\"", 400, "header.if-match")]
    [InlineData("-1", 400, "header.if-match")]
    [InlineData("99999999999999999999", 400, "header.if-match")]
    public async Task IfMatch_NotThePresentVersion_IsRefusedAndChangesNothing(string version, int status, string code)
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        var stored = await server.StoredAsync();
        (await caller.PostAsync($"{Intakes.Path}/{number}/note", """{"text":"x"}""", ("If-Match", version)))
            .ShouldBeProblem(status)
            .Errors.ShouldBe(["If-Match: " + code]);
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task IfMatch_TwoWritersWithTheSameVersion_OneWins()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => caller.PostAsync($"{Intakes.Path}/{number}/note", $$"""{"text":"writer {{i}}"}""", ("If-Match", "\"1\"")))
        );
        answers.Select(a => a.Status).Order().ShouldBe([200, 412, 412, 412, 412, 412]);
        (await caller.GetAsync($"{Intakes.Path}/{number}")).Json["timeline"]!
            .AsArray()
            .Count(e => (string)e!["by"]! != "System")
            .ShouldBe(2, "opened, and one note; the mail job may have written beside them");
    }

    public static TheoryData<string, string, string, int> BadCommands() =>
        new()
        {
            { "reply", """{"text":" "}""", "text: text.required", 422 },
            { "reply", "{}", "text: text.required", 422 },
            { "reply", """{"text":"x","extra":1}""", "extra: json.bad", 400 },
            { "assign", """{"owner":"nobody"}""", "owner: owner.unknown", 422 },
            { "assign", "{}", "owner: text.required", 422 },
            { "call", """{"direction":"Sideways","reached":true,"text":"x"}""", "direction: enum.unknown", 400 },
            { "call", """{"text":"x"}""", "reached: value.required", 422 },
            { "callback", """{"promisedFor":"tomorrow"}""", "promisedFor: instant.bad", 400 },
            { "callback", """{"promisedFor":"2020-01-01T00:00:00Z"}""", "promisedFor: callback.in-the-past", 422 },
            { "callback", """{"promisedFor":"9999-12-31T23:59:59Z"}""", "promisedFor: instant.out-of-range", 422 },
            { "callback", """{"promisedFor":"9999-12-31T23:59:59-10:00"}""", "promisedFor: instant.out-of-range", 422 },
            { "callback", """{"phoneNumber":"1\n2"}""", "phoneNumber: text.one-line", 422 },
            { "severity", """{"severity":"Medium","reason":""}""", "reason: text.required", 422 },
            { "severity", """{"reason":"x"}""", "severity: value.required", 422 },
            { "severity", """{"severity":"High","reason":"x"}""", "severity: severity.same", 422 },
            { "close", """{"reason":"Because"}""", "reason: enum.unknown", 400 },
            { "close", """{"reason":"SolvedByUpdate"}""", "detail: close.detail-missing", 422 },
            { "close", """{"reason":"NoAnswer"}""", "reason: close.not-silent-enough", 422 },
            { "resolve", "{}", "confirmedByCustomer: value.required", 422 },
            { "reopen", "{}", ": case.not-allowed", 409 },
            { "resume", "{}", ": case.not-allowed", 409 },
            { "unassign", "{}", ": case.no-owner", 409 },
            { "note", "", ": body.missing", 400 },
            { "note", "null", ": body.missing", 400 },
            { "note", "{\"text\":", "text: json.bad", 400 },
            { "note", "[]", ": json.bad", 400 },
            { "note", "{\"text\":\"\\ud800\"}", "text: json.bad", 400 },
        };

    [Theory]
    [MemberData(nameof(BadCommands))]
    public async Task Command_Refused_NamesTheFieldInBothLanguagesAndChangesNothing(string word, string body, string error, int status)
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        var stored = await server.StoredAsync();
        var english = (await caller.PostAsync($"{Intakes.Path}/{number}/{word}", body)).ShouldBeProblem(status);
        english.Errors.ShouldContain(error);
        using var japanese = server.Caller(language: "ja");
        var detail = (string)(await japanese.PostAsync($"{Intakes.Path}/{number}/{word}", body)).ShouldBeProblem(status).Json["detail"]!;
        detail.ShouldNotBe((string)english.Json["detail"]!);
        detail.ShouldNotContain("{");
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Theory]
    [InlineData("C-19990101-0001")]
    [InlineData("nonsense")]
    [InlineData("C-1'--")]
    public async Task UnknownCase_IsNotFound(string number)
    {
        using var caller = server.Caller();
        var path = $"{Intakes.Path}/{Uri.EscapeDataString(number)}";
        (await caller.GetAsync(path)).ShouldBeProblem(404).Errors.ShouldBe(["number: case.unknown"]);
        (await caller.PostAsync(path + "/note", """{"text":"x"}""")).ShouldBeProblem(404).Code.ShouldBe("case.unknown");
    }

    [Fact]
    public async Task Call_ReachedCustomer_MeetsTheFirstResponse_H2()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        await caller.PostAsync($"{Intakes.Path}/{number}/note", """{"text":"x"}""");
        async Task<string> State() => (string)(await caller.GetAsync($"{Intakes.Path}/{number}")).Json["case"]!["clocks"]![0]!["state"]!;
        (await State()).ShouldBe("Running");
        await caller.PostAsync($"{Intakes.Path}/{number}/call", """{"direction":"Outgoing","reached":true,"text":"spoke"}""");
        (await State()).ShouldBe("Met");
    }

    private async Task<ApiCaller> PersonAsync(string user)
    {
        var caller = server.Caller(key: null);
        caller.Headers.Add("Cookie", string.Join("; ", (await server.Console.CookiesOfAsync(user)).Select(c => c.Key + "=" + c.Value)));
        return caller;
    }
}
