using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Board;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Supervision;

/// <summary>The supervisors' board, and what is entered on it (spec U2).</summary>
public sealed class BoardTests : IAsyncLifetime
{
    private readonly SupervisionHost _host = new();

    private BoardQuery Board => _host.Host.Services.GetRequiredService<BoardQuery>();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Row_CountsWhatTheQueueHolds_ChangeByChange()
    {
        Agrees();
        var given = await _host.GiveAsync(DemoPeople.Sato, 3);
        Agrees();
        Row(DemoPeople.Sato).Load.ShouldBe(new Workload(0, 3, 0, 0));
        await _host.DoAsync(given[0].Number, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        await _host.DoAsync(given[1].Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName));
        Agrees();
        var row = Row(DemoPeople.Sato);
        (row.Load.Total, row.Next!.Number, row.Missed).ShouldBe((1, given[2].Number, 0));
        _host.Host.Time.Advance(TimeSpan.FromDays(2));
        Row(DemoPeople.Sato).Missed.ShouldBe(1);
    }

    [Fact]
    public async Task Row_SaysWhoIsHere_AndWhoIsAway()
    {
        var presence = _host.Host.Services.GetRequiredService<PresenceTracker>();
        var (one, two) = (new object(), new object());
        presence.Arrive(one, DemoPeople.Kato.Id);
        presence.Arrive(two, DemoPeople.Kato.Id);
        presence.Depart(one);
        Row(DemoPeople.Kato).Here.ShouldBeTrue("a second browser is still open");
        presence.Depart(two);
        Row(DemoPeople.Kato).Here.ShouldBeFalse();
        await _host.AwayAsync(DemoPeople.Sato, DemoPeople.Kato);
        (Row(DemoPeople.Sato).IsAway, Row(DemoPeople.Sato).Present).ShouldBe((true, DemoPeople.Kato.DisplayName));
    }

    [Fact]
    public async Task Watch_AChange_MakesTheBoardAnewOnceForAll()
    {
        var told = new TaskCompletionSource();
        using var first = Board.Watch(() => told.TrySetResult());
        using var second = Board.Watch(() => { });
        var before = Board.Current;
        Board.Current.ShouldBeSameAs(before, "nothing has changed");
        await _host.Host.OpenAsync();
        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        Board.Current.AllUnassigned.ShouldBe(before.AllUnassigned + 1);
        Board.Current.Engineers[0].ShouldBe(before.Engineers[0], "a row that looks the same is the same");
    }

    [Fact]
    public async Task Skills_AreSavedForSupervisors_LoggedAndAtWork()
    {
        var save = new SaveAgentProfile(DemoPeople.Tanaka.Id, 1, ["SHD-STREAM"], ["en"], 12, "10:00-18:00", "Europe/Berlin");
        (await SaveAsync(save, SupervisionHost.Kato)).ShouldBe("auth.forbidden");
        (await SaveAsync(save)).ShouldBeNull();
        var board = _host.Host.Services.GetRequiredService<AgentProfileCache>();
        board.Of(DemoPeople.Tanaka.Id).Products.ShouldBe(["SHD-STREAM"]);
        board.Of(DemoPeople.Tanaka.Id).Hours.IsOpen(_host.Host.Now).ShouldBeFalse("three in the night in Berlin");
        (await SaveAsync(save)).ShouldBe("agent.changed", "somebody else was faster");
        (await SaveAsync(save with { PersonId = DemoPeople.Mori.Id, Version = 0, Hours = null })).ShouldBeNull("first entry");
        (
            await _host.Host.ReadAsync(db =>
                db.AdminLog()
                    .Where(e => e.Action == AdminActs.SkillsChanged)
                    .Select(e => e.SubjectName + " by " + e.ActorName)
                    .ToListAsync()
            )
        ).ShouldBe(["Tanaka Jun by Mori Hana", "Mori Hana by Mori Hana"]);
    }

    [Fact]
    public async Task Skills_ThatMakeNoSense_AreRefusedByName()
    {
        var good = new SaveAgentProfile(DemoPeople.Tanaka.Id, 1, [], [], 12, null, null);
        (await SaveAsync(good with { Products = ["SPX-NONE"] })).ShouldBe("product.unknown");
        (await SaveAsync(good with { Languages = ["xx"] })).ShouldBe("language.unknown");
        (await SaveAsync(good with { Capacity = 0 })).ShouldBe("agent.capacity");
        (await SaveAsync(good with { Hours = "18:00-10:00", Zone = "Asia/Tokyo" })).ShouldBe("agent.hours");
        (await SaveAsync(good with { Hours = "10:00-18:00" })).ShouldBe("value.required");
        (await SaveAsync(good with { Hours = "10:00-18:00", Zone = "Mars/Base" })).ShouldBe("agent.hours");
        (await SaveAsync(good with { PersonId = Guid.NewGuid() })).ShouldBe("owner.unknown");
    }

    private EngineerRow Row(DemoPerson person) => Board.Current.Engineers.Single(e => e.Id == person.Id);

    // The counts are kept change by change; counting them anew gives the same.
    private void Agrees()
    {
        foreach (var row in Board.Current.Engineers)
        {
            var theirs = _host.Feed.Entries.Where(e => e.OwnerId == row.Id && e.Status < CaseStatus.Resolved).ToList();
            foreach (var severity in Enum.GetValues<Severity>())
                row.Load.Of(severity).ShouldBe(theirs.Count(e => e.Severity == severity), $"{row.Name}, {severity}");
        }
    }

    private async Task<string?> SaveAsync(SaveAgentProfile command, System.Security.Claims.ClaimsPrincipal? who = null) =>
        (await _host.WithAsync<SaveAgentProfileHandler, Result>(h => h.HandleAsync(command, who ?? SupervisionHost.Mori)))
            is { IsOk: false } refused
            ? refused.Errors[0].Code
            : null;
}
