using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>What a Premium customer's duplicate needs by night, the case that took it in needs from then on (spec I5, U3).</summary>
public sealed class MergedAtNightTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task PremiumDuplicate_InACaseOfStandard_IsStillAskedFor_UntilItIsAnswered_I5()
    {
        var standard = await _host.OpenAsync(Severity.Low, r => r with { SerialNumber = "SP-1000-7300" });
        var hot = await _host.OpenAsync();
        await using (var scope = _host.Services.CreateAsyncScope())
            (
                await scope
                    .ServiceProvider.GetRequiredService<MergeCasesHandler>()
                    .HandleAsync(hot.Number, null, new(standard.Number), OnCallHost.As(DemoPeople.Kato))
            ).IsOk.ShouldBeTrue();
        (await _host.PagesOfAsync(standard)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Callback);
        await _host.KillAndRestartAsync();
        await _host.DoAsync(standard, new AddNote("which of the two is down?"), OnCallHost.As(DemoPeople.Kato));
        await _host.AfterAsync(5);
        (await _host.PagesOfAsync(standard)).ShouldHaveSingleItem().Steps.Count.ShouldBe(2, "a note of somebody else ends nothing");

        await _host.DoAsync(standard, new ReplyToCustomer("We are at it."), OnCallHost.As(DemoPeople.Kato));

        (await _host.PagesOfAsync(standard)).ShouldHaveSingleItem().End.ShouldBeNull("whether it is an Emergency is still to be decided");

        await _host.DoAsync(standard, new KeepSeverity("One of five servers, the others run."), OnCallHost.As(DemoPeople.Kato));

        (await _host.PagesOfAsync(standard)).ShouldHaveSingleItem().End.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("merged")]
    public async Task WhatEndedThePage_IsTakenBack_ItGoesOnWithWhomItHadAsked_I5_U3(string what)
    {
        var (opened, other) = (await _host.OpenAsync(), await _host.OpenAsync(Severity.Low));
        await _host.AfterAsync(2);
        var asked = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();
        await EndAsync(opened, other, what, undo: false);
        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem().End.ShouldBe(PageEnd.Closed);
        _host.Time.Advance(TimeSpan.FromSeconds(40));

        await EndAsync(opened, other, what, undo: true);

        var goesOn = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();
        (goesOn.Id, goesOn.End, goesOn.NextStepAt, goesOn.Steps.Count).ShouldBe((asked.Id, null, asked.NextStepAt, asked.Steps.Count));
        await _host.AfterAsync(5);
        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem().Steps.Count.ShouldBe(asked.Steps.Count + 1);
    }

    private async Task EndAsync(Case opened, Case other, string what, bool undo)
    {
        if (what == "closed" && undo)
            await _host.DoAsync(opened, new UndoClose(), OnCallHost.As(DemoPeople.Kato));
        else if (what == "closed")
            await _host.DoAsync(
                opened,
                new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null),
                OnCallHost.As(DemoPeople.Kato)
            );
        else
        {
            await using var scope = _host.Services.CreateAsyncScope();
            var done = undo
                ? await scope
                    .ServiceProvider.GetRequiredService<UndoMergeHandler>()
                    .HandleAsync(opened.Number, null, OnCallHost.As(DemoPeople.Kato))
                : await scope
                    .ServiceProvider.GetRequiredService<MergeCasesHandler>()
                    .HandleAsync(opened.Number, null, new(other.Number), OnCallHost.As(DemoPeople.Kato));
            done.IsOk.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("escalation")]
    [InlineData("promised call")]
    [InlineData("answered Emergency")]
    public async Task PremiumDuplicate_InACaseOfAnotherTierOrSeverity_TakesItsNeedAlong_I5_U3(string what)
    {
        var target = await _host.OpenAsync(
            Severity.Low,
            r => r with { SerialNumber = what == "answered Emergency" ? r.SerialNumber : "SP-1000-7300" }
        );
        var duplicate = await _host.OpenAsync(what == "answered Emergency" ? Severity.Emergency : Severity.High);
        if (what == "escalation")
            await _host.DoAsync(duplicate, new RequestEscalation("The night's run stands.", false, true));
        if (what == "promised call")
            await _host.DoAsync(duplicate, new RequestCallback(null, _host.Now + Duration.FromMinutes(40), null));
        if (what == "answered Emergency")
            await _host.DoAsync(duplicate, new ReplyToCustomer("We look into it."), OnCallHost.As(DemoPeople.Ueda));
        await using (var scope = _host.Services.CreateAsyncScope())
            (
                await scope
                    .ServiceProvider.GetRequiredService<MergeCasesHandler>()
                    .HandleAsync(duplicate.Number, null, new(target.Number), OnCallHost.As(DemoPeople.Kato))
            ).IsOk.ShouldBeTrue();

        (await _host.PagesOfAsync(target)).ShouldHaveSingleItem().End.ShouldBeNull(what);
        await _host.KillAndRestartAsync();
        await _host.AfterAsync(5);
        (await _host.PagesOfAsync(target)).ShouldHaveSingleItem().Steps.Count.ShouldBe(2);
    }
}
