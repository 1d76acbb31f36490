using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Cases.CaseFiles;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Portal.Visit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Portal;

/// <summary>
/// The page of a duplicate that was merged while its customer had it open: what they ask for there is done in the case that goes on, and
/// nothing else of that case is shown to them (spec I5, U5).
/// </summary>
public sealed class MergedPageTests(MailHost host) : IClassFixture<MailHost>
{
    private static int s_mails;

    [Fact]
    public async Task FollowUp_IsRecordedInTheCaseAtTheEndOfTheChain_ByTheContactOfTheDuplicate_I5()
    {
        var (duplicate, pass, main) = await MergedTwiceAsync();
        await host.DoAsync(main, new ReplyToCustomer("Only for the other one."));

        (await host.ActAsync(duplicate, pass, new WriteMessage("It happened again."), "m1")).IsOk.ShouldBeTrue();
        (await host.ActAsync(duplicate, pass, new RejectSolution(""))).IsOk.ShouldBeTrue();
        (await host.ActAsync(duplicate, pass, new AskForUrgency("The plant stands still.", false, true))).IsOk.ShouldBeTrue();
        (await host.ActAsync(duplicate, pass, new AskToBeCalled("03-1234-5678", "After two"))).IsOk.ShouldBeTrue();

        (await SaidAsync(main))
            .Select(e => (e.ActorKind, e.ActorName, e.Event.GetType()))
            .ShouldBe([
                (ActorKind.Customer, "Ito Mai", typeof(CustomerWrote)),
                (ActorKind.Customer, "Ito Mai", typeof(CustomerWrote)),
                (ActorKind.Customer, "Ito Mai", typeof(EscalationRequested)),
                (ActorKind.Customer, "Ito Mai", typeof(CallbackRequested)),
            ]);
        (await host.StateAsync(main)).Status.ShouldBe(CaseStatus.InProgress);
        var seen = (await host.SeeAsync(duplicate, pass)).ShouldNotBeNull();
        (seen.MergedInto, seen.MayWrite, seen.CallIsAwaited).ShouldBe((main.Number, true, true));
        seen.Messages.ShouldAllBe(m => m.Words != "Only for the other one.");
    }

    [Fact]
    public async Task WhatCanOnlyEndItsOwnCase_ComesAsWords_AndEndsNothing_I5()
    {
        var (duplicate, pass, main) = await MergedTwiceAsync();

        (await host.ActAsync(duplicate, pass, new ConfirmSolution())).IsOk.ShouldBeTrue();
        (await host.ActAsync(duplicate, pass, new NoLongerNeeded("We found it ourselves."))).IsOk.ShouldBeTrue();

        var said = await SaidAsync(main);
        said.Count.ShouldBe(2);
        said[1].Words.ShouldBe("We found it ourselves.");
        (await host.StateAsync(main)).IsClosed.ShouldBeFalse("whoever has it decides");
    }

    [Fact]
    public async Task CaseThatGoesOnWasClosed_TheFollowUpBringsItBack_C9()
    {
        var (duplicate, pass, main) = await MergedTwiceAsync();
        await host.DoAsync(main, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));

        (await host.ActAsync(duplicate, pass, new ConfirmSolution())).Errors[0].Code.ShouldBe("link.answer-late", "that changes nothing");
        (await host.ActAsync(duplicate, pass, new WriteMessage("It happened again."))).IsOk.ShouldBeTrue();

        var now = await host.StateAsync(main);
        (now.Status, now.ReopenCount).ShouldBe((CaseStatus.InProgress, 1));
        (await SaidAsync(main)).Select(e => e.Event.GetType()).ShouldBe([typeof(CaseReopened), typeof(CustomerWrote)]);
    }

    [Fact]
    public async Task CaseThatTookInADuplicateOfADuplicate_ShowsTheWordsAndFilesOfBoth_I5()
    {
        var main = await host.OpenAsync();
        var (near, far) = (await host.OpenAsync(r => r with { Email = "m.ito@daiwa-seiki.example" }), await host.OpenAsync());
        var picked = await host.PickAsync(far, "reply", "log.txt", "one line"u8.ToArray());
        (await host.RunAsync(far, new ReplyToCustomer("Here it is.", Files: [picked.Id]))).IsOk.ShouldBeTrue();
        await MergeAsync(far, near);
        await MergeAsync(near, main);

        var page = (await host.SeeAsync(main, await host.EnterAsync(main))).ShouldNotBeNull();

        page.Messages.ShouldContain(m => m.Words == "Here it is.", "the same person's, by way of a colleague's");
        page.Messages.SelectMany(m => m.Files).ShouldHaveSingleItem().Name.ShouldBe("log.txt");
    }

    [Fact]
    public async Task LinkAskedForAnew_LeadsToTheDuplicate_WhereTheCaseThatGoesOnIsSomebodyElses_I5()
    {
        var (duplicate, _, main) = await MergedTwiceAsync();
        var desk = host.Services.GetRequiredService<NewLinkSender>();

        desk.Ask(new("", duplicate.Contact.Email), "198.51.100.21");
        await desk.SettleAsync(TestContext.Current.CancellationToken);

        (await host.MailsOfAsync(duplicate)).Last().Kind.ShouldBe(MailKind.NewLink);
        (await host.MailsOfAsync(main)).ShouldNotContain(m => m.Kind == MailKind.NewLink);
    }

    // Ito's case went into one of theirs, and that into their colleague's.
    private async Task<(Case Duplicate, string Pass, Case Main)> MergedTwiceAsync()
    {
        var mail = $"m.ito{Interlocked.Increment(ref s_mails)}@daiwa-seiki.example";
        var main = await host.OpenAsync(r => r with { Organisation = "Daiwa" });
        var between = await host.OpenAsync(r => r with { Organisation = "Daiwa" });
        var duplicate = await host.OpenAsync(r => r with { Organisation = "Daiwa", Email = mail, ContactName = "Ito Mai" });
        var pass = await host.EnterAsync(duplicate);
        await MergeAsync(duplicate, between);
        await MergeAsync(between, main);
        return (duplicate, pass, main);
    }

    private async Task MergeAsync(Case duplicate, Case main)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<MergeCasesHandler>()
            .HandleAsync(duplicate.Number, null, new MergeCases(main.Number), IntakeHost.Agent);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
    }

    private Task<List<TimelineEntry>> SaidAsync(Case about) =>
        host.ReadAsync(async db =>
            (
                await db
                    .Timeline.AsNoTracking()
                    .Include(e => e.Customer)
                    .Where(e => e.CaseId == about.Id && e.ActorKind == ActorKind.Customer)
                    .OrderBy(e => e.Id)
                    .ToListAsync()
            ).FindAll(e => e.Event is CustomerWrote or EscalationRequested or CallbackRequested or CaseReopened)
        );
}
