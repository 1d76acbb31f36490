using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Files;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.Articles;
using Helpdesk.Web.Knowledge.Help;
using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Knowledge.Articles;

/// <summary>Articles written by everybody who works cases, opened to readers outside by supervisors alone, every version kept (spec P7, I4).</summary>
public sealed class ArticleTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Mori = As(DemoPeople.Mori);
    private static readonly ClaimsPrincipal Kato = As(DemoPeople.Kato);

    private readonly MailHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SaveArticle New =>
        new(null, "en", 0, "Wobbling gauge", "Tighten the **left** screw.")
        {
            Keywords = ["gauge", " Gauge ", "計器"],
            ProductCodes = ["SPX-SERVER"],
            Versions = ["5.2.7"],
        };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Save_EachChange_IsAVersion_AndAnEarlierOneCanBeTakenUpAgain()
    {
        var id = (await SaveAsync(New, Kato)).Value;
        (await SaveAsync(New with { Id = id, Revision = 1, Text = "Tighten both screws." }, Kato)).IsOk.ShouldBeTrue();
        (await SaveAsync(New with { Id = id, Revision = 2, Text = "Tighten both screws." }, Kato)).IsOk.ShouldBeTrue(
            "saved twice, the same is one version"
        );
        (await DoAsync(h => h.HandleAsync(new RestoreRevision(id, "en", 1, 2), Mori))).IsOk.ShouldBeTrue();

        var versions = (await QueryAsync(q => q.RevisionsAsync(id, "en", Kato, Token))).Value;
        versions
            .Select(v => (v.Number, v.Text, v.ByName, v.RestoredFrom))
            .ShouldBe([
                (3, "Tighten the **left** screw.", "Mori Hana", 1),
                (2, "Tighten both screws.", "Kato Kenta", null),
                (1, "Tighten the **left** screw.", "Kato Kenta", null),
            ]);
        var article = (await QueryAsync(q => q.FindAsync(id, Kato, Token))).Value;
        article.Keywords.ShouldBe(["gauge", "計器"]);
        await Should.ThrowAsync<Exception>(
            () => _host.ReadAsync(db => db.ArticleRevisions().ExecuteUpdateAsync(set => set.SetProperty(r => r.Text, "forged"))),
            "versions are never changed"
        );
    }

    [Fact]
    public async Task Save_OnAnOlderVersion_IsRefused_NothingIsLost()
    {
        var id = (await SaveAsync(New, Kato)).Value;
        await SaveAsync(New with { Id = id, Revision = 1, Text = "Kato's." }, Kato);

        (await SaveAsync(New with { Id = id, Revision = 1, Text = "Mori's." }, Mori)).Errors[0].Code.ShouldBe("article.changed");
        (await DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori)))
            .Errors[0]
            .Code.ShouldBe("article.changed", "published is what was read");
        (await BodyAsync(id)).Text.ShouldBe("Kato's.");
    }

    [Fact]
    public async Task Save_BadForm_NamesEveryField()
    {
        var refused = await SaveAsync(
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
        var id = (await SaveAsync(New, Kato)).Value;
        (await OutsideAsync(id)).ShouldBeNull();
        (await DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Kato))).Errors[0].Code.ShouldBe("auth.forbidden");
        var before = Open;
        (await DoAsync(h => h.HandleAsync(new AskToPublish(id, "en"), Kato))).IsOk.ShouldBeTrue();
        (await DoAsync(h => h.HandleAsync(new AskToPublish(id, "en"), Kato))).IsOk.ShouldBeTrue();
        (await AlertsAsync()).ShouldHaveSingleItem().Subject.ShouldBe("Wobbling gauge");
        Open.ShouldBe(before + 1);

        (await DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori))).IsOk.ShouldBeTrue();

        (await OutsideAsync(id))!.Title.ShouldBe("Wobbling gauge");
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
        (await DoAsync(h => h.HandleAsync(new AskToPublish(id, "en"), Kato))).Errors[0].Code.ShouldBe("article.nothing-new");
    }

    [Fact]
    public async Task ReadersOutside_SeeWhatWasPublished_NotWhatIsBeingWritten_NorWithdrawnOrInternalOnes()
    {
        var id = (await SaveAsync(New, Kato)).Value;
        await DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori));
        await SaveAsync(New with { Id = id, Revision = 1, Text = "Secret half sentence" }, Kato);
        await CatchUpAsync();
        (await OutsideAsync(id))!.Text.ShouldBe("Tighten the **left** screw.");
        (await FoundOutsideAsync("secret half")).ShouldNotContain(id);
        (await FoundInsideAsync("secret half")).ShouldContain(id);

        (await DoAsync(h => h.HandleAsync(new RetireArticle(id, "en"), Mori))).IsOk.ShouldBeTrue();
        (await FoundOutsideAsync("wobbling gauge")).ShouldNotContain(id, "before the index knows");
        (await DoAsync(h => h.HandleAsync(new BringArticleBack(id, "en"), Mori))).IsOk.ShouldBeTrue();
        (await FoundOutsideAsync("wobbling gauge")).ShouldContain(id);

        (await SaveAsync(New with { Id = id, Revision = 2, IsInternal = true }, Kato)).IsOk.ShouldBeTrue(
            "anybody may take something away from readers outside"
        );
        (await OutsideAsync(id)).ShouldBeNull();
        (await SaveAsync(New with { Id = id, Revision = 3 }, Kato))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden", "opening it again is for supervisors");
        (await SaveAsync(New with { Id = id, Revision = 3 }, Mori)).IsOk.ShouldBeTrue();
        await CatchUpAsync();
        (await FoundOutsideAsync("wobbling gauge")).ShouldContain(id);
    }

    [Fact]
    public async Task Pairs_AReaderGetsTheirLanguage_ElseTheOtherOne()
    {
        var id = (await SaveAsync(New, Kato)).Value;
        await DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori));
        (await OutsideAsync(id, "ja"))!.Language.ShouldBe("en");
        await SaveAsync(New with { Id = id, Language = "ja", Title = "計器のぐらつき", Text = "ネジを締めます。" }, Kato);
        (await OutsideAsync(id, "ja"))!.Language.ShouldBe("en", "not published yet");
        await DoAsync(h => h.HandleAsync(new PublishArticle(id, "ja", 1), Mori));

        var shown = (await OutsideAsync(id, "ja"))!;
        (shown.Language, shown.Title, shown.Slug).ShouldBe(("ja", "計器のぐらつき", $"{id}-wobbling-gauge"));
    }

    [Fact]
    public async Task Answers_AreCounted_OnceADayByAColleague_OnceAnHourFromAnAddress()
    {
        var id = (await SaveAsync(New, Kato)).Value;
        await DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori));
        (await CountAsync(c => c.CountAsync(id, "en", true, Kato))).IsOk.ShouldBeTrue();
        (await CountAsync(c => c.CountAsync(id, "en", true, Kato))).Errors[0].Code.ShouldBe("article.counted");
        var outside = (await OutsideAsync(id))!;
        (await CountAsync(c => c.CountAsync(outside, false, "192.0.2.1"))).IsOk.ShouldBeTrue();
        (await CountAsync(c => c.CountAsync(outside, false, "192.0.2.1"))).Errors[0].Code.ShouldBe("article.counted");
        (await CountAsync(c => c.CountAsync(outside, true, "192.0.2.2"))).IsOk.ShouldBeTrue();
        _host.Time.Advance(TimeSpan.FromMinutes(61));
        (await CountAsync(c => c.CountAsync(outside, true, "192.0.2.1"))).IsOk.ShouldBeTrue();

        var article = (await QueryAsync(q => q.FindAsync(id, Kato, Token))).Value;
        (article.Helped, article.NotHelped).ShouldBe((3, 1));
        article.Version.ShouldBe(1, "being the answer collides with nobody's editing");
    }

    [Fact]
    public async Task Draft_IsKeptForItsWriterAlone_UntilItIsForgotten()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var drafts = scope.ServiceProvider.GetRequiredService<ArticleDrafts>();
        var slot = ArticleDrafts.SlotOf(null, null, "ja");
        await drafts.KeepAsync(slot, new() { Title = "半分" }, Kato);
        await drafts.KeepAsync(slot, new() { Title = "半分の記事", Products = ["SPX-SERVER"] }, Kato);

        (await drafts.FindAsync(slot, Kato, Token))!.Form.Title.ShouldBe("半分の記事");
        (await drafts.FindAsync(slot, Mori, Token)).ShouldBeNull();
        (await drafts.KeepAsync(slot, new(), IntakeHost.Nobody)).ShouldBeNull();
        await drafts.ForgetAsync(slot, Kato);
        (await drafts.FindAsync(slot, Kato, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task ClosedCase_BecomesAnInternalDraft_WithoutTheContactsNames()
    {
        var opened = await _host.OpenAsync(r =>
            r with
            {
                Subject = "Gauge of 山本 健一 wobbles",
                Description = "It wobbles. 山本 健一, k.yamamoto@daiwa-seiki.example",
            }
        );
        await using var scope = _host.Services.CreateAsyncScope();
        var drafting = scope.ServiceProvider.GetRequiredService<ArticleFromCase>();
        (await drafting.RunAsync(opened.Number, "en", Kato, Token)).Errors[0].Code.ShouldBe("article.case-open");
        await _host.DoAsync(opened, new ReplyToCustomer("Tighten the left screw, please.", null));
        await _host.DoAsync(opened, new CloseCase(ClosingReason.WorksAsSpecified, null, null));

        var form = (await drafting.RunAsync(opened.Number, "en", Kato, Token)).Value;

        (form.Title, form.IsInternal, form.FromCase).ShouldBe(("Gauge of … wobbles", true, opened.Number));
        form.Text.ShouldContain("## What happens\n\nIt wobbles. …, …");
        form.Text.ShouldContain("## What to do\n\nTighten the left screw, please.");
        form.Products.ShouldBe([opened.ProductCode]);
        (await SaveAsync(form.ToCommand(null, "en"), Kato)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Pictures_OnlyRealOnes_AndOutsideOnlyWhileAPublishedTextShowsThem()
    {
        var id = (await SaveAsync(New, Kato)).Value;
        (await PictureAsync(id, "not a picture"u8.ToArray(), "a.png")).Errors[0].Code.ShouldBe("picture.kind");
        var picture = (await PictureAsync(id, SampleFiles.Dot, "gauge.png")).Value;
        (await SeenAsync(picture, IntakeHost.Nobody)).ShouldBeFalse();
        (await SeenAsync(picture, Kato)).ShouldBeTrue();
        await SaveAsync(New with { Id = id, Revision = 1, Text = $"![gauge](picture:{picture})" }, Kato);
        (await SeenAsync(picture, IntakeHost.Nobody)).ShouldBeFalse("written, not published");
        await DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 2), Mori));
        (await SeenAsync(picture, IntakeHost.Nobody)).ShouldBeTrue();
        await DoAsync(h => h.HandleAsync(new RetireArticle(id, "en"), Mori));
        (await SeenAsync(picture, IntakeHost.Nobody)).ShouldBeFalse();
    }

    [Fact]
    public async Task Links_AreTheAdministrators_HttpsOnly_AndTheReadersLanguageComesFirst_P7()
    {
        var admin = As(DemoPeople.Admin);
        await using var scope = _host.Services.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<HelpLinkHandlers>();
        var link = new SaveHelpLink(null, 0, HelpLinkKind.Video, "New one", "新しい動画", "https://videos.example/1", "ja", ["SHD-STREAM"]);
        (await handlers.HandleAsync(link, Mori)).Errors[0].Code.ShouldBe("auth.forbidden");
        foreach (
            var address in (string[])
                ["http://videos.example/1", "javascript:alert(1)", "//videos.example", "https://user:secret@videos.example/", "videos"]
        )
            (await handlers.HandleAsync(link with { Address = address }, admin))
                .Errors.Select(e => e.Code)
                .ShouldBe(["link.https"], address);
        (await handlers.HandleAsync(link, admin)).IsOk.ShouldBeTrue();
        var made = (await handlers.ListAsync(admin, Token)).Value[^1];
        (await handlers.HandleAsync(new MoveHelpLink(made.Id, Up: true), admin)).IsOk.ShouldBeTrue();

        var query = _host.Services.GetRequiredService<HelpLinksQuery>();
        (await query.RunAsync("SHD-STREAM", "ja", Token)).Select(l => l.Title).ShouldBe(["新しい動画", "ユーザーフォーラム"]);
        (await query.RunAsync("SHD-STREAM", "en", Token)).Select(l => l.Title).ShouldBe(["Users' forum", "New one"]);
        (await handlers.HandleAsync(new SwitchHelpLink(made.Id, false), admin)).IsOk.ShouldBeTrue();
        (await query.RunAsync("SHD-STREAM", "ja", Token)).ShouldHaveSingleItem();
        (await handlers.HandleAsync(link with { Id = made.Id, Version = made.Version }, admin))
            .Errors[0]
            .Code.ShouldBe("link.help-changed");
    }

    [Fact]
    public async Task HelpPage_BeginsWithWhatHelped_AndMarksWhatWasFound()
    {
        await CatchUpAsync();
        var page = _host.Services.GetRequiredService<HelpPageQuery>();
        (await page.RunAsync(null, "SPX-SERVER", "ja", Token)).Articles.Count.ShouldBe(12);
        var found = await page.RunAsync("シャドウコピー", null, "ja", Token);
        found.Articles[0].Article.Title.ShouldBe("VSS エラーでバックアップが失敗する");
        found.Articles[0].Excerpt.Marks.ShouldContain(m => found.Articles[0].Excerpt.Text.Substring(m.From, m.Length) == "シャドウコピー");
        (await page.RunAsync("zzyzx", null, "ja", Token)).Articles.ShouldBeEmpty();
    }

    private int Open => _host.Services.GetRequiredService<OpenAlerts>().Open;

    private Task<List<SupervisorAlert>> AlertsAsync() =>
        _host.ReadAsync(db => db.Alerts.AsNoTracking().Where(a => a.Kind == AlertKind.ArticleAsked).ToListAsync());

    private Task CatchUpAsync() => _host.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(Token);

    private Task<PublicArticle?> OutsideAsync(long id, string language = "en") =>
        _host.Services.GetRequiredService<PublicArticles>().FindAsync(id, language, Token);

    private async Task<IEnumerable<long>> FoundOutsideAsync(string words) =>
        (await _host.Services.GetRequiredService<PublicArticles>().SearchAsync(words, null, "en", 10, Token)).Select(a => a.Id);

    private async Task<IEnumerable<long>> FoundInsideAsync(string words) =>
        (await QueryAsync(q => q.ListAsync(new(words, null, null), "en", Kato, Token))).Value.Select(l => l.Article.Id);

    private async Task<ArticleBody> BodyAsync(long id) => (await QueryAsync(q => q.FindAsync(id, Kato, Token))).Value.In("en")!;

    private async Task<Result<long>> SaveAsync(SaveArticle command, ClaimsPrincipal who)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ArticleHandlers>().HandleAsync(command, who);
    }

    private async Task<Result> DoAsync(Func<ArticleHandlers, Task<Result>> act)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<ArticleHandlers>());
    }

    private async Task<T> QueryAsync<T>(Func<KnowledgeQuery, Task<T>> ask)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<KnowledgeQuery>());
    }

    private async Task<Result> CountAsync(Func<AnswerCounter, Task<Result>> count)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await count(scope.ServiceProvider.GetRequiredService<AnswerCounter>());
    }

    private async Task<Result<long>> PictureAsync(long article, byte[] bytes, string name)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ArticlePictures>()
            .AddAsync(article, new MemoryStream(bytes), name, bytes.Length, Kato, Token);
    }

    private async Task<bool> SeenAsync(long picture, ClaimsPrincipal who)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ArticlePictures>().FindAsync(picture, who, Token) is not null;
    }

    private static ClaimsPrincipal As(DemoPerson person) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, person.Id.ToString()),
                    new Claim(PersonClaims.DisplayName, person.DisplayName),
                    .. person.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                "test"
            )
        );
}
