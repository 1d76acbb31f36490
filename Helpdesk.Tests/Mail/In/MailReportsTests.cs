using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;

namespace Helpdesk.Tests.Mail.In;

/// <summary>Servers' reports are told from what people write, by several signs together (issue 13).</summary>
public sealed class MailReportsTests
{
    [Theory]
    [InlineData("MAILER-DAEMON <>", "failure notice", "")]
    [InlineData("Mail Delivery Subsystem <MAILER-DAEMON>", "Returned mail: see transcript for details", "")]
    [InlineData("Mail Delivery System <Mail.Delivery.System@host.example>", "Undelivered Mail Returned to Sender", "")]
    [InlineData("System Administrator <postmaster@firm.example>", "Undeliverable: request", "Your message did not reach some recipients.")]
    [InlineData("System Administrator", "Undeliverable: request", "Your message did not reach some recipients.")]
    [InlineData("Postmaster@carrier.example", "Mail System Error - Returned Mail", "This message was undeliverable.")]
    [InlineData("no-reply@carrier.example", "メールエラー通知", "送信できませんでした")]
    [InlineData("postmaster@gw.example", "メッセージを配信できません", "宛先が見つかりません")]
    [InlineData("post_master@phone.example", "Undeliverable Message", "Message could not be delivered to mobile.")]
    [InlineData("postmaster@firm.example", "DELIVERY FAILURE: User not listed in Domino Directory", "Your message was not delivered")]
    [InlineData("MailMarshal <postmaster@firm.example>", "Undeliverable Mail: request", "The message could not be delivered")]
    [InlineData("postmaster@firm.example", "Non delivery report: 5.9.4 (Spam SLS/RBL)", "Your message was not delivered")]
    [InlineData("Mail Administrator <Postmaster@isp.example>", "Mail System Error - Returned Mail", "")]
    [InlineData("Courier mail server <postmaster@mx.example>", "NOTICE: mail delivery status.", "The original message was not delivered")]
    [InlineData("noreply@mail.example", "Недоставленное сообщение", "не удалось доставить")]
    [InlineData("mailer-daemon@googlemail.example", "Delivery Status Notification (Failure)", "")]
    [InlineData("The Post Office <postoffice@host.example>", "Delivery Notification: Delivery has failed", "")]
    [InlineData("bounces@sender.example", "Undelivered mail", "550 user unknown")]
    public void Machine_IsTold(string from, string subject, string words) => IsReport(from, subject, words, returned: true).ShouldBeTrue();

    [Theory]
    [InlineData("Lena <l@nordwind.example>", "Undelivered Mail Returned to Sender", "What is this? It could not be delivered, it says.")]
    [InlineData("Lena <l@nordwind.example>", "Delivery failed", "The parcel was not delivered.")]
    [InlineData("postmaster@nordwind.example", "Re: Undeliverable: request", "I mended it, user unknown is over.")]
    [InlineData("postmaster@nordwind.example", "A question about the console", "How do I read the log?")]
    [InlineData("Postmaster <l@nordwind.example>", "Delivery status of our order", "When will it come?")]
    [InlineData("山本 <k@daiwa.example>", "メールが配信できません", "エラーメールが届きます。宛先が見つかりませんと出ます。")]
    [InlineData("Bounce House GmbH <info@bouncehouse.example>", "Mail delivery problem", "Our mails could not be delivered since Monday.")]
    [InlineData("noreply@tickets.example", "[Ticket 4711] We have your request", "We will answer soon.")]
    [InlineData("Delivery <team@parcels.example>", "Your parcel", "We could not find the door; user unknown.")]
    public void Person_IsNeverTakenForAMachine(string from, string subject, string words) =>
        IsReport(from, subject, words, returned: false).ShouldBeFalse();

    [Theory]
    [InlineData("Delivery Status Notification (Delay)", "will keep trying for two more days", ReportKind.Delayed)]
    [InlineData("Warning: could not send message for past 4 hours", "THIS IS A WARNING MESSAGE ONLY.", ReportKind.Delayed)]
    [InlineData("配信遅延のお知らせ", "再送を続けます。", ReportKind.Delayed)]
    [InlineData("Returned mail", "Message could not be delivered for 5 days; it was delayed, now we gave up.", ReportKind.Failed)]
    [InlineData("failure notice", "550 no such user", ReportKind.Failed)]
    public void Delay_IsNoFailure(string subject, string words, ReportKind expected) =>
        MailReports.KindByWords(new([("Subject", subject)]), words).ShouldBe(expected);

    [Theory]
    [InlineData("5.1.1", "x", BounceReason.NoSuchAddress)]
    [InlineData(null, "550 5.2.2 mailbox full", BounceReason.MailboxFull)]
    [InlineData(null, "452 over quota", BounceReason.MailboxFull)]
    [InlineData("5.7.1", "550 5.7.1 blocked using spamhaus", BounceReason.Blocked)]
    [InlineData("5.7.1", "550 5.7.1 DMARC policy", BounceReason.Policy)]
    [InlineData("4.4.1", "connection timed out", BounceReason.Temporary)]
    [InlineData(null, "552 message size exceeds limit", BounceReason.TooLarge)]
    [InlineData(null, "宛先が見つかりません", BounceReason.NoSuchAddress)]
    [InlineData(null, "Host unknown (Name server: x: host not found)", BounceReason.NoSuchHost)]
    [InlineData(null, "from 192.0.5.1.1 something", BounceReason.Unknown)]
    public void Reason_IsReadFromStatusAndWords(string? status, string said, BounceReason expected) =>
        BounceReasons.Of(status, said).ShouldBe(expected);

    private static bool IsReport(string from, string subject, string words, bool returned) =>
        MailReports.IsReport(new([("From", from), ("Subject", subject)]), new(HasStatus: false, returned, words));
}
