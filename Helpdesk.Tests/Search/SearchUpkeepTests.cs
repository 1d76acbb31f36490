using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Search;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Queue;
using Helpdesk.Web.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Search;

/// <summary>The index follows the database: noted in the transaction of each change, taken in once, made anew when it was lost.</summary>
public sealed class SearchUpkeepTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SearchUpkeep Upkeep => _host.Services.GetRequiredService<SearchUpkeep>();

    private ISearchEngine Engine => _host.Services.GetRequiredService<ISearchEngine>();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        await Upkeep.CatchUpAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Case_IsFoundByWhatWasWritten_OnceTheIndexCaughtUp()
    {
        var opened = await _host.OpenAsync(r => r with { Subject = "Quuxblat stops", Description = "After the frobnication." });
        await _host.DoAsync(opened, new ReplyToCustomer("Please disable the zworkel.", null));
        await _host.DoAsync(opened, new AddNote("ナゾ現象かもしれない。"));
        (await FindAsync("quuxblat")).ShouldBeEmpty("noted, and not taken in yet");
        (await Upkeep.BehindAsync(Token)).ShouldBe(1, "three changes of one case are one thing to read");

        await Upkeep.CatchUpAsync(Token);

        foreach (var words in (string[])["Quuxblat", "frobnication", "zworkel", "現象", "ﾅｿﾞ", opened.Number])
            (await FindAsync(words)).ShouldContain(opened.Id, words);
        (await Upkeep.BehindAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task QueueSearch_FindsWhatStandsInMessages_EveryWordOfIt()
    {
        var opened = await _host.OpenAsync(r => r with { Description = "The frobnicator hums." });
        await _host.DoAsync(opened, new AddNote("凍結の疑い"));
        await Upkeep.CatchUpAsync(Token);
        var query = _host.Services.GetRequiredService<CasesByWordsQuery>();

        (await query.FindAsync("frobnicator", Token)).Ids.ShouldBe([opened.Id]);
        (await query.FindAsync("凍結", Token)).Ids.ShouldBe([opened.Id]);
        (await query.FindAsync("frobnicator zzyzx", Token)).Ids.ShouldBeEmpty("a list is narrowed by all that was typed");
        (await query.FindAsync("f", Token)).Ids.ShouldBeEmpty();
        new QueueFilter { Search = "a" }.ShouldBe(
            new QueueFilter { Search = "a", Words = await query.FindAsync("frobnicator", Token) },
            "what a search finds does not make it another one"
        );
    }

    [Fact]
    public async Task Erased_Words_AreFoundNoMore()
    {
        var opened = await _host.OpenAsync(r => r with { Description = "Her name is Grumblethorpe." });
        await Upkeep.CatchUpAsync(Token);
        (await FindAsync("grumblethorpe")).ShouldBe([opened.Id]);

        await _host.ReadAsync(db => db.CustomerWords.Where(w => w.CaseId == opened.Id).ExecuteDeleteAsync());
        await Upkeep.CatchUpAsync(Token);

        (await FindAsync("grumblethorpe")).ShouldBeEmpty();
    }

    [Fact]
    public async Task RolledBack_IsNeverNoted()
    {
        await _host.ReadAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Articles().Take(1).ExecuteUpdateAsync(set => set.SetProperty(a => a.IsInternal, true));
            (await db.SearchTasks().CountAsync()).ShouldBeGreaterThan(0);
            await transaction.RollbackAsync();
            return 0;
        });

        (await Upkeep.BehindAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task LostIndex_IsMadeAnew_AndSoIsADamagedOne()
    {
        var all = (await Engine.SizeAsync(Token)).Documents;
        all.ShouldBeGreaterThan(330);
        var file = _host.Services.GetRequiredService<SearchFile>();
        file.Discard();

        await Upkeep.CatchUpAsync(Token);
        (await Engine.SizeAsync(Token)).Documents.ShouldBe(all, "lost");

        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(file.Path, "this is no database", Token);
        file.Discard();
        await Upkeep.CatchUpAsync(Token);
        (await Engine.SizeAsync(Token)).Documents.ShouldBe(all, "damaged");
    }

    [Fact]
    public async Task IndexOfAnEarlierDay_IsNoticedByItsMark_AndMadeAnew()
    {
        var opened = await _host.OpenAsync(r => r with { Subject = "Wibblefish" });
        await Upkeep.CatchUpAsync(Token);
        await Upkeep.TidyAsync(Token);
        // As if an older copy of the file had been put back: it says less than was tidied away.
        await Engine.ClearAsync(Token);
        await Engine.ApplyAsync([], 1, Token);

        await Upkeep.CatchUpAsync(Token);

        (await FindAsync("wibblefish")).ShouldBe([opened.Id]);
    }

    [Fact]
    public async Task Tidy_ForgetsOnlyWhatTheIndexHas()
    {
        await _host.OpenAsync();
        await Upkeep.TidyAsync(Token);
        (await Upkeep.BehindAsync(Token)).ShouldBe(1, "not taken in yet, so not forgotten");

        await Upkeep.CatchUpAsync(Token);
        await Upkeep.TidyAsync(Token);

        (await _host.ReadAsync(db => db.SearchTasks().CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("Timeline_Search")]
    [InlineData("Cases_Search")]
    [InlineData("Cases_SearchGone")]
    [InlineData("Replies_Search")]
    [InlineData("Notes_Search")]
    [InlineData("CustomerWords_Search")]
    [InlineData("Articles_Search")]
    [InlineData("Articles_SearchGone")]
    [InlineData("ArticleBodies_SearchNew")]
    [InlineData("ArticleBodies_Search")]
    [InlineData("ArticleBodies_SearchGone")]
    [InlineData("ArticleRevisions_NoUpdate")]
    public async Task Trigger_IsThere_AfterEveryMigration(string name) =>
        (
            await _host.ReadAsync(db =>
                db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE type = 'trigger' AND name = {name}")
                    .SingleAsync()
            )
        ).ShouldBe(1);

    private async Task<List<long>> FindAsync(string words) =>
        [.. (await Engine.QueryAsync(new(SearchKind.Case, SearchText.Of(words)) { Now = _host.Now }, Token)).Select(h => h.Id)];
}
