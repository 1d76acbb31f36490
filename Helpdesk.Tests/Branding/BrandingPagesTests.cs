using System.Net;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.People;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Branding;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Branding;

/// <summary>What administrators say of the house stands on every page for customers, and goes again (spec U4, I7).</summary>
[Collection(ApiTests.Name)]
public sealed class BrandingPagesTests(ApiServer server)
{
    // A red dot: 1 × 1 pixel.
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    );

    private BrandHandlers Handlers => server.Console.Services.GetRequiredService<BrandHandlers>();

    [Fact]
    public async Task Branding_StandsOnCustomersPagesAndAtTheDoor_AndIsTakenBack()
    {
        var before = await VersionAsync();
        var words = new BrandWords
        {
            NameEn = "Northline",
            Accent = "8A1538",
            FooterEn = "Northline Ltd",
            PolicyEn = "We keep what you send us.\n\n<script>alert(1)</script>",
        };
        var saved = (await Handlers.HandleAsync(new SaveBrand(before, words, Png), Who.Admin)).Value;
        try
        {
            using var visitor = new ConsoleVisitor(server.Console.Address);
            foreach (var path in new[] { "/support", "/support/help", "/account/login" })
            {
                using var page = await visitor.OpenAsync(path);
                page.QuerySelector(".account-brand")!.TextContent.Trim().ShouldBe("Northline", path);
                await SeenAsync(visitor, page.QuerySelector(".account-logo")!.GetAttribute("src")!, "image/png");
                await SeenAsync(visitor, page.QuerySelector("link[href^='/brand.css']")!.GetAttribute("href")!, "text/css", "#8a1538");
            }

            using var policy = await visitor.OpenAsync("/support/policy");
            policy.QuerySelectorAll("main script").ShouldBeEmpty("words are words");
            policy.QuerySelector("main")!.TextContent.ShouldContain("<script>alert(1)</script>");
            policy.QuerySelector("footer")!.TextContent.ShouldContain("Northline Ltd");
        }
        finally
        {
            (await Handlers.HandleAsync(new RestoreBrand(before, saved), Who.Admin)).IsOk.ShouldBeTrue();
        }

        using var after = new ConsoleVisitor(server.Console.Address);
        using var plain = await after.OpenAsync("/support");
        plain.QuerySelectorAll("link[href^='/brand.css'], .account-logo, footer").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "branding.logo-kind")]
    [InlineData("GIF89a\u0001\u0000\u0001\u0000", "branding.logo-kind")]
    [InlineData("", "branding.logo-kind")]
    public async Task Logo_ThatIsNoPicture_IsRefused(string text, string code) =>
        (await Handlers.HandleAsync(new SaveBrand(await VersionAsync(), new(), System.Text.Encoding.Latin1.GetBytes(text)), Who.Admin))
            .Errors.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(e => e.Code.ShouldBe(code), e => e.Field.ShouldBe("logo"));

    [Fact]
    public async Task Logo_TooLargeInBytesOrPixels_IsRefused()
    {
        byte[] huge = [.. Png[..16], 0, 1, 0, 0, 0, 1, 0, 0, .. Png[24..]];
        BrandLogo.Read(huge, "x.png").Errors.ShouldHaveSingleItem().Code.ShouldBe("branding.logo-pixels");
        BrandLogo
            .Read([.. Png, .. new byte[BrandLogo.MostBytes]], "x.png")
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe("branding.logo-large");
        var unknown = await Handlers.HandleAsync(new SaveBrand(await VersionAsync(), new() { LogoHash = new string('0', 64) }), Who.Admin);
        unknown.Errors.ShouldHaveSingleItem().Code.ShouldBe("branding.logo-unknown");
    }

    [Fact]
    public async Task WrongWords_AreSaidAtTheirFields_AndAnOldVersionIsRefused()
    {
        var version = await VersionAsync();
        var wrong = await Handlers.HandleAsync(
            new SaveBrand(
                version,
                new()
                {
                    NameEn = new string('x', 61),
                    Accent = "#ff9900",
                    DarkAccent = "#000000",
                    PolicyAddress = "javascript:x",
                }
            ),
            Who.Admin
        );

        wrong
            .Errors.Select(e => (e.Field, e.Code))
            .ShouldBe(
                [
                    ("nameEn", "text.too-long"),
                    ("policyAddress", "branding.address"),
                    ("accent", "branding.contrast"),
                    ("darkAccent", "branding.contrast"),
                ],
                ignoreOrder: true
            );
        var late = await Handlers.HandleAsync(new SaveBrand(version + 7, new() { NameEn = "x" }), Who.Admin);
        late.Errors.ShouldHaveSingleItem().Kind.ShouldBe(ErrorKind.Changed);
        (await Handlers.HandleAsync(new SaveBrand(version, new()), Who.Nobody))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe("auth.forbidden");
    }

    [Fact]
    public async Task UnknownLogo_IsNotThere()
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);
        using var answer = await visitor.GetAsync("/brand/logo/0000");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<int> VersionAsync() => (await Handlers.OpenAsync(Who.Admin, TestContext.Current.CancellationToken)).Value.Version;

    private static async Task SeenAsync(ConsoleVisitor visitor, string address, string type, string? with = null)
    {
        using var answer = await visitor.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        if (with is not null)
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(with);
    }
}
