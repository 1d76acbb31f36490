using CsCheck;
using Helpdesk.Web.Mail.In.Reading;

namespace Helpdesk.Tests.Mail.In;

/// <summary>Words out of any HTML, piece by piece and never back (issue 13).</summary>
public sealed class HtmlStrippedTests
{
    private static readonly string[] Pieces =
    [
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<!",
        "<?",
        "=",
        "\"",
        "'",
        " ",
        "\n",
        "a",
        "div",
        "<div>",
        "</div>",
        "<p class=\"x>y\">",
        "<script>",
        "</script>",
        "<style>",
        "<title>",
        "&lt;",
        "&",
        "語",
        "/",
        "<br/>",
    ];

    [Theory]
    [InlineData("<div>one<div>two</div></div>three", "one\ntwo\nthree")]
    [InlineData("a &lt;b&gt; &amp; c", "a <b> & c")]
    [InlineData("<script>if (a<b) cookie()</script><style>p{}</style><title>t</title>words", "words")]
    [InlineData("<a title=\"x>y\" href=z>link</a> <a title=don't>that</a>", "link that")]
    [InlineData("1 < 2 <3", "1 < 2 <3")]
    [InlineData("<!-- hidden --><!doctype html><?xml x?>seen</ >", "seen")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("one<br><br><br><br>two", "one\n\ntwo")]
    public void Words_StandWithoutTags(string html, string words) => HtmlStripped.WordsOf(html).ShouldBe(words);

    [Fact]
    public void Pieces_OfAnything_GoForwardToTheEnd() =>
        Gen.Int[0, Pieces.Length - 1]
            .Select(i => Pieces[i])
            .Array[0, 40]
            .Select(string.Concat)
            .Sample(html =>
            {
                var (pieces, steps) = (0, html.Length);
                var walk = new HtmlPieces(html);
                while (walk.MoveNext())
                    pieces++;
                return pieces <= steps && HtmlStripped.WordsOf(html) is not null;
            });

    [Theory]
    [InlineData("a \t \nb", "a\nb\n")]
    [InlineData("-- \nLena", "-- \nLena\n")]
    [InlineData("--   \nLena", "-- \nLena\n")]
    [InlineData("a\n\n\n\n\n b", "a\n\n\n b\n")]
    public void Lines_AreTidied(string text, string tidy) => TextLines.Tidy(text, mostBlank: 2, keepSignatureMark: true).ShouldBe(tidy);
}
