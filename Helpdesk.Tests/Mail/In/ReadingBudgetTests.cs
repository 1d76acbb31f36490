using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Helpdesk.Web.Mail.In.Reading;

namespace Helpdesk.Tests.Mail.In;

/// <summary>No mail costs more than a mail may, whatever is in it (issue 13). Steps are counted, never measured.</summary>
public sealed class ReadingBudgetTests
{
    private const string Everyday = "<p>Hello,</p><p>the <b>second</b> image fails.<br>Error 17.</p>";

    [Fact]
    public void Html_OfEveryday_IsLaidOut()
    {
        using var mail = Read(Everyday, new CountingTime());
        (mail.IsStripped, mail.Text).ShouldBe((false, "Hello,\n\nthe second image fails.\nError 17."));
    }

    [Fact]
    public void Html_NestedTooDeep_IsNeverParsed()
    {
        var time = new CountingTime();
        using var mail = Read(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep words", time);

        (mail.IsStripped, mail.Text).ShouldBe((true, "deep words"));
        time.Looks.ShouldBe(1, "a parser looks at the clock at every tag");
    }

    [Fact]
    public void Html_PastItsTime_IsShownAsPlainText_AndTheRestOfTheMailToo()
    {
        var time = new CountingTime { Step = TimeSpan.FromSeconds(1) };
        using var mail = Read(string.Concat(Enumerable.Repeat(Everyday, 10)), time, Everyday);

        mail.IsStripped.ShouldBeTrue();
        time.Looks.ShouldBeLessThan(10, "nothing is begun after its time");
        mail.Text.ShouldStartWith("Hello,\nthe second image fails.\nError 17.");
        mail.Text.ShouldNotContain("<");
    }

    [Theory]
    [InlineData("<p {0}>dear</p>", "a{0}=1 ", 5000)]
    [InlineData("<p style='{0}'>dear</p>", "x{0}:1;", 5000)]
    public void Html_WithATagTooLarge_IsShownAsPlainText(string html, string piece, int times)
    {
        var pieces = string.Concat(Enumerable.Range(0, times).Select(i => string.Format(null, piece, i)));
        using var mail = Read(string.Format(null, html, pieces), new CountingTime());
        (mail.IsStripped, mail.Text).ShouldBe((true, "dear"));
    }

    [Theory]
    [InlineData("<p>one", 5000)]
    [InlineData("<p>one</p>", 5000)]
    [InlineData("<ul><li>one<li>two</ul>", 2000)]
    [InlineData("<table><tr><td>one<td>two<tr><td>three</table>", 1000)]
    [InlineData("<div><b><p>crossed</b></p></div>", 2000)]
    [InlineData("<br><img src=a><hr>", 5000)]
    [InlineData("<!-- <div> --><style>a > b { c: \"<div>\" }</style>", 2000)]
    public void Nesting_OfWhatPeopleLeaveOpen_IsNoDepth(string html, int times) =>
        HtmlNesting.IsTooDeep(string.Concat(Enumerable.Repeat(html, times))).ShouldBeFalse();

    [Theory]
    [InlineData(HtmlNesting.Deepest, false)]
    [InlineData(HtmlNesting.Deepest + 1, true)]
    public void Nesting_OverItsLimit_IsTooDeep(int levels, bool tooDeep) =>
        HtmlNesting.IsTooDeep(string.Concat(Enumerable.Repeat("<div>", levels))).ShouldBe(tooDeep);

    [Fact]
    public void CodePages_AreKnown_AsSoonAsTheProgramIsLoaded()
    {
        var register = typeof(CodePages).GetMethod(nameof(CodePages.Register), BindingFlags.Static | BindingFlags.NonPublic)!;
        register.IsDefined(typeof(ModuleInitializerAttribute)).ShouldBeTrue();
        CodePages.Register();
        Encoding.GetEncoding(932).CodePage.ShouldBe(932);
    }

    private static ReadMail Read(string html, TimeProvider time, string? more = null)
    {
        var part = $"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n";
        var second = more is null ? "" : $"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{more}\r\n";
        var mail = $"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{part}{second}--b--\r\n";
        return MimeReader.Read(Encoding.UTF8.GetBytes(mail), time);
    }

    /// <summary>Goes on by a step each time somebody looks.</summary>
    private sealed class CountingTime : TimeProvider
    {
        private long _now;

        public TimeSpan Step { get; init; }

        public int Looks { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            Looks++;
            return _now += Step.Ticks;
        }
    }
}
