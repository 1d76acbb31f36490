using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Files;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.Articles;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Knowledge.Articles;

/// <summary>What belongs to an article besides its text: answers counted, drafts, the case it came from, pictures (spec P7, I4).</summary>
public sealed class ArticleUseTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Mori = ArticleHost.As(DemoPeople.Mori);
    private static readonly ClaimsPrincipal Kato = ArticleHost.As(DemoPeople.Kato);

    private readonly ArticleHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Answers_AreCounted_OnceADayByAColleague_OnceAnHourFromAnAddress()
    {
        var id = (await _host.SaveAsync(ArticleHost.New, Kato)).Value;
        await _host.DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 1), Mori));
        (await CountAsync(c => c.CountAsync(id, "en", true, Kato))).IsOk.ShouldBeTrue();
        (await CountAsync(c => c.CountAsync(id, "en", true, Kato))).Errors[0].Code.ShouldBe("article.counted");
        var outside = (await _host.OutsideAsync(id))!;
        (await CountAsync(c => c.CountAsync(outside, false, "192.0.2.1"))).IsOk.ShouldBeTrue();
        (await CountAsync(c => c.CountAsync(outside, false, "192.0.2.1"))).Errors[0].Code.ShouldBe("article.counted");
        (await CountAsync(c => c.CountAsync(outside, true, "192.0.2.2"))).IsOk.ShouldBeTrue();
        _host.Host.Time.Advance(TimeSpan.FromMinutes(61));
        (await CountAsync(c => c.CountAsync(outside, true, "192.0.2.1"))).IsOk.ShouldBeTrue();

        var article = (await _host.QueryAsync(q => q.FindAsync(id, Kato, Token))).Value;
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
        var opened = await _host.Host.OpenAsync(r =>
            r with
            {
                Subject = "Gauge of 山本 健一 wobbles",
                Description = "It wobbles. 山本 健一, k.yamamoto@daiwa-seiki.example",
            }
        );
        await using var scope = _host.Services.CreateAsyncScope();
        var drafting = scope.ServiceProvider.GetRequiredService<ArticleFromCase>();
        (await drafting.RunAsync(opened.Number, "en", Kato, Token)).Errors[0].Code.ShouldBe("article.case-open");
        await _host.Host.DoAsync(opened, new ReplyToCustomer("Tighten the left screw, please.", null));
        await _host.Host.DoAsync(opened, new CloseCase(ClosingReason.WorksAsSpecified, null, "It works as described."));

        var form = (await drafting.RunAsync(opened.Number, "en", Kato, Token)).Value;

        (form.Title, form.IsInternal, form.FromCase).ShouldBe(("Gauge of … wobbles", true, opened.Number));
        form.Text.ShouldContain("## What happens\n\nIt wobbles. …, …");
        form.Text.ShouldContain("## What to do\n\nTighten the left screw, please.");
        form.Products.ShouldBe([opened.ProductCode]);
        (await _host.SaveAsync(form.ToCommand(null, "en"), Kato)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task Pictures_OnlyRealOnes_AndOutsideOnlyWhileAPublishedTextShowsThem()
    {
        var id = (await _host.SaveAsync(ArticleHost.New, Kato)).Value;
        (await PictureAsync(id, "not a picture"u8.ToArray(), "a.png")).Errors[0].Code.ShouldBe("picture.kind");
        var picture = (await PictureAsync(id, SampleFiles.Dot, "gauge.png")).Value;
        (await SeenAsync(picture, IntakeHost.Nobody)).ShouldBeFalse();
        (await SeenAsync(picture, Kato)).ShouldBeTrue();
        await _host.SaveAsync(ArticleHost.New with { Id = id, Revision = 1, Text = $"![gauge](picture:{picture})" }, Kato);
        (await SeenAsync(picture, IntakeHost.Nobody)).ShouldBeFalse("written, not published");
        await _host.DoAsync(h => h.HandleAsync(new PublishArticle(id, "en", 2), Mori));
        (await SeenAsync(picture, IntakeHost.Nobody)).ShouldBeTrue();
        await _host.DoAsync(h => h.HandleAsync(new RetireArticle(id, "en"), Mori));
        (await SeenAsync(picture, IntakeHost.Nobody)).ShouldBeFalse();
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
}
