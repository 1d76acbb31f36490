using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.Acts.Scope;
using Helpdesk.Web.Cases.CustomerSilence;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>Each kind of mail as a server receives it and as a foreign parser reads it (issue 3, mail out).</summary>
public sealed class MailKindsTests : IAsyncLifetime
{
    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Mail_IsMultipartWithMarkersAndNoListHeaders()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new ReplyToCustomer("ログをお送りください。"));

        var (automatic, reply) = (await _host.LastAsync(opened, MailKind.Acknowledgement), await _host.LastAsync(opened, MailKind.Reply));

        foreach (var mail in (ParsedMail[])[automatic, reply])
        {
            mail.Type.ShouldBe("multipart/alternative");
            mail.Defects.ShouldBeEmpty();
            mail.Html.ShouldStartWith("<!DOCTYPE html>");
            mail["X-Helpdesk-Case"].ShouldBe(opened.Number);
            mail["Message-ID"].ShouldNotBeNull().ShouldEndWith("@helpdesk.example>");
            mail["Reply-To"].ShouldNotBeNull().ShouldContain($"answers+{mail["Message-ID"]![1..33]}@helpdesk.example");
            (mail["List-Id"], mail["Precedence"], mail["List-Unsubscribe"]).ShouldBe((null, null, null));
        }

        automatic["Auto-Submitted"].ShouldBe("auto-generated");
        reply["Auto-Submitted"].ShouldBeNull("a person wrote it");
        reply.Text.ShouldContain("ログをお送りください。");
        reply.Html.ShouldContain("ログをお送りください。");
        reply.Text.ShouldContain("Kato Kenta");
    }

    [Fact]
    public async Task Thread_IsHeldTogetherByReferences()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new ReplyToCustomer("one"));
        await _host.DoAsync(opened, new ReplyToCustomer("two"));
        await _host.SendAsync();

        var mails = await Task.WhenAll(_host.Received(opened).Select(m => ForeignParser.ReadAsync(m.Raw)));

        mails.Length.ShouldBe(3);
        mails[0]["In-Reply-To"].ShouldBeNull();
        mails[1]["In-Reply-To"].ShouldBe(mails[0]["Message-ID"]);
        mails[2]["In-Reply-To"].ShouldBe(mails[1]["Message-ID"]);
        mails[2]["References"]!.Replace('\t', ' ').ShouldBe($"{mails[0]["Message-ID"]} {mails[1]["Message-ID"]}");
    }

    [Fact]
    public async Task SeverityChange_TellsOldNewAndDueTimeButNotTheReason()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new DecideSeverity(Severity.Medium, "内部メモ: 大げさ"));

        var mail = await _host.LastAsync(opened, MailKind.SeverityChange);

        // Spec S6, S8: two business days from receipt.
        mail["Subject"].ShouldNotBeNull().ShouldContain("重大度を「中」に変更しました");
        mail.Text.ShouldContain("変更前: 高");
        mail.Text.ShouldContain("6月11日(金) 10:00");
        mail.Text.ShouldNotContain("大げさ", Shouldly.Case.Sensitive, "the reason is for colleagues");
    }

    [Fact]
    public async Task RequestForMore_ListsWhatIsNeeded()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new AskForMore([RequestedItem.Logs, RequestedItem.Screenshots], "調査のためお願いします。"));

        var mail = await _host.LastAsync(opened, MailKind.RequestForMore);

        mail.Text.ShouldContain("調査のためお願いします。");
        mail.Text.ShouldContain("・製品のログファイル\n・画面の写し");
        mail["Auto-Submitted"].ShouldBeNull();
    }

    [Fact]
    public async Task Solution_CarriesBothLinks()
    {
        var opened = await _host.OpenAsync(r => r with { Language = "en" });
        await _host.DoAsync(opened, new OfferSolution("Install 5.2.8."));

        var mail = await _host.LastAsync(opened, MailKind.Solution);

        mail.Text.ShouldContain("Install 5.2.8.");
        var links = mail
            .Text.Split('\n')
            .Where(line => line.StartsWith("https://support.helpdesk.example/support/case/", StringComparison.Ordinal))
            .ToList();
        links.Select(line => line[line.IndexOf('?', StringComparison.Ordinal)..]).ShouldBe(["?answer=yes", "?answer=no"]);
        foreach (var link in links)
            mail.Html.ShouldContain($"<a href=\"{link}\"");
    }

    [Fact]
    public async Task Reminder_NamesTheClosingDay()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new OfferSolution("お試しください"));
        _host.Time.Advance(TimeSpan.FromDays(8));
        await _host.Services.GetRequiredService<SilenceKeeper>().RunAsync(TestContext.Current.CancellationToken);

        var mail = await _host.LastAsync(opened, MailKind.Reminder);

        var closesAt = (await _host.EventsOfAsync(opened)).OfType<SilenceReminderSent>().Single().ClosesAt;
        mail.Text.ShouldContain(
            closesAt
                .InZone(NodaTime.DateTimeZoneProviders.Tzdb["Asia/Tokyo"])
                .ToString("yyyy'年'M'月'd'日'", System.Globalization.CultureInfo.InvariantCulture)
        );
        mail["Auto-Submitted"].ShouldBe("auto-generated");
    }

    [Fact]
    public async Task ClosingAndReopening_TellReasonDetailAndNewPromise()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new CloseCase(ClosingReason.SolvedByUpdate, "5.2.8", "ありがとうございました。"));
        var closing = await _host.LastAsync(opened, MailKind.Closing);
        closing.Text.ShouldContain("理由: 修正版またはアップグレードで解決します");
        closing.Text.ShouldContain("詳細: 5.2.8");
        closing.Text.ShouldContain("ありがとうございました。");

        await _host.DoAsync(opened, new ReopenCase("再発しました"));

        var again = await _host.LastAsync(opened, MailKind.Reopened);
        again.Text.ShouldContain("再発しました");
        again.Text.ShouldContain("遅くとも");
    }

    [Fact]
    public async Task OutOfScopeAndDeclinedEscalation_CarryTheAgentsWords()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(opened, new MarkScope(OutOfScopeTopic.DataRecovery, "山本 健一 様\nデータ復旧は承っておりません。"));
        await _host.DoAsync(opened, new RequestEscalation("急いでいます", true, false));
        await _host.DoAsync(opened, new DeclineEscalation("回避策をご利用ください。"));

        var scope = await _host.LastAsync(opened, MailKind.OutOfScope);
        scope.Text.ShouldContain("データ復旧は承っておりません。");
        scope.Text.Split("山本 健一 様").Length.ShouldBe(2, "who greets the customer is not made to do it twice");
        (await _host.LastAsync(opened, MailKind.EscalationDeclined)).Text.ShouldContain("回避策をご利用ください。");
    }
}
