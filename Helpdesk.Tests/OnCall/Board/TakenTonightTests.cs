using System.Globalization;
using Bunit;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;
using TestContext = Xunit.TestContext;

namespace Helpdesk.Tests.OnCall.Board;

/// <summary>What was paged for this night and runs no more stands below, a line each (spec U3). Saturday, 02:13 in Tokyo.</summary>
public sealed class TakenTonightTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(
        "en",
        "Taken tonight 3",
        "Emergency|Nordwind GmbH|Ueda Ryo since 02:13|last at 02:15: ",
        "Emergency|Nordwind GmbH|Ueda Ryo took it; nobody has it now.|nothing done yet",
        "Low|Nordwind GmbH|Nobody has it.||page ended 02:13: no Emergency any more · New"
    )]
    [InlineData(
        "ja",
        "今夜対応したケース 3",
        "緊急|Nordwind GmbH|Ueda Ryoさんが 02:13 から担当|最後の作業 02:15: ",
        "緊急|Nordwind GmbH|Ueda Ryoさんが引き受けました。現在は担当者がいません。|まだ作業なし",
        "低|Nordwind GmbH|担当者がいません。||呼び出し終了 02:13: 緊急でなくなりました · 新規"
    )]
    public async Task Rows_SayWhoHasIt_SinceWhen_WhatWasDone_AndHowThePageEnded_U3(
        string language,
        string title,
        string held,
        string givenBack,
        string lowered
    )
    {
        Case[] cases = [await TakenAsync(), await TakenAsync(), await _host.OpenAsync()];
        await _host.DoAsync(cases[2], new DecideSeverity(Severity.Low, "a test machine"), OnCallHost.As(DemoPeople.Mori));
        await _host.AfterAsync(2);
        await _host.DoAsync(cases[0], new LogCall(CallDirection.Outgoing, true, "reached"), Ueda);
        await _host.DoAsync(cases[1], new LogCall(CallDirection.Outgoing, true, "reached"), OnCallHost.As(DemoPeople.Tanaka));
        await _host.DoAsync(cases[1], new WaitForCustomer("until they are on site"), OnCallHost.As(DemoPeople.Tanaka));
        await _host.DoAsync(cases[1], new UnassignCase(), OnCallHost.As(DemoPeople.Mori));

        var (heading, rows) = await RenderAsync(language);

        heading.ShouldBe(title);
        rows.Count.ShouldBe(3);
        Row(rows, cases[0]).ShouldStartWith(held);
        Row(rows, cases[1]).ShouldStartWith(givenBack);
        Row(rows, cases[2]).ShouldBe(lowered);
        string.Concat(rows.Values).ShouldNotContain("ev.");
    }

    [Fact]
    public async Task Board_KeepsWhatWasAcknowledged_WithNameSinceAndLastAct_RunningWhileItIsNeeded_ThenBelowUntilTheOpening()
    {
        var opened = await TakenAsync();
        var taken = _host.Now;
        await _host.AfterAsync(3);
        var (running, below) = await OnBoardAsync(opened);
        below.ShouldBeNull("it runs");
        running
            .ShouldNotBeNull()
            .Held.ShouldNotBeNull()
            .ShouldSatisfyAllConditions(
                h => (h.Name, h.Since, h.LastAct).ShouldBe(("Ueda Ryo", taken, null)),
                h => h.AsksAt.ShouldBe(taken + Duration.FromMinutes(15))
            );
        await _host.DoAsync(opened, new LogCall(CallDirection.Outgoing, false, "rang out"), Ueda);
        (await OnBoardAsync(opened)).Running.ShouldNotBeNull().Held!.LastAct!.Event.ShouldBeOfType<CallLogged>();
        await _host.DoAsync(opened, new LogCall(CallDirection.Outgoing, true, "reached"), Ueda);

        var reached = _host.Now;
        foreach (var at in (Instant[])[reached, reached + Duration.FromMinutes(59)])
        {
            _host.Time.SetUtcNow(at.ToDateTimeOffset());
            (running, below) = await OnBoardAsync(opened);
            running.ShouldBeNull("the promise is kept, and Ueda is at work on it");
            below.ShouldNotBeNull("and it stays in sight").Held.ShouldNotBeNull().Name.ShouldBe("Ueda Ryo");
            (below.Held!.Since, below.Held.LastAct!.At, below.IsHeld).ShouldBe((taken, reached, true));
            (below.End, below.EndedAt).ShouldBe((PageEnd.Taken, taken));
        }

        await _host.AfterAsync(2);
        (await OnBoardAsync(opened)).Running.ShouldNotBeNull("an hour without an act: nobody has it for good");
        await _host.DoAsync(opened, new WaitForCustomer("until they are on site"), Ueda);
        await _host.AfterAsync(30 * 60);
        (running, below) = await OnBoardAsync(opened);
        (running, below?.Number).ShouldBe((null, opened.Number), "the whole weekend");
        _host.GoTo(14, 9);
        (await OnBoardAsync(opened)).ShouldBe((null, null), "the centre is open: it is the day's work");
        _host.GoTo(14, 17);
        (await OnBoardAsync(opened)).ShouldBe((null, null), "another night");
    }

    private static System.Security.Claims.ClaimsPrincipal Ueda => OnCallHost.As(DemoPeople.Ueda);

    private static string Row(Dictionary<string, string> rows, Case of) => rows[of.Number];

    private async Task<Case> TakenAsync()
    {
        var opened = await _host.OpenAsync();
        (await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, Ueda)).IsOk.ShouldBeTrue();
        return opened;
    }

    private async Task<(RunningCase? Running, TakenCase? Below)> OnBoardAsync(Case about)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var board = await scope.ServiceProvider.GetRequiredService<OnCallQuery>().RunAsync(Ueda, TestContext.Current.CancellationToken);
        return (board.Value.Running.SingleOrDefault(r => r.Entry.Id == about.Id), board.Value.Taken.SingleOrDefault(t => t.Id == about.Id));
    }

    private async Task<(string Heading, Dictionary<string, string> Rows)> RenderAsync(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        var culture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            await using var scope = _host.Services.CreateAsyncScope();
            var board = await scope.ServiceProvider.GetRequiredService<OnCallQuery>().RunAsync(Ueda, TestContext.Current.CancellationToken);
            await using var context = new BunitContext();
            context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
            var time = new ReaderTime(DateTimeZoneProviders.Tzdb["Asia/Tokyo"], culture, _host.Now);
            var shown = context.Render<TakenTonight>(p => p.Add(t => t.Taken, board.Value.Taken).Add(t => t.Time, time));
            return (
                Words(shown.Find("h2").TextContent),
                shown
                    .FindAll("li")
                    .ToDictionary(
                        li => li.QuerySelector("a")!.TextContent,
                        li =>
                            string.Join(
                                '|',
                                li.Children.Skip(1)
                                    .Select(cell => cell.ClassList.Contains("sev") ? Severities(cell) : Words(cell.TextContent))
                            )
                    )
            );
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Severities(AngleSharp.Dom.IElement cell)
    {
        // The shape with its letter stands before the word.
        cell.QuerySelectorAll("*").ToList().ForEach(shape => shape.Remove());
        return Words(cell.TextContent);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
