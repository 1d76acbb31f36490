using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>What the what-if refuses: each by its field, in both languages (spec P).</summary>
[Collection(ApiTests.Name)]
public sealed class ServiceLevelsRefusalTests(ApiServer server)
{
    public static TheoryData<string, string, string, string> BadItems()
    {
        const string Good =
            """{"id":0,"openedAt":"2026-11-16T10:00:00+09:00","tier":"Standard","severity":"High","clock":"FirstResponse"}""";
        string Simulate(string bad) => $$"""{"items":[{{Good}},{{bad}}]}""";
        string With(string name, string value)
        {
            var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["id"] = "1",
                ["openedAt"] = "\"2026-11-16T10:00:00+09:00\"",
                ["tier"] = "\"Standard\"",
                ["severity"] = "\"High\"",
                ["clock"] = "\"FirstResponse\"",
            };
            fields[name] = value;
            return Simulate("{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}");
        }

        string Due(string rest) => $$"""{"items":[{"id":1,{{rest}}}]}""";
        return new()
        {
            { "simulate", With("openedAt", "\"yesterday\""), "items[1].openedAt", "instant.bad" },
            { "simulate", With("openedAt", "\"2026-11-16T10:00:00\""), "items[1].openedAt", "instant.bad" },
            { "simulate", With("openedAt", "\"2026-02-30T10:00:00Z\""), "items[1].openedAt", "instant.bad" },
            { "simulate", With("openedAt", "\"9999-06-01T00:00:00Z\""), "items[1].openedAt", "instant.out-of-range" },
            { "simulate", With("openedAt", "\"9999-12-31T23:59:59-12:00\""), "items[1].openedAt", "instant.out-of-range" },
            { "simulate", With("openedAt", "\"-9998-01-01T00:00:00+18:00\""), "items[1].openedAt", "instant.out-of-range" },
            { "simulate", With("openedAt", "\"0001-01-01T00:00:00Z\""), "items[1].openedAt", "instant.out-of-range" },
            { "simulate", With("openedAt", "null"), "items[1].openedAt", "value.required" },
            { "simulate", With("openedAt", "5"), "items[1].openedAt", "json.bad" },
            { "simulate", With("tier", "\"Gold\""), "items[1].tier", "enum.unknown" },
            { "simulate", With("tier", "\"SelfService\""), "items[1].tier", "tier.no-target" },
            { "simulate", With("severity", "\"2\""), "items[1].severity", "enum.unknown" },
            { "simulate", With("clock", "\"Resolution\""), "items[1].tier", "tier.no-target" },
            { "simulate", With("id", "null"), "items[1].id", "value.required" },
            { "simulate", With("id", "{}"), "items[1].id", "value.required" },
            { "simulate", With("id", "\"\\ud800\""), "items[1].id", "value.required" },
            { "simulate", With("id", "\"" + new string('x', 300) + "\""), "items[1].id", "value.required" },
            { "simulate", With("id", "0"), "items[1].id", "batch.duplicate-id" },
            { "simulate", With("surprise", "1"), "items[1].surprise", "json.bad" },
            { "simulate", Simulate("null"), "items[1].id", "value.required" },
            {
                "simulate",
                With("pauses", """[{"start":"2026-11-16T12:00:00Z","end":"2026-11-16T11:00:00Z"}]"""),
                "items[1].pauses[0].end",
                "pause.ends-before-start"
            },
            { "simulate", With("pauses", """[{"start":"2026-11-16T12:00:00Z"}]"""), "items[1].pauses[0].end", "value.required" },
            { "simulate", With("pauses", "[null]"), "items[1].pauses[0].start", "value.required" },
            {
                "simulate",
                With("pauses", """[{"start":"9999-01-01T00:00:00Z","end":"9999-01-02T00:00:00Z"}]"""),
                "items[1].pauses[0].start",
                "instant.out-of-range"
            },
            { "simulate", "{}", "items", "value.required" },
            { "simulate", """{"items":{}}""", "items", "json.bad" },
            { "simulate", """{"items":[],"explain":"yes"}""", "explain", "json.bad" },
            {
                "due",
                Due("\"calendar\":\"mars\",\"start\":\"2026-11-16T10:00:00Z\",\"seconds\":1"),
                "items[0].calendar",
                "calendar.unknown"
            },
            {
                "due",
                Due("\"calendar\":\"always\",\"start\":\"2026-11-16T10:00:00Z\",\"seconds\":-1"),
                "items[0].seconds",
                "seconds.negative"
            },
            {
                "due",
                Due("\"calendar\":\"always\",\"start\":\"2026-11-16T10:00:00Z\",\"seconds\":9223372036854775807"),
                "items[0].seconds",
                "seconds.too-large"
            },
            { "due", Due("\"calendar\":\"always\",\"start\":\"2026-11-16T10:00:00Z\",\"seconds\":1e30"), "items[0].seconds", "json.bad" },
            { "due", Due("\"calendar\":\"always\",\"start\":\"2026-11-16T10:00:00Z\",\"seconds\":\"5\""), "items[0].seconds", "json.bad" },
            {
                "due",
                Due("\"calendar\":\"business\",\"start\":\"2026-11-16T10:00:00Z\",\"seconds\":2000000000"),
                "items[0].seconds",
                "due.unreachable"
            },
            { "due", Due("\"calendar\":\"always\",\"start\":\"2026-11-16T10:00:00Z\""), "items[0].seconds", "value.required" },
            {
                "elapsed",
                Due("\"calendar\":\"always\",\"start\":\"2026-11-16T10:00:00Z\",\"end\":\"2026-11-16T09:00:00Z\""),
                "items[0].end",
                "end.before-start"
            },
            {
                "elapsed",
                Due("\"start\":\"2026-11-16T10:00:00Z\",\"end\":\"2026-11-16T11:00:00Z\""),
                "items[0].calendar",
                "value.required"
            },
            { "due", """{"items":[],"calendars":{"x":null}}""", "calendars.x.zone", "value.required" },
            {
                "due",
                """{"items":[],"calendars":{"x":{"zone":"Mars/Olympus","openings":{"monday":["09:00-17:00"]}}}}""",
                "calendars.x.zone",
                "calendar.zone-unknown"
            },
            {
                "due",
                """{"items":[],"calendars":{"x":{"zone":"Asia/Tokyo","openings":{"funday":["09:00-17:00"]}}}}""",
                "calendars.x.openings.funday",
                "calendar.day-unknown"
            },
            {
                "due",
                """{"items":[],"calendars":{"x":{"zone":"Asia/Tokyo","openings":{"monday":["9-5"]}}}}""",
                "calendars.x.openings.monday[0]",
                "calendar.opening-malformed"
            },
            {
                "due",
                """{"items":[],"calendars":{"x":{"zone":"Asia/Tokyo","openings":{"monday":["17:00-09:00"]}}}}""",
                "calendars.x.openings.monday[0]",
                "calendar.opening-ends-before-start"
            },
            {
                "due",
                """{"items":[],"calendars":{"x":{"zone":"Asia/Tokyo","openings":{"monday":[null]}}}}""",
                "calendars.x.openings.monday[0]",
                "calendar.opening-malformed"
            },
            {
                "due",
                """{"items":[],"calendars":{"x":{"zone":"Asia/Tokyo","openings":{"monday":["09:00-17:00"]},"closed":["Christmas"]}}}""",
                "calendars.x.closed[0]",
                "calendar.date-malformed"
            },
            {
                "due",
                """{"items":[],"calendars":{"x":{"zone":"Asia/Tokyo","openings":{"monday":["09:00-17:00"]},"closed":[null]}}}""",
                "calendars.x.closed[0]",
                "calendar.date-malformed"
            },
            {
                "due",
                """{"items":[{"id":1,"calendar":"x","start":"2026-11-16T10:00:00Z","seconds":1}],"calendars":{"x":"""
                    + """{"zone":"Asia/Tokyo","openings":{}}}}""",
                "items[0].seconds",
                "due.unreachable"
            },
            {
                "due",
                """{"items":[{"id":1,"calendar":"x","start":"2026-11-16T10:00:00Z","seconds":1}],"calendars":{"x":"""
                    + """{"zone":"Asia/Tokyo","openings":{"monday":null}}}}""",
                "items[0].seconds",
                "due.unreachable"
            },
        };
    }

    [Theory]
    [MemberData(nameof(BadItems))]
    public async Task Refusal_NamesTheFieldInBothLanguages(string endpoint, string body, string field, string code)
    {
        using var english = server.Caller();
        using var japanese = server.Caller(language: "ja");
        var answer = await english.PostAsync(ServiceLevelsApiTests.Path + endpoint, body);
        var refused = answer.ShouldBeProblem(code is "instant.bad" or "enum.unknown" or "json.bad" ? 400 : 422);
        refused.Errors.ShouldContain($"{field}: {code}");
        var detail = (string)
            (await japanese.PostAsync(ServiceLevelsApiTests.Path + endpoint, body)).ShouldBeProblem(answer.Status).Json["detail"]!;
        detail.ShouldNotBe((string)refused.Json["detail"]!);
        detail.ShouldNotBe(code, "the code has words");
    }

    [Fact]
    public async Task Refusals_OfABadBatch_AreAllNamedUpToAHundred()
    {
        using var caller = server.Caller();
        var items = string.Join(
            ',',
            Enumerable.Range(0, 500).Select(i => $$"""{"id":{{i}},"calendar":"mars","start":"2026-11-16T10:00:00Z","seconds":1}""")
        );
        (await caller.PostAsync(ServiceLevelsApiTests.Path + "due", "{\"items\":[" + items + "]}"))
            .ShouldBeProblem(422)
            .Errors.Count()
            .ShouldBe(100);
    }
}
