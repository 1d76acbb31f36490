using Helpdesk.Web.Knowledge;

namespace Helpdesk.Tests.Knowledge;

/// <summary>Whatever somebody writes into an article, no reader's browser runs it or calls anybody else.</summary>
public sealed class ArticleMarkdownTests
{
    public static TheoryData<string> Attacks() =>
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\nscript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:msgbox)",
            "![x](https://evil.example/track.png)",
            "![x](javascript:alert(1))",
            "![x](picture:1\" onload=\"alert(1))",
            "![x\" onerror=\"alert(1)](picture:1)",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
            "<svg onload=alert(1)>",
            "<iframe src=//evil.example>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<style>*{display:none}</style>",
            "<form action=//evil.example><input>",
            "`<script>`\n\n```html\n<script>alert(1)</script>\n```",
            "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
            "[x](https://a.example \"onmouseover=alert(1)\")",
            "<!--><script>alert(1)</script>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "[x](&#106;avascript:alert(1))",
            "# <script>alert(1)</script>",
            "<base href=//evil.example>",
            "<math><mtext></mtext><script>alert(1)</script></math>",
            "![x](picture:1/../../account/logout)",
        ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Attack_LeavesNothingThatRunsOrCalls(string markdown)
    {
        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument("<body>" + ArticleMarkdown.ToHtml(markdown)).Body!;

        foreach (var element in html.QuerySelectorAll("*"))
        {
            element.LocalName.ShouldBeOneOf(
                "p",
                "br",
                "hr",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "ul",
                "ol",
                "li",
                "blockquote",
                "pre",
                "code",
                "em",
                "strong",
                "a",
                "img",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td"
            );
            element.Attributes.ShouldAllBe(a => !a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) && a.Name != "style");
            if (element.GetAttribute("href") is { } href)
                new Uri(href).Scheme.ShouldBeOneOf("https", "http", "mailto");
            if (element.GetAttribute("src") is { } src)
                src.ShouldMatch("^/support/help/pictures/[0-9]+$");
        }
    }

    [Fact]
    public void OrdinaryMarkdown_BecomesWhatItMeans()
    {
        var html = ArticleMarkdown.ToHtml(
            "## Steps\n\n1. **One** `chkdsk /f`\n2. [two](https://a.example)\n\n![disk](picture:12)\n\n| a | b |\n|---|---|\n| 1 | 2 |"
        );

        html.ShouldContain("<h3>Steps</h3>");
        html.ShouldContain("<strong>One</strong> <code>chkdsk /f</code>");
        html.ShouldContain("<a href=\"https://a.example\" rel=\"nofollow noopener\">two</a>");
        html.ShouldContain("src=\"/support/help/pictures/12\"");
        html.ShouldContain("<td>1</td>");
        ArticleMarkdown.PicturesOf("![a](picture:12) ![b](https://x.example/1.png) ![c](picture:x)").ShouldBe([12]);
    }

    [Fact]
    public void DeepNesting_IsShownAsTyped_NotAnError() => ArticleMarkdown.ToHtml(new string('>', 5000) + " x").ShouldNotBeEmpty();
}
