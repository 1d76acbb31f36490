using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Cases.ReplyTemplates;

namespace Helpdesk.Tests.Cases.ReplyTemplates;

/// <summary>English after hours: a draft that can be taken back, and a mail that is English as a whole (spec P9).</summary>
public sealed class ReplyLanguageTests(MailHost host) : IClassFixture<MailHost>
{
    private static readonly Guid Hello = Guid.NewGuid(),
        Steps = Guid.NewGuid(),
        Bye = Guid.NewGuid();

    private static readonly FilledTemplate[] Japanese =
    [
        new(Hello, ReplyTemplateKind.Greeting, "g", "山本 様"),
        new(Steps, ReplyTemplateKind.Guidance, "s", "手順です。"),
        new(Bye, ReplyTemplateKind.Closing, "b", "お知らせください。"),
    ];

    private static readonly FilledTemplate[] English =
    [
        new(Hello, ReplyTemplateKind.Greeting, "g", "Dear Yamamoto,"),
        new(Steps, ReplyTemplateKind.Guidance, "s", "The steps."),
        new(Bye, ReplyTemplateKind.Closing, "b", "Tell us."),
    ];

    [Fact]
    public void EmptyText_BecomesGreetingAndClosing_AndGoesBack()
    {
        var english = ReplyLanguage.Switch("", Japanese, English);

        english.ShouldBe("Dear Yamamoto,\n\n\n\nTell us.");
        ReplyLanguage.Switch(english, English, Japanese).ShouldBe("山本 様\n\n\n\nお知らせください。");
    }

    [Fact]
    public void WhatWasTypedByHand_Stays_TemplatesChangeTheirLanguage() =>
        ReplyLanguage
            .Switch("山本 様\n\n手で書いた文。\n手順です。\n\n署名", Japanese, English)
            .ShouldBe("Dear Yamamoto,\n\n手で書いた文。\nThe steps.\n\n署名");

    [Fact]
    public async Task ReplyInEnglish_ToAJapaneseCustomer_IsAnEnglishMail_AndOnRecord()
    {
        var opened = await host.OpenAsync();
        await host.DoAsync(opened, new ReplyToCustomer("We are on it.", null, "en"));
        await host.DoAsync(opened, new ReplyToCustomer("対応中です。", null, "ja"));

        var mails = await host.MailsOfAsync(opened);
        (mails[1].Language, mails[2].Language).ShouldBe(("en", "ja"));
        mails[1].TextBody.ShouldStartWith("Dear 山本 健一,\n\nWe are on it.\n\nEverything about your request");
        mails[1].TextBody.ShouldContain("\n\nWith kind regards");
        mails[2].TextBody.ShouldStartWith("山本 健一 様\n\n対応中です。");
        (await host.EventsOfAsync(opened))
            .OfType<ReplySent>()
            .Select(r => r.Language)
            .ShouldBe(["en", null], "the customer's own language needs no word");
    }
}
