using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Mail.Out;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>Whatever is typed into a case does nothing in a mail.</summary>
public sealed class HostileWordsTests(MailHost host) : IClassFixture<MailHost>
{
    private const string Attack = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ number }}";

    [Fact]
    public async Task ScriptsInEveryField_AreEncodedInTheHtmlPart()
    {
        var opened = await host.OpenAsync(r =>
            r with
            {
                Subject = Attack,
                ContactName = Attack,
                Description = Attack,
                ProductVersion = "5.2.7",
                Language = "en",
            }
        );
        await host.DoAsync(opened, new ReplyToCustomer(Attack + "\nhttp://example.com/\"onmouseover=\"alert(1) javascript:alert(1)"));
        await host.SendAsync();

        foreach (var trapped in host.Received(opened))
        {
            var mail = await ForeignParser.ReadAsync(trapped.Raw);
            mail.Html.ShouldNotContain("<script");
            mail.Html.ShouldNotContain("<img");
            mail.Html.ShouldNotContain("onmouseover=\"");
            mail.Html.ShouldNotContain("href=\"javascript:");
            mail.Html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
            mail.Text.ShouldContain(Attack);
            mail["Subject"].ShouldNotBeNull().ShouldContain(Attack);
            mail["To"].ShouldNotBeNull().ShouldEndWith("<k.yamamoto@daiwa-seiki.example>");
        }
    }

    [Theory]
    [InlineData(
        "see https://example.com/a?b=1&c=2.",
        "see <a href=\"https://example.com/a?b=1&amp;c=2\">https://example.com/a?b=1&amp;c=2</a>."
    )]
    [InlineData("（https://example.com/日本）", "（<a href=\"https://example.com/\">https://example.com/</a>日本）")]
    [InlineData("a < b & c > d", "a &lt; b &amp; c &gt; d")]
    [InlineData("ftp://x javascript:y", "ftp://x javascript:y")]
    public void Paragraphs_LinkPagesAndEncodeTheRest(string text, string html) => MailHtml.Paragraphs(text).ShouldBe($"<p>{html}</p>\n");

    [Fact]
    public void Paragraphs_KeepLinesAndParagraphs() => MailHtml.Paragraphs("a\nb\n\nc\n").ShouldBe("<p>a<br>\nb</p>\n<p>c</p>\n");
}
