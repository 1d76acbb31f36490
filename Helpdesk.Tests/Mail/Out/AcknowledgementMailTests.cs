using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Support.Smtp;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>The acknowledgement as a foreign parser reads it: what it promises, and what it does not (spec P2, P5, P12, P13).</summary>
public sealed class AcknowledgementMailTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Acknowledgement_InJapanese_TellsNumberAndWhenToExpectAnswer()
    {
        var opened = await _host.OpenAsync(r =>
            r with
            {
                Subject = "バックアップが毎晩失敗します。長い件名でも折り返しで文字が壊れないことを確かめます",
            }
        );

        var mail = await _host.LastAsync(opened, MailKind.Acknowledgement);

        mail["Subject"]
            .ShouldBe(
                $"[{opened.Number}] お問い合わせを受け付けました: バックアップが毎晩失敗します。長い件名でも折り返しで文字が壊れないことを確かめます"
            );
        mail["To"].ShouldBe("山本 健一 <k.yamamoto@daiwa-seiki.example>");
        mail["From"].ShouldBe("サポートセンター <support@helpdesk.example>");
        mail.Text.ShouldContain(opened.Number);
        // High, Standard: one business day from Wednesday 10:00 (spec P5, P12).
        mail.Text.ShouldContain("遅くとも 2027年6月10日(木) 10:00（Asia/Tokyo、UTC+09）までに");
        mail.Text.ShouldContain("1営業日以内（営業時間で計算）");
        mail.Text.ShouldNotContain("緊急");
    }

    [Fact]
    public async Task Acknowledgement_OfAnEmergency_NamesTheHotline()
    {
        var opened = await _host.OpenAsync(r =>
            r with
            {
                Severity = Severity.Emergency,
                Language = "en",
                ContactName = "Zoë \"Z\" O'Brien, MSc",
                SerialNumber = "SP-1001-7337",
                Email = "z.obrien@nordwind.example",
            }
        );

        var mail = await _host.LastAsync(opened, MailKind.Acknowledgement);

        mail["To"].ShouldBe("\"Zoë \\\"Z\\\" O'Brien, MSc\" <z.obrien@nordwind.example>");
        mail["From"].ShouldBe("Support centre <support@helpdesk.example>");
        // Premium Emergency: one hour around the clock (spec P2, P11); hotline (spec H4, P13).
        mail.Text.ShouldContain("by Wed 9 Jun 2027 11:00 (Asia/Tokyo, UTC+09)");
        mail.Text.ShouldContain("within 1 hour of your request, counted around the clock");
        mail.Text.ShouldContain("ring 03-6206-6286");
    }

    [Fact]
    public async Task Acknowledgement_OverAWeekend_SaysWhatDoesNotCount()
    {
        var before = _host.Time.GetUtcNow();
        _host.Time.SetUtcNow(before.AddDays(2));
        var opened = await _host.OpenAsync(r => r with { Language = "en" });

        var mail = await _host.LastAsync(opened, MailKind.Acknowledgement);

        mail.Text.ShouldContain("Mon 14 Jun 2027 10:00");
        mail.Text.ShouldContain("not counted: the weekend");
    }

    [Fact]
    public async Task Acknowledgement_NotEntitled_PromisesNoTimeAndShowsTheWay()
    {
        var opened = await _host.OpenAsync(r => r with { Language = "en", SerialNumber = "SP-1000-7300", ProductVersion = "5.0.1" });
        opened.VerdictKind.ShouldBe(VerdictKind.NotEntitled);

        var mail = await _host.LastAsync(opened, MailKind.Acknowledgement);

        mail.Text.ShouldNotContain("at the latest");
        mail.Text.ShouldContain("knowledge base");
    }
}
