using System.Globalization;
using Bunit;
using Helpdesk.Tests.ServiceLevels;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Reports;

/// <summary>
/// Tables, charts and figures of reports: every number says what it is and leads somewhere, or leads nowhere and is no link.
/// </summary>
public sealed class ReportViewsTests : BunitContext
{
    private static readonly ReaderTime Time = new(
        SampleProgramme.Programme.Zone,
        CultureInfo.GetCultureInfo("en"),
        SampleProgramme.Tokyo(2026, 11, 20, 12)
    );

    private static readonly ReportTable Table = new(
        "attainment",
        "Attainment by Tier",
        "What counts.",
        "Tier",
        [new("attainment", "Attainment", ReportUnit.Share, "Met among judged."), new("met", "Met")],
        [
            new("Premium", "Premium", [new(0.9996), new(2499, "/reports/cases?count=Met&tier=Premium")]),
            new("Standard", "Standard", [new(null), new(0, "/reports/cases?count=Met&tier=Standard")]),
        ],
        new("total", "All", [new(0.9996), new(2499, "/reports/cases?count=Met")]),
        "/api/v1/reports/attainment.csv"
    );

    public ReportViewsTests()
    {
        Services.AddWords();
        Services.AddLogging();
    }

    [Fact]
    public void Table_LinksWhatThereIs_AndNothingElse()
    {
        var view = Render<ReportTableView>(p => p.Add(v => v.Table, Table).Add(v => v.Time, Time));
        view.FindAll("td a")
            .Select(a => (a.TextContent, a.GetAttribute("href")))
            .ShouldBe([("2,499", "/reports/cases?count=Met&tier=Premium"), ("2,499", "/reports/cases?count=Met")]);
        view.Find("tbody tr td").TextContent.Trim().ShouldBe("99.9 %", "not rounded up to a hundred that it is not");
        view.FindAll("tbody tr")[1].QuerySelector("td")!.TextContent.Trim().ShouldBe("–", "a share of nothing is nothing");
        view.Find(".sub").TextContent.ShouldBe("What counts.");
        view.Find("dl").TextContent.ShouldContain("Met among judged.");
        view.Find("a[download]").GetAttribute("href").ShouldBe("/api/v1/reports/attainment.csv");
    }

    [Fact]
    public void Table_OfManyRows_ShowsTheFirst_AndSaysWhereTheRestIs()
    {
        var many = Table with
        {
            Rows = [.. Enumerable.Range(0, 140).Select(i => new ReportRow("c" + i, "Customer " + i, [new(1), new(1)]))],
        };
        var view = Render<ReportTableView>(p => p.Add(v => v.Table, many).Add(v => v.Time, Time));
        view.FindAll("tbody tr").Count.ShouldBe(100);
        view.FindAll("p.sub").ShouldContain(p => p.TextContent.Contains("140", StringComparison.Ordinal));
    }

    [Fact]
    public void Heat_IsDarkerForMore_AndItsSumIsNoPartOfTheScale()
    {
        var heat = Table with
        {
            IsHeat = true,
            Columns = [new("all", "All"), new("9", "09"), new("10", "10")],
            Rows =
            [
                new("Monday", "Monday", [new(9, "/x"), new(8, "/x", Marked: true), new(1, "/x")]),
                new("Sunday", "Sunday", [new(0), new(0), new(0)]),
            ],
            Total = null,
        };
        var view = Render<ReportTableView>(p => p.Add(v => v.Table, heat).Add(v => v.Time, Time));
        view.FindAll("tbody tr:first-child td")
            .Select(td => td.ClassName)
            .ShouldBe(["number sum", "number heat-4 marked", "number heat-1"]);
        view.FindAll("tbody tr:last-child .zero").Count.ShouldBe(3);
    }

    [Fact]
    public void Chart_SaysEachColumnInWords_AndTallestFillsIt()
    {
        var chart = new ReportChart(
            "trend",
            "Met and missed",
            [
                new("Mon", 10, 0, "100 %", "Mon: 10 met, 0 missed", "/reports/cases?x"),
                new("Tue", 15, 5, "75 %", "Tue: 15 met, 5 missed", "/reports/cases?y"),
                new("Wed", 0, 0, null, "Wed: nothing", "/reports/cases?z"),
            ],
            "Met",
            "Missed"
        );
        var view = Render<ReportChartView>(p => p.Add(v => v.Chart, chart));
        view.FindAll("li .visually-hidden")
            .Select(s => s.TextContent)
            .ShouldBe(["Mon: 10 met, 0 missed", "Tue: 15 met, 5 missed", "Wed: nothing"]);
        view.FindAll("li a").Count.ShouldBe(2, "an empty column opens nothing");
        view.FindAll("em").ShouldHaveSingleItem().TextContent.ShouldBe("✕ 5");
        view.FindAll(".bars .bar-kept").Select(k => k.GetAttribute("style")).ShouldBe(["height:55px", "height:82.5px", "height:0px"]);
    }

    [Fact]
    public void Chart_OfNothing_StandsStill() =>
        Render<ReportChartView>(p =>
                p.Add(v => v.Chart, new ReportChart("ages", "Ages", [new("< 1 day", 0, 0, null, "none", null)], null, null))
            )
            .FindAll("li .none")
            .Count.ShouldBe(1);
}
