using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.Articles;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Knowledge.Articles;

/// <summary>
/// Articles written by everybody who works cases, opened to readers outside by supervisors alone, every version kept (spec P7, I4).
/// </summary>
public sealed class ArticleTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Mori = ArticleHost.As(DemoPeople.Mori);
    private static readonly ClaimsPrincipal Kato = ArticleHost.As(DemoPeople.Kato);

    private readonly ArticleHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Save_EachChange_IsAVersion_AndAnEarlierOneCanBeTakenUpAgain()
    {
        var id = (await _host.SaveAsync(ArticleHost.New, Kato)).Value;
        (await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 1, Text = "Tighten both screws." }, Kato)).IsOk.ShouldBeTrue();
        (await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 2, Text = "Tighten both screws." }, Kato)).IsOk.ShouldBeTrue(
            "saved twice, the same is one version"
        );
        (await _host.DoAsync(h => h.HandleAsync(new RestoreRevision(id, "en", 1, 2), Mori))).IsOk.ShouldBeTrue();

        var versions = (await _host.QueryAsync(q => q.RevisionsAsync(id, "en", Kato, Token))).Value;
        versions
            .Select(v => (v.Number, v.Text, v.ByName, v.RestoredFrom))
            .ShouldBe([
                (3, "Tighten the **left** screw.", "Mori Hana", 1),
                (2, "Tighten both screws.", "Kato Kenta", null),
                (1, "Tighten the **left** screw.", "Kato Kenta", null),
            ]);
        var article = (await _host.QueryAsync(q => q.FindAsync(id, Kato, Token))).Value;
        article.Keywords.ShouldBe(["gauge", "計器"]);
        await Should.ThrowAsync<Exception>(
            () => _host.ReadAsync(db => db.ArticleRevisions().ExecuteUpdateAsync(set => set.SetProperty(r => r.Text, "forged"))),
            "versions are never changed"
        );
    }

    [Fact]
    public async Task Save_OnAnOlderVersion_IsRefused_NothingIsLost()
    {
        var id = (await _host.SaveAsync(ArticleHost.New, Kato)).Value;
        await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 1, Text = "Kato's." }, Kato);

        (await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 1, Text = "Mori's." }, Mori))
            .Errors[0]
            .Code.ShouldBe("article.changed");
        (await _host.DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori)))
            .Errors[0]
            .Code.ShouldBe("article.changed", "published is what was read");
        (await BodyAsync(id)).Text.ShouldBe("Kato's.");
    }

    [Fact]
    public async Task Save_BadForm_NamesEveryField()
    {
        var refused = await _host.SaveAsync(
            new(null, "fr", 0, " ", "") { ProductCodes = ["NO-SUCH"], Keywords = [.. Enumerable.Range(0, 31).Select(i => $"w{i}")] },
            Kato
        );
        refused
            .Errors.Select(e => (e.Field, e.Code))
            .ShouldBe(
                [
                    ("language", "article.language"),
                    ("title", "text.required"),
                    ("text", "text.required"),
                    ("productCodes[0]", "product.unknown"),
                    ("keywords", "article.too-many-words"),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Publishing_IsForSupervisors_EngineersAsk_AndTheAlertSettlesItself()
    {
        var id = (await _host.SaveAsync(ArticleHost.New, Kato)).Value;
        (await _host.OutsideAsync(id)).ShouldBeNull();
        (await _host.DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Kato))).Errors[0].Code.ShouldBe("auth.forbidden");
        var before = Open;
        (await _host.DoAsync(h => h.HandleAsync(new AskToPublish(id, "en"), Kato))).IsOk.ShouldBeTrue();
        (await _host.DoAsync(h => h.HandleAsync(new AskToPublish(id, "en"), Kato))).IsOk.ShouldBeTrue();
        (await AlertsAsync()).ShouldHaveSingleItem().Subject.ShouldBe("Wobbling gauge");
        Open.ShouldBe(before + 1);

        (await _host.DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori))).IsOk.ShouldBeTrue();

        (await _host.OutsideAsync(id))!.Title.ShouldBe("Wobbling gauge");
        (await AlertsAsync()).ShouldHaveSingleItem().SettledItself.ShouldBeTrue();
        Open.ShouldBe(before);
        (
            await _host.ReadAsync(db =>
                db.AdminLog()
                    .Where(e => e.Action == AdminActs.ArticlePublished)
                    .Select(e => e.SubjectName + " by " + e.ActorName)
                    .ToListAsync()
            )
        ).ShouldBe(["Wobbling gauge by Mori Hana"]);
        (await _host.DoAsync(h => h.HandleAsync(new AskToPublish(id, "en"), Kato))).Errors[0].Code.ShouldBe("article.nothing-new");
    }

    [Fact]
    public async Task ReadersOutside_SeeWhatWasPublished_NotWhatIsBeingWritten_NorWithdrawnOrInternalOnes()
    {
        var id = (await _host.SaveAsync(ArticleHost.New, Kato)).Value;
        await _host.DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori));
        await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 1, Text = "Secret half sentence" }, Kato);
        await _host.CatchUpAsync();
        (await _host.OutsideAsync(id))!.Text.ShouldBe("Tighten the **left** screw.");
        (await FoundOutsideAsync("secret half")).ShouldNotContain(id);
        (await FoundInsideAsync("secret half")).ShouldContain(id);

        (await _host.DoAsync(h => h.HandleAsync(new RetireArticle(id, "en"), Mori))).IsOk.ShouldBeTrue();
        (await FoundOutsideAsync("wobbling gauge")).ShouldNotContain(id, "before the index knows");
        (await _host.DoAsync(h => h.HandleAsync(new BringArticleBack(id, "en"), Mori))).IsOk.ShouldBeTrue();
        (await FoundOutsideAsync("wobbling gauge")).ShouldContain(id);

        (await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 2, IsInternal = true }, Kato)).IsOk.ShouldBeTrue(
            "anybody may take something away from readers outside"
        );
        (await _host.OutsideAsync(id)).ShouldBeNull();
        (await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 3 }, Kato))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden", "opening it again is for supervisors");
        (await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 3 }, Mori)).IsOk.ShouldBeTrue();
        await _host.CatchUpAsync();
        (await FoundOutsideAsync("wobbling gauge")).ShouldContain(id);
    }

    [Fact]
    public async Task Pairs_AReaderGetsTheirLanguage_ElseTheOtherOne()
    {
        var id = (await _host.SaveAsync(ArticleHost.New, Kato)).Value;
        await _host.DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori));
        (await _host.OutsideAsync(id, "ja"))!.Language.ShouldBe("en");
        await _host.SaveAsync(ArticleHost.New with { Id = id, Language = "ja", Title = "計器のぐらつき", Text = "ネジを締めます。" }, Kato);
        (await _host.OutsideAsync(id, "ja"))!.Language.ShouldBe("en", "not published yet");
        await _host.DoAsync(h => h.HandleAsync(new PublishArticle(id, "ja", 1), Mori));

        var shown = (await _host.OutsideAsync(id, "ja"))!;
        (shown.Language, shown.Title, shown.Slug).ShouldBe(("ja", "計器のぐらつき", $"{id}-wobbling-gauge"));
    }

    private int Open => _host.Services.GetRequiredService<OpenAlerts>().Open;

    private Task<List<SupervisorAlert>> AlertsAsync() =>
        _host.ReadAsync(db => db.Alerts.AsNoTracking().Where(a => a.Kind == AlertKind.ArticleAsked).ToListAsync());

    private async Task<IEnumerable<long>> FoundOutsideAsync(string words) =>
        (await _host.Services.GetRequiredService<PublicArticles>().SearchAsync(words, null, "en", 10, Token)).Select(a => a.Id);

    private async Task<IEnumerable<long>> FoundInsideAsync(string words) =>
        (await _host.QueryAsync(q => q.ListAsync(new(words, null, null), "en", Kato, Token))).Value.Select(l => l.Article.Id);

    private async Task<ArticleBody> BodyAsync(long id) => (await _host.QueryAsync(q => q.FindAsync(id, Kato, Token))).Value.In("en")!;
}
