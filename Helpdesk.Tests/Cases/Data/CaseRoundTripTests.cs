using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Tests.Cases.Data;

/// <summary>A case that has lived comes back from the database as it went in.</summary>
[Collection(ApiTests.Name)]
public sealed class CaseRoundTripTests(ApiServer server)
{
    [Fact]
    public async Task Case_WithEveryKindOfEventAndPausedClocks_SurvivesTheRoundTrip()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets);
        fixture
            .Do((c, at) => c.Assign(CaseFixture.Sato, "佐藤 麻衣", at))
            .Do((c, at) => c.RequestCallback("03-1", at.Now + Duration.FromHours(2), "午後に 😀", at))
            .Do((c, at) => c.Note("note", at))
            .At(16, 11)
            .Do((c, at) => c.ChangeSeverity(Severity.Medium, "reason", at))
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "nobody", at))
            .Do((c, at) => c.Reply("reply", at))
            .Do((c, at) => c.WaitForVendor("vendor", at))
            .Do((c, at) => c.Resume(null, at))
            .Do((c, at) => c.CustomerMessage("mail", at))
            .Do((c, at) => c.OfferSolution("5.2.8", at))
            .At(16, 12)
            .Do((c, at) => c.Confirm(ConfirmedBy.Mail, null, null, at))
            .Do((c, at) => c.ReleaseCall("not needed any more", null, at))
            .Do((c, at) => c.Close(ClosingReason.SolvedByUpdate, "5.2.8", "bye", at))
            .At(17, 9)
            .Do((c, at) => c.Reopen("again", at))
            .Do((c, at) => c.Unassign(at))
            .At(17, 9, 30)
            .Do((c, at) => c.WaitForCustomer("logs", at));
        var databases = server.Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>();
        using (await server.Console.Services.GetRequiredService<WriteGate>().EnterAsync(TestContext.Current.CancellationToken))
        await using (var db = await databases.CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            db.Cases.Add(fixture.Case);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var read = (
            await server
                .Console.Services.GetRequiredService<CaseQuery>()
                .FindAsync(fixture.Case.Number, TestContext.Current.CancellationToken)
        ).ShouldNotBeNull();
        Strip(CaseSnapshot.Of(read.Case)).ShouldBe(Strip(CaseSnapshot.Of(fixture.Case)));
        read.Timeline.Select(Entry).ShouldBe(fixture.Case.Timeline.Select(Entry));
        read.Case.Verdict.Reasons.Select(r => (r.Rule, r.Code, string.Join('|', r.Args)))
            .ShouldBe(fixture.Case.Verdict.Reasons.Select(r => (r.Rule, r.Code, string.Join('|', r.Args))));
        (read.Case.Contact, read.Case.Answers, read.Case.NextClock).ShouldBe(
            (fixture.Case.Contact, fixture.Case.Answers, fixture.Case.NextClock)
        );
        using var again = new SqliteConnection(server.Console.Services.GetRequiredService<IOptions<DataOptions>>().Value.ConnectionString);
        again.Open();
        OpenCases
            .Read(again)
            .Single(e => e.Number == fixture.Case.Number)
            .ShouldBe(
                server.Console.Services.GetRequiredService<QueueEntries>().Of(read.Case),
                "the row read at start is the row a command announces"
            );
    }

    private static (Instant At, ActorKind Kind, string Name, string Event, Voice Voice, string? Words) Entry(TimelineEntry e) =>
        (e.At, e.ActorKind, e.ActorName, JsonSerializer.Serialize(e.Event, StoredJson.Options), e.Voice, e.Words);

    // The time line is read apart from the case, so its count is not the case's own any more.
    private static string Strip(string picture) =>
        System.Text.RegularExpressions.Regex.Replace(
            picture,
            @" \d+\n",
            "\n",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
}
