using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Portal;
using Helpdesk.Tests.Supervision;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>Two hands on one case, through the handler and the real database (issue 17, spec H1).</summary>
public sealed class TakeRaceTests(SupervisionHost host) : IClassFixture<SupervisionHost>
{
    private static readonly ClaimsPrincipal Sato = SupervisionHost.As(DemoPeople.Sato);
    private static readonly ClaimsPrincipal Ito = SupervisionHost.As(DemoPeople.Ito);

    [Fact]
    public async Task TwoTakersAtOnce_ExactlyOneHasIt_AndTheOtherHearsWho()
    {
        for (var round = 0; round < 40; round++)
        {
            var opened = await host.Host.OpenAsync();
            ClaimsPrincipal[] takers = round % 2 == 0 ? [Sato, Ito] : [Ito, Sato];
            var done = await Task.WhenAll(takers.Select(t => Task.Run(() => TakeAsync(opened.Number, OwnerSeen.Nobody, t))));

            var winner = done.Single(d => d.IsOk).Value;
            var loser = done.Single(d => !d.IsOk).Errors.ShouldHaveSingleItem();
            (loser.Kind, loser.Code, loser.Args[0]).ShouldBe((ErrorKind.Conflict, "case.taken-meanwhile", winner.OwnerName));
            (await host.Host.EventsOfAsync(opened)).OfType<CaseAssigned>().ShouldHaveSingleItem().OwnerId.ShouldBe(winner.OwnerId!.Value);
        }
    }

    [Fact]
    public async Task TakenOverOnPurpose_TellsTheOneBefore_AndNobodyElse()
    {
        var opened = await host.Host.OpenAsync();
        List<PersonalNotice> sato = [],
            ito = [];
        var notices = host.Host.Services.GetRequiredService<PersonalNotices>();
        using var hearing = notices.Listen(DemoPeople.Sato.Id, sato.Add);
        using var alike = notices.Listen(DemoPeople.Ito.Id, ito.Add);

        (await TakeAsync(opened.Number, OwnerSeen.Nobody, Sato)).IsOk.ShouldBeTrue();
        (await TakeAsync(opened.Number, OwnerSeen.Of(DemoPeople.Sato.Id), Ito)).Value.OwnerId.ShouldBe(DemoPeople.Ito.Id);

        sato.ShouldBe([new PersonalNotice(NoticeKind.TakenOver, opened.Number, DemoPeople.Ito.DisplayName)]);
        ito.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakenOverAndUndone_TheOneBeforeHasItAsTheyHadIt_AndHearsOfBoth()
    {
        var opened = await host.Host.OpenAsync();
        await RunAsync(opened.Number, new AssignCase(DemoPeople.Sato.Id, DemoPeople.Sato.DisplayName), Ito);
        var given = (await host.Host.StateAsync(opened)).HandedOverAt;
        var taking = new TakeCase(OwnerSeen.Of(DemoPeople.Sato.Id));
        List<PersonalNotice> sato = [];
        host.Host.Time.Advance(TimeSpan.FromMinutes(1));
        using (host.Host.Services.GetRequiredService<PersonalNotices>().Listen(DemoPeople.Sato.Id, sato.Add))
        {
            (await RunAsync(opened.Number, taking, Ito)).IsOk.ShouldBeTrue();
            var back = new UndoOwnerChange(taking.Before!, OwnerSeen.Of(DemoPeople.Ito.Id));
            (await RunAsync(opened.Number, back, Ito)).Value.OwnerId.ShouldBe(DemoPeople.Sato.Id);
            (await RunAsync(opened.Number, back, Ito)).Errors[0].Code.ShouldBe("case.already-owner");
        }

        (await host.Host.StateAsync(opened)).HandedOverAt.ShouldBe(given.ShouldNotBeNull());
        sato.Select(n => n.Kind).ShouldBe([NoticeKind.TakenOver, NoticeKind.IsBack]);
    }

    [Fact]
    public async Task TakenByAMachineForSomebody_TellsTheOneBefore_AndWaitsForTheirNextScreen()
    {
        var opened = await host.Host.OpenAsync();
        var notices = host.Host.Services.GetRequiredService<PersonalNotices>();
        await TakeAsync(opened.Number, OwnerSeen.Nobody, Sato);
        notices.TakeWaiting(DemoPeople.Sato.Id);

        (
            await RunAsync(
                opened.Number,
                new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName),
                People.Who.Machine(DemoPeople.ApiKeyId)
            )
        ).IsOk.ShouldBeTrue();

        notices
            .TakeWaiting(DemoPeople.Sato.Id)
            .ShouldBe([new PersonalNotice(NoticeKind.TakenOver, opened.Number, DemoPeople.Ito.DisplayName)]);
        notices.TakeWaiting(DemoPeople.Sato.Id).ShouldBeEmpty("told once");
    }

    [Fact]
    public async Task AssigningToOneself_IsTaking_WhateverTheCommand()
    {
        var opened = await host.Host.OpenAsync();
        await TakeAsync(opened.Number, OwnerSeen.Nobody, Sato);
        (await RunAsync(opened.Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName), Ito))
            .Errors[0]
            .Code.ShouldBe("case.taken-meanwhile");
    }

    [Fact]
    public async Task Bulk_TakesWhatIsStillFree_AndReportsEachCase()
    {
        var opened = new[] { await host.Host.OpenAsync(), await host.Host.OpenAsync(), await host.Host.OpenAsync() };
        List<QueueEntry> seen = [.. opened.Select(o => host.Feed.Find(o.Number)!)];
        await TakeAsync(opened[0].Number, OwnerSeen.Nobody, Sato);
        await TakeAsync(opened[2].Number, OwnerSeen.Nobody, Sato);

        var report = await ManyAsync(seen, new TakeMany());

        report.Done.ShouldBe(1);
        report.Lines.Select(l => l.Number).ShouldBe(opened.Select(o => o.Number));
        report.Lines.Select(l => l.Refused is null).ShouldBe([false, true, false]);
        report.Lines[0].Refused.ShouldNotBeNull().ShouldContain(DemoPeople.Sato.DisplayName);
        host.Feed.Find(opened[0].Number)!.OwnerId.ShouldBe(DemoPeople.Sato.Id, "nothing is taken from a colleague unseen");

        // Shown as hers, and taken over all the same.
        (await ManyAsync([.. opened.Select(o => host.Feed.Find(o.Number)!).Take(1)], new TakeMany())).Done.ShouldBe(1);
        host.Feed.Find(opened[0].Number)!.OwnerId.ShouldBe(DemoPeople.Ito.Id);
        (await ManyAsync(seen, new UnassignMany())).Done.ShouldBe(0, "none is as it was seen");
    }

    private Task<ManyReport> ManyAsync(IReadOnlyList<QueueEntry> seen, IManyCommand command) =>
        host.WithAsync<ManyCases, ManyReport>(m => m.RunAsync(seen, command, Ito, TestContext.Current.CancellationToken));

    private Task<Result<QueueEntry>> TakeAsync(string number, OwnerSeen seen, ClaimsPrincipal who) =>
        RunAsync(number, new TakeCase(seen), who);

    private Task<Result<QueueEntry>> RunAsync<TCommand>(string number, TCommand command, ClaimsPrincipal who)
        where TCommand : ICaseCommand =>
        host.WithAsync<CaseCommandRunner, Result<QueueEntry>>(r =>
            r.RunAsync(number, null, command, who, TestContext.Current.CancellationToken)
        );
}
