using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Helpdesk.Tests.Support.Load;

/// <summary>The load driver's parts: a figure is worth what its instrument is.</summary>
public sealed class LoadTests
{
    [Fact]
    public void Read_BatchWithPokes_CountsEachOfThisRunOnce()
    {
        var board = new PokeBoard(capacity: 2, run: "abc");
        var (first, second) = (board.Next(), board.Next());
        HashSet<int> seen = [];
        List<double> latencies = [];

        board.Read(Encoding.UTF8.GetBytes($"\0\u0001件名 {first}\0{second}\0poke-xyz-0.\0poke-abc-7."), seen, latencies);
        board.Read(Encoding.UTF8.GetBytes(first), seen, latencies);

        seen.ShouldBe([0, 1], ignoreOrder: true);
        latencies.Count.ShouldBe(2, "a poke drawn twice was still seen once, and another run's or an unsent poke never");
    }

    [Fact]
    public void Read_Page_FindsServerComponentsAndState()
    {
        using var page = new HtmlParser().ParseDocument(
            """
            <body><!--Blazor:{"type":"server","descriptor":"CfDJ8+/=","sequence":0}--><!--Blazor:{"prerenderId":"x"}-->
            <!--Blazor-Server-Component-State:state+/=--></body>
            """
        );

        var markers = PageMarkers.Read(page);

        markers.State.ShouldBe("state+/=");
        using var operations = JsonDocument.Parse(markers.Operations);
        var added = operations.RootElement.GetProperty("operations").EnumerateArray().ShouldHaveSingleItem();
        added.GetProperty("marker").GetProperty("descriptor").GetString().ShouldBe("CfDJ8+/=");
    }

    [Fact]
    public void Read_PageWithoutCircuit_SaysSo()
    {
        using var page = new HtmlParser().ParseDocument("<body></body>");

        Should.Throw<InvalidOperationException>(() => PageMarkers.Read(page)).Message.ShouldContain("sign-in");
    }

    [Fact]
    public void Of_Durations_TakesTheNearestRank() =>
        Percentiles.Of(Enumerable.Range(0, 100).Select(number => (double)number)).ShouldBe(new Percentiles(50, 95, 99, 99));

    [Fact]
    public void Of_Nothing_IsNothing() => Percentiles.Of([]).ShouldBeNull("zero would look like a measurement");

    [Theory]
    [InlineData("--nix", "1")]
    [InlineData("--n")]
    [InlineData("--n", "many")]
    [InlineData("--answer", "noJson")]
    [InlineData("--poke", "POST /cases/{case}")]
    public void Parse_WrongOption_IsRefused(params string[] args) => Should.Throw<FormatException>(() => LoadArguments.Parse(args));

    [Fact]
    public void Parse_Options_AreRead()
    {
        var options = LoadArguments.Parse([
            "--base",
            "http://127.0.0.1:1/",
            "--n",
            "3",
            "--header",
            "A: 1",
            "--header",
            "B: 2",
            "--answer",
            "zone={\"a\":\"=\"}",
        ]);

        options.Base.ShouldBe("http://127.0.0.1:1");
        options.Circuits.ShouldBe(3);
        options.Headers.ShouldBe(["A: 1", "B: 2"]);
        options.Answers["zone"].ShouldBe("{\"a\":\"=\"}");
    }
}
