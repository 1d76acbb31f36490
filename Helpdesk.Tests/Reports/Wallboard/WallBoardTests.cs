using Bunit;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.ServiceLevels;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Reports.Wallboard;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Reports.Wallboard;

/// <summary>The wallboard's words for what seldom happens: nothing to do, nobody on call, nothing judged yet.</summary>
public sealed class WallBoardTests : BunitContext
{
    private static readonly Instant Now = SampleProgramme.Tokyo(2026, 11, 20, 22);

    private static readonly WallSnapshot Quiet = new(
        Now,
        false,
        Now + Duration.FromHours(59),
        [.. Enum.GetValues<Severity>().Select(s => new WallSeverity(s, 0, 0, 0))],
        [],
        0,
        [],
        [new(OnCallLayer.Primary, null, Now + Duration.FromHours(10)), new(OnCallLayer.Secondary, "Sato Mai", null)],
        new(new LocalDate(2026, 11, 20), null, 0, 0)
    );

    public WallBoardTests()
    {
        Services.AddWords();
        Services.AddLogging();
        Services.AddScoped<DomainWords>();
        Services.AddSingleton(SampleProgramme.Programme);
    }

    [Fact]
    public void Night_WithNobodyOnCall_SaysGap()
    {
        var board = Board(Quiet);
        board.Find(".on-call .bad").TextContent.ShouldContain("gap in the rota");
        board.Find(".next .none").TextContent.ShouldBe("Nothing falls due.");
        board.Find(".late .none").TextContent.ShouldBe("Nothing is missed.");
        board.Find(".today .count").TextContent.ShouldBe("–");
        board.FindAll(".missed.some").ShouldBeEmpty();
    }

    [Fact]
    public void BusinessHours_WithNobodyOnCall_AreNoAlarm()
    {
        var board = Board(Quiet with { IsOpen = true });
        board.FindAll(".on-call .bad").ShouldBeEmpty();
        board.Find(".on-call .nobody").TextContent.ShouldStartWith("nobody");
    }

    [Fact]
    public void NearlyAll_IsNotAHundred()
    {
        Board(Quiet with { Today = new(Quiet.Today.Day, 0.99999, 99_999, 1) }).Find(".today .count").TextContent.ShouldBe("99.9 %");
        Board(Quiet with { Today = new(Quiet.Today.Day, 1, 7, 0) }).Find(".today .count").TextContent.ShouldBe("100 %");
    }

    [Fact]
    public void Missed_IsSaidByShapeAndWord_AndNoCustomerIsNamed()
    {
        var late = new WallCase(
            "C-20261120-0001",
            Severity.High,
            "ShadowProtect Server",
            null,
            ClockKind.FirstResponse,
            Now - Duration.FromHours(1),
            Duration.FromHours(8),
            new ClockReading(
                ClockState.Missed,
                Now - Duration.FromHours(1),
                -Duration.FromHours(1),
                Duration.FromHours(9),
                false,
                true,
                null,
                null,
                null
            )
        );
        var board = Board(Quiet with { Missed = 6, Longest = [late, late with { Number = "C-20261120-0002" }] });
        board.Find(".missed .count").TextContent.ShouldBe("✕ 6");
        board.Find(".late h2 .sub").TextContent.ShouldBe("2 of 6");
        board.FindAll(".late li").Count.ShouldBe(2);
        board.Find(".late li").GetAttribute("data-left").ShouldBe("-3600");
        board.Find(".late .owner").TextContent.ShouldBe("First response · no owner");
    }

    private IRenderedComponent<WallBoard> Board(WallSnapshot picture) => Render<WallBoard>(p => p.Add(b => b.Picture, picture));
}
