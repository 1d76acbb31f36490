using System.Text.Json;
using System.Text.Json.Serialization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Tests.Platform.Audit;

/// <summary>What is written: one chain, whatever fails on the way; words apart from facts.</summary>
public sealed class RecordChainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transaction_RolledBack_LeavesNoGap()
    {
        using var fixture = new ChainFixture();
        await fixture.SaveAsync(fixture.NewCase("one"));
        await using (var db = fixture.Open())
        await using (await db.Database.BeginTransactionAsync(Token))
        {
            db.Cases.Add(fixture.NewCase("never"));
            await db.SaveChangesAsync(Token);
        }

        await fixture.SaveAsync(fixture.NewCase("two"));
        (fixture.Timeline().Entries, fixture.Timeline().Broken).ShouldBe((2, null));
    }

    [Fact]
    public async Task Transaction_WithSeveralSaves_IsOneChain()
    {
        using var fixture = new ChainFixture();
        await using (var db = fixture.Open())
        await using (var transaction = await db.Database.BeginTransactionAsync(Token))
        {
            db.Cases.Add(fixture.NewCase("one", "note"));
            await db.SaveChangesAsync(Token);
            db.Cases.Add(fixture.NewCase("two"));
            await db.SaveChangesAsync(Token);
            await transaction.CommitAsync(Token);
        }

        await fixture.SaveAsync(fixture.NewCase("three"));
        (fixture.Timeline().Entries, fixture.Timeline().Broken).ShouldBe((4, null));
    }

    [Fact]
    public async Task Save_ThatFailsAndIsTriedAgain_DoesNotFork()
    {
        using var fixture = new ChainFixture();
        var first = fixture.NewCase("one");
        await fixture.SaveAsync(first);
        await using (var db = fixture.Open())
        {
            db.Cases.Add(fixture.NewCase("two"));
            // A number that is taken: the whole save is refused.
            var twin = fixture.NewCase("twin");
            db.Cases.Add(twin);
            db.Entry(twin).Property(c => c.Number).CurrentValue = first.Number;
            await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Token));
            await fixture.SaveAsync(fixture.NewCase("three"));
            db.Entry(twin).Property(c => c.Number).CurrentValue = "C-20261116-0099";
            await db.SaveChangesAsync(Token);
        }

        (fixture.Timeline().Broken, fixture.Timeline().Cases).ShouldBe((null, 4));
    }

    [Fact]
    public async Task AnotherProcess_WritingMeanwhile_IsFollowedNotForked()
    {
        using var fixture = new ChainFixture();
        var other = new RecordChain();
        await fixture.SaveAsync(fixture.NewCase("one"));
        await using (var db = fixture.Open(other))
        {
            db.Cases.Add(fixture.NewCase("theirs"));
            await db.SaveChangesAsync(Token);
        }

        // This process still believes in the old end: the primary key refuses it once.
        var refused = await Should.ThrowAsync<DbUpdateException>(() => fixture.SaveAsync(fixture.NewCase("ours")));
        refused.InnerException.ShouldBeOfType<SqliteException>().SqliteErrorCode.ShouldBe(19);
        await fixture.SaveAsync(fixture.NewCase("ours again"));
        (fixture.Timeline().Entries, fixture.Timeline().Broken).ShouldBe((3, null));
    }

    [Fact]
    public async Task Entries_OfOneCommand_StandInTheOrderTheyHappened()
    {
        using var fixture = new ChainFixture();
        var made = fixture.NewCase("one", "note");
        for (var i = 0; i < 40; i++)
            made.Note(i.ToString(System.Globalization.CultureInfo.InvariantCulture), ChainFixture.Context).IsOk.ShouldBeTrue();
        await fixture.SaveAsync(made);

        await using var db = fixture.Open();
        (await db.Timeline.AsNoTracking().OrderBy(e => e.Id).ToListAsync(Token))
            .Select(e => e.Words)
            .ShouldBe(["one", "note", .. Enumerable.Range(0, 40).Select(i => $"{i}")]);
        fixture.Timeline().Broken.ShouldBeNull();
    }

    [Fact]
    public async Task Notes_AreNeverLoadedAsReplies()
    {
        using var fixture = new ChainFixture();
        var made = fixture.NewCase("theirs", "internal one");
        made.Note("internal two", ChainFixture.Context);
        made.Reply("for the customer", ChainFixture.Context);
        made.ChangeSeverity(Severity.Medium, "internal three", ChainFixture.Context);
        await fixture.SaveAsync(made);

        await using var db = fixture.Open();
        (await db.Replies.Select(r => r.Text).ToListAsync(Token)).ShouldBe(["for the customer"]);
        (await db.Notes.OrderBy(n => n.EntryId).Select(n => n.Text).ToListAsync(Token)).ShouldBe([
            "internal one",
            "internal two",
            "internal three",
        ]);
        (await db.CustomerWords.Select(c => c.Text).ToListAsync(Token)).ShouldBe(["theirs"]);
        var entries = await db.Timeline.AsNoTracking().Where(e => e.CaseId == made.Id).ToListAsync(Token);
        entries.Where(e => e.Reply is not null).ShouldHaveSingleItem().Event.ShouldBeOfType<ReplySent>();
        (await db.Replies.Select(r => r.CaseId).Distinct().ToListAsync(Token)).ShouldBe([made.Id]);
    }

    [Theory]
    [InlineData("UPDATE Timeline SET ActorName = 'nobody'", "append-only")]
    [InlineData("DELETE FROM Timeline", "append-only")]
    [InlineData("UPDATE AdminLog SET ActorName = 'nobody'", "append-only")]
    [InlineData("DELETE FROM AdminLog", "append-only")]
    [InlineData("UPDATE Replies SET Text = 'x'", "never changed")]
    [InlineData("UPDATE Notes SET Text = 'x'", "never changed")]
    [InlineData("UPDATE CustomerWords SET Text = 'x'", "never changed")]
    public async Task Record_ChangedByHand_IsRefusedByTheDatabase(string sql, string why)
    {
        using var fixture = new ChainFixture();
        var made = fixture.NewCase("theirs", "note");
        made.Reply("ours", ChainFixture.Context);
        await fixture.SaveAsync(made);
        await fixture.AdministerAsync(AdminActs.PersonCreated);

        await using var db = fixture.Open();
        (await Should.ThrowAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(sql, Token))).Message.ShouldContain(why);
    }

    public static TheoryData<string> EventTypes =>
        [
            .. typeof(CaseEvent)
                .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false)
                .Cast<JsonDerivedTypeAttribute>()
                .Select(a => a.DerivedType.Name),
        ];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Event_AsStored_HoldsFactsButNoWords(string name)
    {
        var happened = Make(name);
        var json = JsonSerializer.Serialize(happened, StoredJson.Options);

        if (happened.Words is { } words)
            json.ShouldNotContain(words);
        json.ShouldNotContain("words", Shouldly.Case.Insensitive);
        var back = JsonSerializer.Deserialize<CaseEvent>(json, StoredJson.Options).ShouldNotBeNull();
        back.GetType().ShouldBe(happened.GetType());
        back.Voice.ShouldBe(happened.Voice);
        JsonSerializer.Serialize(back, StoredJson.Options).ShouldBe(json, "nothing but the words is lost");
        if (happened.Voice == Voice.Reply)
            happened.CustomerMayRead.ShouldBeTrue("a reply is for the customer");
    }

    /// <summary>An event whose every text is its parameter's name in angle brackets.</summary>
    private static CaseEvent Make(string name)
    {
        var maker = typeof(CaseEvent).Assembly.GetType("Helpdesk.Domain.Cases." + name)!.GetConstructors().Single();
        return (CaseEvent)
            maker.Invoke([
                .. maker
                    .GetParameters()
                    .Select(p =>
                        p.ParameterType == typeof(string) ? $"<{p.Name}>"
                        : p.ParameterType.IsGenericType && p.ParameterType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
                            ? Array.CreateInstance(p.ParameterType.GenericTypeArguments[0], 1)
                        : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType)
                        : null
                    ),
            ]);
    }
}
