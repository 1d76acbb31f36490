using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>
/// A case whose serial number turns out to be another one is judged anew at night: what its new tier promises decides whether anybody
/// is asked (spec E5, P1, P3, U3). Saturday, 02:13 in Tokyo.
/// </summary>
public sealed class JudgedAtNightTests : IAsyncLifetime
{
    private const string Premium = "SP-1001-7337",
        Standard = "SP-1000-7300";

    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task FromPremiumToStandard_ThePageEndsForAReason_AndBackAgainANewOneBegins()
    {
        var opened = await _host.OpenAsync();
        await _host.AfterAsync(6);
        await JudgeAsync(opened, Standard);

        var page = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();
        (page.End, page.EndedAt).ShouldBe((PageEnd.OtherTier, _host.Now));
        (await _host.EventsAsync<PageOver>(opened)).ShouldHaveSingleItem().How.ShouldBe(PageEnd.OtherTier);
        OnCallTerms("PageEnd.OtherTier").ShouldContain("business hours");
        var clock = (await ClocksAsync(opened)).Single(c => c.IsOpen);
        (clock.Kind, clock.CalendarId).ShouldBe((ClockKind.FirstResponse, SupportProgramme.BusinessCalendarId), "it goes on by day");
        await _host.AfterAsync(40);
        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem("nobody is rung for a Standard case at night");

        await JudgeAsync(opened, Premium);

        var again = (await _host.PagesOfAsync(opened))[1];
        (again.OpenedAt, again.Cause, again.Steps[0].Asks[0].Person).ShouldBe((_host.Now, PageCause.Emergency, "Ueda Ryo"));
        (await ClocksAsync(opened)).Single(c => c.IsOpen).DueAt.ShouldBe(_host.Now + Duration.FromHours(1), "not broken in hindsight (S8)");
    }

    [Fact]
    public async Task FromStandardToPremium_WhateverWaitsIsAskedFor_ByWhoeverItIsJudged_AndAYesOfBeforeIsNone()
    {
        var rung = await OpenAsync(Severity.Low);
        var quiet = await OpenAsync(Severity.High);
        var taken = await OpenAsync(Severity.Emergency);
        var answered = await OpenAsync(Severity.Emergency);
        await _host.DoAsync(rung, new LogCall(CallDirection.Incoming, false, "rang, nobody was there"));
        await _host.DoAsync(taken, new TakeCase(OwnerSeen.Nobody), OnCallHost.As(DemoPeople.Kato));
        await _host.DoAsync(answered, new LogCall(CallDirection.Outgoing, true, "reached"), OnCallHost.As(DemoPeople.Kato));
        await _host.AfterAsync(16);
        foreach (var one in (Case[])[rung, quiet, taken, answered])
            (await _host.PagesOfAsync(one)).ShouldBeEmpty("Standard stands still at night (P10)");

        foreach (var one in (Case[])[rung, quiet, taken, answered])
            await JudgeAsync(one, Premium);

        (await _host.PagesOfAsync(rung)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Callback);
        (await _host.PagesOfAsync(quiet)).ShouldBeEmpty("High is answered in a business day by Premium, too (P5)");
        (await _host.PagesOfAsync(taken)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Emergency, "Kato took it as one for Monday");
        (await _host.PagesOfAsync(answered)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Emergency, "it is ours, and nobody has it");
        await _host.AfterAsync(5);
        (await _host.PagesOfAsync(rung))[0].Steps.Count.ShouldBe(2, "and it goes on like any other");
    }

    [Fact]
    public async Task HandedOver_ThenJudgedToStandard_IsStillTheirsToTake_AndGivenBackToTheQueueItIsOver()
    {
        var opened = await _host.OpenAsync(Severity.Low);
        await using (var scope = _host.Services.CreateAsyncScope())
            (
                await scope
                    .ServiceProvider.GetRequiredService<HandCaseOverHandler>()
                    .HandleAsync(
                        new(opened.Number, DemoPeople.Tanaka.Id, "waits for the log", OwnerSeen.Nobody),
                        OnCallHost.As(DemoPeople.Ueda)
                    )
            ).IsOk.ShouldBeTrue();
        await JudgeAsync(opened, Standard);
        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem().End.ShouldBeNull("a colleague was asked to take it, whatever its tier");

        await _host.AfterAsync(2);
        await _host.DoAsync(opened, new UnassignCase(), OnCallHost.As(DemoPeople.Mori));

        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem().End.ShouldBe(PageEnd.GivenBack);
    }

    private Task<Case> OpenAsync(Severity severity) => _host.OpenAsync(severity, r => r with { SerialNumber = Standard });

    private async Task JudgeAsync(Case about, string serial)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var judged = await scope
            .ServiceProvider.GetRequiredService<JudgeAnewHandler>()
            .HandleAsync(about.Number, null, new("read the wrong line", SerialNumber: serial), OnCallHost.As(DemoPeople.Wagner));
        judged.IsOk.ShouldBeTrue(judged.IsOk ? null : judged.Errors[0].Code);
    }

    private Task<List<CaseClock>> ClocksAsync(Case about) =>
        _host.ReadAsync(async db =>
            (await db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Id == about.Id)).Clocks.ToList()
        );

    private static string OnCallTerms(string key) =>
        new System.Resources.ResourceManager(typeof(Helpdesk.Web.OnCall.OnCallTerms)).GetString(
            key,
            System.Globalization.CultureInfo.InvariantCulture
        )!;
}
