using System.Security.Claims;
using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Knowledge.Help;
using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Knowledge.Articles;

/// <summary>The public help page: its links, and the articles it begins with (spec P7).</summary>
public sealed class HelpPageTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Mori = ArticleHost.As(DemoPeople.Mori);

    private readonly ArticleHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Links_AreTheAdministrators_HttpsOnly_AndTheReadersLanguageComesFirst_P7()
    {
        var admin = ArticleHost.As(DemoPeople.Admin);
        await using var scope = _host.Services.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<HelpLinkHandlers>();
        var list = scope.ServiceProvider.GetRequiredService<OrderedEntries<HelpLink>>();
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
        var made = (await list.ListAsync(admin, Token)).Value[^1];
        (await list.MoveAsync(made.Id, up: true, admin)).IsOk.ShouldBeTrue();

        var query = _host.Services.GetRequiredService<HelpLinksQuery>();
        (await query.RunAsync("SHD-STREAM", "ja", Token)).Select(l => l.Title).ShouldBe(["新しい動画", "ユーザーフォーラム"]);
        (await query.RunAsync("SHD-STREAM", "en", Token)).Select(l => l.Title).ShouldBe(["Users' forum", "New one"]);
        (await list.SwitchAsync(made.Id, on: false, admin)).IsOk.ShouldBeTrue();
        (await query.RunAsync("SHD-STREAM", "ja", Token)).ShouldHaveSingleItem();
        (await handlers.HandleAsync(link with { Id = made.Id, Version = made.Version }, admin))
            .Errors[0]
            .Code.ShouldBe("link.help-changed");
    }

    [Fact]
    public async Task HelpPage_BeginsWithWhatHelped_AndMarksWhatWasFound()
    {
        await _host.CatchUpAsync();
        var page = _host.Services.GetRequiredService<HelpPageQuery>();
        (await page.RunAsync(null, "SPX-SERVER", "ja", Token)).Articles.Count.ShouldBe(12);
        var found = await page.RunAsync("シャドウコピー", null, "ja", Token);
        found.Articles[0].Article.Title.ShouldBe("VSS エラーでバックアップが失敗する");
        found.Articles[0].Excerpt.Marks.ShouldContain(m => found.Articles[0].Excerpt.Text.Substring(m.From, m.Length) == "シャドウコピー");
        (await page.RunAsync("zzyzx", null, "ja", Token)).Articles.ShouldBeEmpty();
    }
}
