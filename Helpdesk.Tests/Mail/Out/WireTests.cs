using System.Text;
using Helpdesk.Web.Mail.Out;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>What leaves the console holds to RFC 2047 and 5322, whatever its subjects and names are (issue 13).</summary>
public sealed class WireTests(MailHost host) : IClassFixture<MailHost>
{
    private const string LongSubject =
        "夜間バックアップの検証が失敗する件について、昨日から三台のサーバーで同じエラーが続いております（至急ではありません）";

    [Theory]
    [InlineData(LongSubject)]
    [InlineData("How do I read =?utf-8?B?SGVsbG8=?= in a subject")]
    [InlineData("plain words that are long enough for a header to be folded somewhere in the middle of its many words, twice even")]
    public void Subject_IsReadAsItWasWritten_OnLinesThatFit(string subject)
    {
        var message = new MimeMessage { Body = new TextPart("plain") { Text = "x" } };
        message.Headers.Replace(MailHeaderLines.Subject(subject));
        using var bytes = new MemoryStream();
        message.WriteTo(bytes, TestContext.Current.CancellationToken);

        CheckHead(Encoding.Latin1.GetString(bytes.ToArray()));
        bytes.Position = 0;
        MimeMessage.Load(bytes, TestContext.Current.CancellationToken).Subject.ShouldBe(subject);
    }

    [Fact]
    public async Task Mail_WithLongJapaneseWords_HasLinesThatFit_AndTheMarkOfThisConsole()
    {
        var opened = await host.OpenAsync(r =>
            r with
            {
                Subject = LongSubject,
                ContactName = "大和精機株式会社 情報システム部 基盤運用グループ 山本 健一郎（代理 中村 花子）",
            }
        );
        await host.SendAsync();

        var mail = host.Received(opened).ShouldHaveSingleItem();
        var head = Encoding.Latin1.GetString(mail.Raw);
        CheckHead(head);
        mail.RawHeader(MailMessages.Mark).ShouldBe((await host.MailsOfAsync(opened)).Single().MessageId);
        using var read = MimeMessage.Load(new MemoryStream(mail.Raw), TestContext.Current.CancellationToken);
        read.Subject.ShouldBe((await host.MailsOfAsync(opened)).Single().Subject);
    }

    [Fact]
    public async Task Folder_HasLinesThatEndAsMailsDo()
    {
        var folder = ActivatorUtilities.CreateInstance<FolderSender>(host.Services);
        using var message = new MimeMessage
        {
            Subject = "x",
            Body = new TextPart("plain") { Text = "one\ntwo\n" },
        };
        await folder.Open().SendAsync("wire", message, TestContext.Current.CancellationToken);

        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder.Folder, "wire.eml"), TestContext.Current.CancellationToken);
        Encoding.Latin1.GetString(bytes).Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
    }

    private static void CheckHead(string mail)
    {
        var head = mail.ReplaceLineEndings("\n").Split("\n\n")[0];
        head.Split('\n').Where(l => l.Length > 78).ShouldBeEmpty();
        for (var at = head.IndexOf("=?", StringComparison.Ordinal); at >= 0; at = head.IndexOf("=?", at + 2, StringComparison.Ordinal))
        {
            var end = head.IndexOfAny([' ', '\n', '>', '"'], at);
            (end - at).ShouldBeLessThanOrEqualTo(75, head[at..end]);
        }
    }
}
