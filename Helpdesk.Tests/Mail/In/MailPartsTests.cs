using CsCheck;
using Helpdesk.Domain.Mail;

namespace Helpdesk.Tests.Mail.In;

/// <summary>Quoted history is folded, signatures stand apart, and nothing is lost (issue 5, mail in).</summary>
public sealed class MailPartsTests
{
    private static readonly string[] Lines =
    [
        "",
        "Hello",
        "> quoted",
        "-- ",
        "--",
        "On Wed, Jun 9, 2027 at 10:00 AM Support <s@x.example> wrote:",
        "-----Original Message-----",
        "From: a",
        "Sent: b",
        "Subject: c",
        "差出人: x",
        "送信日時: y",
        "件名: z",
        "━━━━━━━━",
        "TEL: 03-1234-5678",
        "株式会社",
        "iPhoneから送信",
        "________________________________",
        "2027年6月9日(水) 10:00 サポート <s@x.example>:",
        "  ",
        "＞全角",
        "日本語の行",
        "Am 09.06.27 um 10:00 schrieb Support:",
        "---------- Forwarded message ---------",
        "see my answers in red",
        "Best regards,",
        "Lena Fischer",
        "-----",
    ];

    [Fact]
    public void Parts_PutTogether_AreTheText() =>
        Gen.Select(
                Gen.Int[0, Lines.Length - 1].Select(i => Lines[i]).Array[0, 14].Select(l => string.Join('\n', l)),
                Gen.String[0, 30],
                (a, b) => a + b.ReplaceLineEndings("\n")
            )
            .Sample(text => string.Join('\n', MailParts.Split(text).Select(p => p.Text)) == text.ReplaceLineEndings("\n"));

    [Fact]
    public void Parts_AlwaysShowSomethingThatTheSenderWrote() =>
        Gen.Int[0, Lines.Length - 1]
            .Select(i => Lines[i])
            .Array[1, 14]
            .Select(l => string.Join('\n', l))
            .Sample(text => string.IsNullOrWhiteSpace(text) || MailParts.Split(text).Any(p => p.Kind == MailPartKind.Own));

    [Theory]
    [InlineData("It works.\n\nOn Wed, Jun 9, 2027 at 10:00 AM Support <\na@b.example> wrote:\n\n> Dear Sir", "It works.")]
    [InlineData("直りました。\n\n2027年6月9日(水) 10:00 サポート <a@b.example>:\n\n> 受付番号は次のとおりです。", "直りました。")]
    [InlineData("直りました。\n\n> 2027/06/09 10:00、サポート <a@b.example>のメール:\n>\n> 受付番号", "直りました。")]
    [InlineData("了解です。\n\n-----Original Message-----\nFrom: a\nSent: b\nSubject: c\n\nDear", "了解です。")]
    [InlineData("OK\n\n差出人: サポート <a@b.example>\n送信日時: 2027年6月9日 10:00\n宛先: 山本\n件名: 受付\n\n受付番号", "OK")]
    [InlineData("OK\n\n________________________________\nFrom: Support\nSent: Wednesday\nTo: Me\nSubject: x\n\nDear", "OK")]
    [InlineData("Danke.\n\nAm 09.06.2027 um 10:00 schrieb Support <a@b.example>:\n\n> Hallo", "Danke.")]
    public void History_IsNotTheSendersOwn(string text, string own) => MailParts.Own(text).ShouldBe(own);

    [Theory]
    [InlineData("Please look.\n-- \nLena Fischer\nNordwind GmbH", "Please look.")]
    [InlineData("ご確認ください。\n\n━━━━━━━━━━\n大和精機株式会社\n山本 健一\nTEL: 03-5550-0101\n━━━━━━━━━━", "ご確認ください。")]
    [InlineData("外出先からです。\n\niPhoneから送信", "外出先からです。")]
    public void Signature_StandsApart(string text, string own)
    {
        MailParts.Own(text).ShouldBe(own);
        MailParts.Split(text)[^1].Kind.ShouldBe(MailPartKind.Signature);
    }

    [Fact]
    public void AnswersBetweenTheLines_StayInTheirPlaces() =>
        MailParts
            .Split("> Which version?\n5.2.7\n> Which system?\nWindows")
            .Select(p => p.Kind)
            .ShouldBe([MailPartKind.Quote, MailPartKind.Own, MailPartKind.Quote, MailPartKind.Own]);

    [Fact]
    public void ForwardedMail_IsWhatTheSenderWantsUsToRead() =>
        MailParts
            .Own(
                "See below.\n\n---------- Forwarded message ---------\nFrom: a@b.example\nDate: Wed\nSubject: x\nTo: me\n\n"
                    + "The server is down."
            )
            .ShouldContain("The server is down.");

    [Theory]
    [InlineData("結果です。\n----------\n項目  値\n速度  12\n----------\n以上です。")]
    [InlineData("On Monday it failed.\nOn Tuesday too.")]
    [InlineData("From: is a column of the table\nand so is To")]
    public void WhatOnlyLooksLikeIt_IsTheSendersOwn(string text) => MailParts.Own(text).ShouldBe(text);
}
