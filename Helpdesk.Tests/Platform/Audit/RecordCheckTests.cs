using CsCheck;
using Helpdesk.Tests.Cases;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Tests.Platform.Audit;

/// <summary>Whatever is done to the stored record is found, and the first broken link is named.</summary>
public sealed class RecordCheckTests
{
    private static readonly string[] s_words = ["Notes", "Replies", "CustomerWords"];

    // Of each column the kind of change that leaves the rest as it was.
    private static readonly (string Column, string Change, Misfit[] Found)[] s_fields =
    [
        ("PreviousHash", OtherLast("PreviousHash"), [Misfit.Previous]),
        ("PreviousHash", "x''", [Misfit.Previous]),
        ("Hash", OtherFirst("Hash"), [Misfit.Hash]),
        ("CaseNumber", "CaseNumber || ' '", [Misfit.Hash]),
        ("CaseVersion", "CaseVersion + 1", [Misfit.Hash]),
        ("At", "At + 1", [Misfit.Hash]),
        ("At", "9223372036854775807", [Misfit.Hash]),
        ("ActorKind", "ActorKind + 1", [Misfit.Hash]),
        ("ActorId", "CASE WHEN ActorId IS NULL THEN '' ELSE lower(ActorId) || '0' END", [Misfit.Hash]),
        ("ActorName", "ActorName || 'x'", [Misfit.Hash]),
        ("ActorName", "''", [Misfit.Hash]),
        ("Event", "replace(Event, '$type', '$Type')", [Misfit.Hash]),
        ("Voice", "Voice + 1", [Misfit.Hash]),
        ("WordsHash", $"CASE WHEN WordsHash IS NULL THEN x'00' ELSE {OtherFirst("WordsHash")} END", [Misfit.Hash]),
        ("WordsHash", "CASE WHEN WordsHash IS NULL THEN x'' ELSE NULL END", [Misfit.Hash]),
        ("CaseId", "CaseId + 1", [Misfit.Case, Misfit.Words]),
        ("Id", "Id + 100000", [Misfit.Gap]),
    ];

    [Fact]
    public void AnyHistory_IsWhole_AndEveryTamperingIsFoundAtItsPlace() =>
        Gen.Select(RandomHistories.Steps, Gen.Int[0, 1_000_000])
            .Sample(
                (steps, place) =>
                {
                    using var fixture = new ChainFixture();
                    RandomHistories.Play(fixture, steps);
                    var whole = fixture.Timeline();
                    whole.Broken.ShouldBeNull();
                    whole.Entries.ShouldBe(fixture.Number("SELECT count(*) FROM Timeline"));
                    whole.Cases.ShouldBe(fixture.Number("SELECT count(*) FROM Cases"));
                    whole.Erased.ShouldBe(0);

                    var id = 1 + (place % whole.Entries);
                    var (column, change, found) = s_fields[place % s_fields.Length];
                    ShouldBreak(
                        fixture,
                        $"UPDATE Timeline SET {column} = {change} WHERE Id = {id}",
                        column == "Id" ? AfterGap(fixture, id, id + 100000) : id,
                        found
                    );
                    ShouldBreak(fixture, $"DELETE FROM Timeline WHERE Id = {id}", AfterGap(fixture, id, id), Misfit.Gap);
                    if (id < whole.Entries)
                        ShouldBreak(
                            fixture,
                            $"UPDATE Timeline SET Id = CASE Id WHEN {id} THEN -1 ELSE {id} END WHERE Id IN ({id}, {id + 1}); "
                                + $"UPDATE Timeline SET Id = {id + 1} WHERE Id = -1",
                            id,
                            Misfit.Previous,
                            Misfit.Words
                        );
                },
                iter: 60
            );

    [Fact]
    public async Task EveryFieldOfAnEntry_IsGuarded()
    {
        using var fixture = await WithTwoCasesAsync();
        for (var id = 1; id <= fixture.Timeline().Entries; id++)
        {
            foreach (var (column, change, found) in s_fields)
                ShouldBreak(
                    fixture,
                    $"UPDATE Timeline SET {column} = {change} WHERE Id = {id}",
                    column == "Id" ? AfterGap(fixture, id, id + 100000) : id,
                    found
                );
        }

        var columns = (string)fixture.Scalar("SELECT group_concat(name) FROM pragma_table_info('Timeline')")!;
        columns.Split(',').ShouldBe(s_fields.Select(f => f.Column).Distinct(), ignoreOrder: true, "each column is tampered with above");
    }

    [Fact]
    public async Task Words_ChangedMovedOrAdded_AreFound()
    {
        using var fixture = await WithTwoCasesAsync();
        foreach (var table in s_words)
        {
            var id = fixture.Number($"SELECT EntryId FROM {table} LIMIT 1");
            ShouldBreak(fixture, $"UPDATE {table} SET Text = Text || ' ' WHERE EntryId = {id}", id, Misfit.Words);
            ShouldBreak(fixture, $"UPDATE {table} SET CaseId = 3 - CaseId WHERE EntryId = {id}", id, Misfit.Words);
            foreach (var other in s_words.Where(t => t != table))
                ShouldBreak(
                    fixture,
                    $"INSERT INTO {other} SELECT * FROM {table} WHERE EntryId = {id}; DELETE FROM {table} WHERE EntryId = {id}",
                    id,
                    Misfit.Words
                );
        }

        var silent = fixture.Number("SELECT Id FROM Timeline WHERE WordsHash IS NULL LIMIT 1");
        ShouldBreak(
            fixture,
            $"INSERT INTO Notes VALUES ({silent}, (SELECT CaseId FROM Timeline WHERE Id = {silent}), 'he said so')",
            silent,
            Misfit.Words
        );
    }

    [Fact]
    public async Task Entries_CutOffAtTheEnd_AreFound()
    {
        using var fixture = await WithTwoCasesAsync();
        var last = fixture.Timeline().Entries;
        ShouldBreak(fixture, $"DELETE FROM Timeline WHERE Id >= {last - 1}", last - 1, Misfit.Gap);
        ShouldBreak(fixture, $"DELETE FROM Timeline WHERE Id >= {last}; DELETE FROM sqlite_sequence", last, Misfit.Gap);
    }

    [Fact]
    public async Task Entry_PutInWithAHashOfItsOwn_IsFoundWhereTheChainLeavesIt()
    {
        using var fixture = await WithTwoCasesAsync();
        // Somebody who knows the code rewrites an entry and its hash; the next one still names the old one.
        var (previous, at, number) = (
            (byte[])fixture.Scalar("SELECT Hash FROM Timeline WHERE Id = 2")!,
            fixture.Number("SELECT At FROM Timeline WHERE Id = 3"),
            (string)fixture.Scalar("SELECT CaseNumber FROM Timeline WHERE Id = 3")!
        );
        using var hash = new LinkHash();
        var forged = Convert.ToHexString(hash.Of(new TimelineLink(previous, 3, number, 1, at, 0, null, "nobody", "{}", 0, null)));
        ShouldBreak(
            fixture,
            "UPDATE Timeline SET ActorKind = 0, ActorId = NULL, ActorName = 'nobody', Event = '{}', Voice = 0, "
                + $"CaseVersion = 1, WordsHash = NULL, Hash = x'{forged}' WHERE Id = 3; DELETE FROM Notes WHERE EntryId = 3; "
                + "DELETE FROM Replies WHERE EntryId = 3; DELETE FROM CustomerWords WHERE EntryId = 3",
            4,
            Misfit.Previous
        );
        ShouldBreak(
            fixture,
            "INSERT INTO Timeline (Id, CaseId, CaseVersion, At, ActorKind, ActorName, Event, CaseNumber, PreviousHash, Hash, "
                + "Voice) SELECT Id + 1, CaseId, CaseVersion, At, ActorKind, ActorName, Event, CaseNumber, Hash, Hash, Voice "
                + "FROM Timeline ORDER BY Id DESC LIMIT 1",
            fixture.Timeline().Entries + 1,
            Misfit.Hash
        );
    }

    [Fact]
    public async Task Words_Erased_BreakNothingAndAreCounted()
    {
        using var fixture = await WithTwoCasesAsync();
        var head = fixture.Timeline().Head;
        var erased = fixture.Number("SELECT (SELECT count(*) FROM Notes) + (SELECT count(*) FROM CustomerWords)");
        await using (var db = fixture.Open())
        {
            // Past no trigger: erasing is allowed.
            db.Notes.RemoveRange(db.Notes);
            db.CustomerWords.RemoveRange(db.CustomerWords);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var picture = fixture.Timeline();
        (picture.Broken, picture.Erased, picture.Head).ShouldBe((null, erased, head));
        erased.ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData("At", "At + 1")]
    [InlineData("ActorKind", "3")]
    [InlineData("ActorId", "NULL")]
    [InlineData("ActorName", "'nobody'")]
    [InlineData("Action", "'person.unlocked'")]
    [InlineData("SubjectId", "lower(SubjectId) || ' '")]
    [InlineData("SubjectName", "'x'")]
    [InlineData("Details", "'{}'")]
    [InlineData("Hash", "x'00'")]
    public async Task AdminLog_FieldChanged_IsFound(string column, string change)
    {
        using var fixture = new ChainFixture();
        foreach (var code in AdminActs.All)
            await fixture.AdministerAsync(code);
        (fixture.AdminLog().Entries, fixture.AdminLog().Broken).ShouldBe((AdminActs.All.Count, null));

        ShouldBreak(fixture, $"UPDATE AdminLog SET {column} = {change} WHERE Id = 2", 2, Misfit.Hash);
        ShouldBreak(fixture, "UPDATE AdminLog SET PreviousHash = Hash WHERE Id = 2", 2, Misfit.Previous);
        ShouldBreak(fixture, "DELETE FROM AdminLog WHERE Id = 2", 3, Misfit.Gap);
    }

    private static async Task<ChainFixture> WithTwoCasesAsync()
    {
        var fixture = new ChainFixture();
        var (one, two) = (fixture.NewCase("one", "by phone"), fixture.NewCase("two"));
        await fixture.SaveAsync(one, two);
        await fixture.ActAsync(one.Number, c => c.Assign(CaseFixture.Sato, "Sato Mai", ChainFixture.Context));
        await fixture.ActAsync(one.Number, c => c.Reply("we are reading the logs", ChainFixture.Context));
        await fixture.ActAsync(two.Number, c => c.Note("development knows", ChainFixture.Context));
        await fixture.ActAsync(one.Number, c => c.CustomerMessage("thank you", ChainFixture.Context));
        fixture.Timeline().Broken.ShouldBeNull();
        return fixture;
    }

    private static void ShouldBreak(ChainFixture fixture, string sql, long id, params Misfit[] any)
    {
        using var copy = fixture.Copy();
        copy.Tamper(sql);
        var broken = (sql.Contains("AdminLog", StringComparison.Ordinal) ? copy.AdminLog() : copy.Timeline()).Broken.ShouldNotBeNull(sql);
        any.ShouldContain(broken.What, sql);
        broken.Id.ShouldBe(id, sql);
    }

    /// <summary>A gap is named by the entry behind it.</summary>
    private static long AfterGap(ChainFixture fixture, long missing, long whenLast) =>
        missing == fixture.Timeline().Entries ? whenLast : missing + 1;

    // Another byte than the one that is there, whichever that is.
    private static string OtherFirst(string column) => $"{Other($"substr({column}, 1, 1)")} || substr({column}, 2)";

    private static string OtherLast(string column) => $"substr({column}, 1, 31) || {Other($"substr({column}, 32, 1)")}";

    private static string Other(string value) => $"CASE {value} WHEN x'5a' THEN x'5b' ELSE x'5a' END";
}
