using System.Text.Json.Nodes;
using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.ServiceLevels;

/// <summary>What-if on the clocks: answers to the second, nothing stored (spec P).</summary>
[Collection(ApiTests.Name)]
public sealed class ServiceLevelsApiTests(ApiServer server)
{
    internal const string Path = "/api/v1/service-levels/";
    private const string NewYork = """
        "calendars":{"ny":{"zone":"America/New_York",
        "openings":{"monday":["08:00-12:00","13:00-18:00"],"tuesday":["08:00-12:00","13:00-18:00"],"sunday":["00:00-24:00"]},
        "closed":["2026-12-28"]}}
        """;

    // Tier, severity, clock: hours on which calendar. Opened on Friday 13 November 2026 at 16:00 in Tokyo.
    [Theory]
    [InlineData("Standard", "Emergency", "FirstResponse", 7200, "business", "2026-11-16T01:00:00Z")]
    [InlineData("Standard", "High", "FirstResponse", 28800, "business", "2026-11-16T07:00:00Z")]
    [InlineData("Standard", "Medium", "FirstResponse", 57600, "business", "2026-11-17T07:00:00Z")]
    [InlineData("Standard", "Low", "FirstResponse", 57600, "business", "2026-11-17T07:00:00Z")]
    [InlineData("Standard", "Low", "Callback", 7200, "business", "2026-11-16T01:00:00Z")]
    [InlineData("Premium", "Emergency", "FirstResponse", 3600, "always", "2026-11-13T08:00:00Z")]
    [InlineData("Premium", "High", "FirstResponse", 28800, "business", "2026-11-16T07:00:00Z")]
    [InlineData("Premium", "Medium", "Callback", 3600, "always", "2026-11-13T08:00:00Z")]
    [InlineData("premium", "low", "firstresponse", 57600, "business", "2026-11-17T07:00:00Z")]
    public async Task Simulate_Matrix_P2_P3_P5_P6(string tier, string severity, string clock, int seconds, string calendar, string due)
    {
        var item = await OneAsync(
            "simulate",
            $$"""
            {"items":[
            {"id":"a","openedAt":"2026-11-13T16:00:00+09:00","tier":"{{tier}}","severity":"{{severity}}","clock":"{{clock}}"}
            ]}
            """
        );
        ((string)item["id"]!, (int)item["targetSeconds"]!, (string)item["calendar"]!, (string)item["dueAt"]!).ShouldBe(
            ("a", seconds, calendar, due)
        );
        item["ledger"].ShouldBeNull("nobody asked for it");
    }

    [Theory]
    [InlineData("2026-11-16T10:15:00+09:00", "2026-11-17T01:15:00Z")]
    [InlineData("2026-11-14T12:00:00+09:00", "2026-11-16T08:00:00Z")]
    [InlineData("2026-11-16T01:15:00Z", "2026-11-17T01:15:00Z")]
    [InlineData("2026-11-16T01:15Z", "2026-11-17T01:15:00Z")]
    [InlineData("2026-11-16T06:45:00+0530", "2026-11-17T01:15:00Z")]
    [InlineData("2026-11-16T07:00:00+05:45", "2026-11-17T01:15:00Z")]
    [InlineData("2026-11-15T21:45:00-03:30", "2026-11-17T01:15:00Z")]
    [InlineData("2026-11-16T10:15:00.25+09:00", "2026-11-17T01:15:00.25Z")]
    public async Task Simulate_AnyOffsetIn_UtcOut_P12(string opened, string due) =>
        (
            (string)
                (
                    await OneAsync(
                        "simulate",
                        $$"""{"items":[{"id":1,"openedAt":"{{opened}}","tier":"Standard","severity":"High","clock":"FirstResponse"}]}"""
                    )
                )["dueAt"]!
        ).ShouldBe(due);

    [Fact]
    public async Task Simulate_HolidaysAndYearEnd_AreClosed_P1()
    {
        var item = await OneAsync(
            "simulate",
            """
            {"items":[
            {"id":1,"openedAt":"2026-12-28T16:00:00+09:00","tier":"Standard","severity":"High","clock":"FirstResponse"}
            ],"explain":true}
            """
        );
        ((string)item["dueAt"]!).ShouldBe("2027-01-04T07:00:00Z");
        item["ledger"]!.AsArray().Sum(r => (double)r!["seconds"]!).ShouldBe(28800, "the rows add up to the target");
        item["ledger"]!.AsArray().Select(r => (string)r!["reason"]!).ShouldContain("Closure");
        var rows = item["ledger"]!.AsArray();
        rows.Zip(rows.Skip(1)).ShouldAllBe(pair => (string)pair.First!["to"]! == (string)pair.Second!["from"]!);
    }

    [Theory]
    [InlineData(
        """{"start":"2026-11-16T11:00:00+09:00","end":"2026-11-16T12:00:00+09:00"}""",
        "2026-11-17T02:00:00Z",
        "an hour of business time is left out"
    )]
    [InlineData(
        """{"start":"2026-11-16T18:00:00+09:00","end":"2026-11-17T08:00:00+09:00"}""",
        "2026-11-17T01:00:00Z",
        "a pause at night stops nothing"
    )]
    [InlineData(
        """{"start":"2026-11-17T10:00:00+09:00","end":"2026-11-18T10:00:00+09:00"}""",
        "2026-11-17T01:00:00Z",
        "begins at the due instant"
    )]
    [InlineData("""{"start":"2026-11-16T11:00:00+09:00","end":"2026-11-16T11:00:00+09:00"}""", "2026-11-17T01:00:00Z", "has no length")]
    [InlineData(
        """{"start":"2026-11-16T11:00:00+09:00","end":"2026-11-16T12:00:00+09:00"},"""
            + """{"start":"2026-11-16T11:30:00+09:00","end":"2026-11-16T12:30:00+09:00"}""",
        "2026-11-17T02:30:00Z",
        "overlapping ones count once"
    )]
    [InlineData(
        """{"start":"2026-11-16T09:00:00+09:00","end":"2026-11-16T10:30:00+09:00"}""",
        "2026-11-17T01:30:00Z",
        "began before the case"
    )]
    public async Task Simulate_Pauses_AreExcluded(string pauses, string due, string why) =>
        (
            (string)
                (
                    await OneAsync(
                        "simulate",
                        $$"""
                        {"items":[
                        {"id":1,"openedAt":"2026-11-16T10:00:00+09:00","tier":"Standard","severity":"High","clock":"FirstResponse",
                        "pauses":[{{pauses}}]}
                        ]}
                        """
                    )
                )["dueAt"]!
        ).ShouldBe(due, why);

    [Theory]
    [InlineData("ny", "2027-03-14T05:00:00Z", 14400, "2027-03-14T09:00:00Z")]
    [InlineData("ny", "2027-03-14T00:00:00-05:00", 82800, "2027-03-15T04:00:00Z")]
    [InlineData("ny", "2027-11-07T00:00:00-04:00", 90000, "2027-11-08T05:00:00Z")]
    [InlineData("ny", "2026-12-21T11:00:00-05:00", 7200, "2026-12-21T19:00:00Z")]
    [InlineData("ny", "2026-12-22T18:00:00-05:00", 90000, "2026-12-29T14:00:00Z")]
    [InlineData("always", "2027-03-14T05:00:00Z", 90000, "2027-03-15T06:00:00Z")]
    [InlineData("business", "2026-11-13T16:59:59+09:00", 2, "2026-11-16T00:00:01Z")]
    [InlineData("business", "2026-11-13T17:00:00+09:00", 0, "2026-11-13T08:00:00Z")]
    public async Task Due_OnAnyCalendar_DaylightSavingIncluded_P14(string calendar, string start, int seconds, string due) =>
        (
            (string)
                (
                    await OneAsync(
                        "due",
                        $$"""{"items":[{"id":"x","calendar":"{{calendar}}","start":"{{start}}","seconds":{{seconds}}}],{{NewYork}}}"""
                    )
                )["dueAt"]!
        ).ShouldBe(due);

    [Theory]
    [InlineData("2027-03-14T00:00:00-05:00", "2027-03-15T00:00:00-04:00", 82800, "the zone skips an hour")]
    [InlineData("2027-11-07T00:00:00-04:00", "2027-11-08T00:00:00-05:00", 90000, "the zone repeats an hour")]
    [InlineData("2026-12-21T07:00:00-05:00", "2026-12-21T20:00:00-05:00", 32400, "two openings, nine hours")]
    [InlineData("2026-12-28T00:00:00-05:00", "2026-12-29T00:00:00-05:00", 0, "a closed day")]
    [InlineData("2026-12-21T09:00:00.5-05:00", "2026-12-21T09:00:01-05:00", 0.5, "fractions of a second")]
    [InlineData("2026-12-21T09:00:00-05:00", "2026-12-21T09:00:00-05:00", 0, "no time at all")]
    public async Task Elapsed_IsRealTimeWithinTheOpenings(string start, string end, double seconds, string why) =>
        (
            (double)
                (await OneAsync("elapsed", $$"""{"items":[{"id":"x","calendar":"ny","start":"{{start}}","end":"{{end}}"}],{{NewYork}}}"""))[
                    "seconds"
                ]!
        ).ShouldBe(seconds, why);

    [Fact]
    public async Task CalendarsOfTheCall_GoBeforeTheProgrammes_ForThatCallOnly()
    {
        const string Item = """{"id":1,"calendar":"business","start":"2026-11-14T10:00:00+09:00","seconds":3600}""";
        const string Saturday = ""","calendars":{"business":{"zone":"Asia/Tokyo","openings":{"saturday":["09:00-12:00"]}}}}""";
        ((string)(await OneAsync("due", "{\"items\":[" + Item + "]" + Saturday))["dueAt"]!).ShouldBe("2026-11-14T02:00:00Z");
        ((string)(await OneAsync("due", $$"""{"items":[{{Item}}]}"""))["dueAt"]!).ShouldBe("2026-11-16T01:00:00Z");
    }

    [Fact]
    public async Task TenThousandItems_AreAnsweredInOrderUnderTheirIds_AndNothingIsStored()
    {
        using var caller = server.Caller();
        var stored = await server.StoredAsync();
        var items = string.Join(
            ',',
            Enumerable
                .Range(0, 10_000)
                .Select(i =>
                    $$"""
                        {"id":"{{i}}","openedAt":"2026-11-{{1 + (i % 28):00}}T10:00:00Z",
                        "tier":"Standard","severity":"Low","clock":"FirstResponse"}
                        """
                )
        );
        var answer = (await caller.PostAsync(Path + "simulate", "{\"items\":[" + items + "]}")).ShouldBeOk().Json["items"]!.AsArray();
        answer
            .Select(a => (string)a!["id"]!)
            .ShouldBe(Enumerable.Range(0, 10_000).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var more =
            "{\"items\":["
            + items
            + """,{"id":"one more","openedAt":"2026-11-01T10:00:00Z","tier":"Standard","severity":"Low","clock":"FirstResponse"}]}""";
        (await caller.PostAsync(Path + "simulate", more)).ShouldBeProblem(422).Errors.ShouldBe(["items: batch.too-many"]);
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task Ids_MayBeTextsOrNumbers_AndComeBackAsTheyWere()
    {
        using var caller = server.Caller();
        var answer = (
            await caller.PostAsync(
                Path + "elapsed",
                """
                {"items":[
                {"id":"1","calendar":"always","start":"2026-11-16T00:00:00Z","end":"2026-11-16T01:00:00Z"},
                {"id":1,"calendar":"always","start":"2026-11-16T00:00:00Z","end":"2026-11-16T01:00:00Z"},
                {"id":"件 \"3\"","calendar":"always","start":"2026-11-16T00:00:00Z","end":"2026-11-16T01:00:00Z"}
                ]}
                """
            )
        ).ShouldBeOk().Json["items"]!.AsArray();
        answer
            .Select(a => a!["id"]!.GetValueKind())
            .ShouldBe([
                System.Text.Json.JsonValueKind.String,
                System.Text.Json.JsonValueKind.Number,
                System.Text.Json.JsonValueKind.String,
            ]);
        ((string)answer[2]!["id"]!).ShouldBe("件 \"3\"");
    }

    [Fact]
    public async Task NoItems_IsAnEmptyAnswer()
    {
        using var caller = server.Caller();
        (await caller.PostAsync(Path + "due", """{"items":[]}""")).ShouldBeOk().Json["items"]!.AsArray().ShouldBeEmpty();
    }

    private async Task<JsonNode> OneAsync(string endpoint, string body)
    {
        using var caller = server.Caller();
        return (await caller.PostAsync(Path + endpoint, body)).ShouldBeOk().Json["items"]!.AsArray().ShouldHaveSingleItem()!;
    }
}
