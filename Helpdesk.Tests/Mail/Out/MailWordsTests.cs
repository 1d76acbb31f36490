using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.People;
using Helpdesk.Web.Branding;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Wording;
using Helpdesk.Web.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>
/// Words of the screen go before the files, from the next mail on; they are undone, logged and kept by version (spec U4). One host for
/// all: each test has a kind of mail of its own.
/// </summary>
public sealed partial class MailWordsTests(MailHost host) : IClassFixture<MailHost>
{
    private MailWordsHandlers Handlers => host.Services.GetRequiredService<MailWordsHandlers>();

    private MailTemplates Templates => host.Services.GetRequiredService<MailTemplates>();

    [Fact]
    public async Task Saved_TheNextMailHasThem_TheOtherLanguageStaysTheFiles_AndBackIsOnePress()
    {
        var (en, ja) = Files(MailKind.Acknowledgement);
        var own = ja with
        {
            Body = ja.Body.Replace(
                "お問い合わせいただき、ありがとうございます。",
                "ご連絡ありがとうございます！",
                StringComparison.Ordinal
            ),
        };
        own.ShouldNotBe(ja, "the shipped words have that sentence");

        (await Handlers.HandleAsync(new SaveMailWords(MailKind.Acknowledgement, 0, en, own), Who.Admin)).Value.ShouldBe(1);

        var opened = await host.OpenAsync();
        (await host.LastTextAsync(opened)).ShouldContain("ご連絡ありがとうございます！");
        (await host.LastTextAsync(opened)).ShouldContain(opened.Number);
        Templates.Of(MailKind.Acknowledgement, "en").ShouldBeSameAs(Templates.OfFile(MailKind.Acknowledgement, "en"), "it was not changed");

        (await Handlers.HandleAsync(new TakeFileWords(MailKind.Acknowledgement, 1), Who.Admin)).Value.ShouldBe(2);
        (await host.LastTextAsync(await host.OpenAsync())).ShouldNotContain("ご連絡ありがとうございます！");

        (await Handlers.HandleAsync(new RestoreMailWords(MailKind.Acknowledgement, 1, 2), Who.Admin)).Value.ShouldBe(3);
        (await host.LastTextAsync(await host.OpenAsync())).ShouldContain("ご連絡ありがとうございます！");
    }

    [Fact]
    public async Task Words_OutliveARestart_AndThoseNoReleaseCanRead_LeaveTheMailToTheFile()
    {
        var (en, ja) = Files(MailKind.Closing);
        await Handlers.HandleAsync(new SaveMailWords(MailKind.Closing, 0, en with { Body = en.Body + "\n\nBye." }, ja), Who.Admin);
        Templates.Adopt([]);

        await LoadAsync();

        Templates.Of(MailKind.Closing, "en").Written.Body.ShouldEndWith("Bye.");
        await host.ReadAsync(async db =>
        {
            db.MailWordings()
                .Add(
                    new MailWording
                    {
                        Kind = MailKind.Closing,
                        Version = 2,
                        SubjectEn = "{{ gone_with_an_update }}",
                        BodyEn = "x",
                        At = host.Now,
                        ById = Guid.NewGuid(),
                        By = "somebody",
                    }
                );
            return await db.SaveChangesAsync();
        });
        await LoadAsync();
        Templates.Of(MailKind.Closing, "en").ShouldBeSameAs(Templates.OfFile(MailKind.Closing, "en"));
        var row = (await Query.OpenAsync(MailKind.Closing, Who.Admin, TestContext.Current.CancellationToken)).Value;
        (row.Row.En, row.Row.Ja, row.Version).ShouldBe((MailWordsSource.Unreadable, MailWordsSource.Shipped, 2));
    }

    [Fact]
    public async Task TwoAdministrators_TheSecondIsToldWhoWasFirst()
    {
        var (en, ja) = Files(MailKind.Reopened);
        await Handlers.HandleAsync(new SaveMailWords(MailKind.Reopened, 0, en with { Subject = "[{{ number }}] Open" }, ja), Who.Admin);

        var second = await Handlers.HandleAsync(
            new SaveMailWords(MailKind.Reopened, 0, en with { Subject = "[{{ number }}] Reopened" }, ja),
            Who.Admin
        );

        second
            .Errors.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(e => e.Code.ShouldBe("mail-words.changed"), e => e.Kind.ShouldBe(ErrorKind.Changed));
        Templates.Of(MailKind.Reopened, "en").Written.Subject.ShouldBe("[{{ number }}] Open");
    }

    [Fact]
    public async Task Log_SaysWhichLinesWentAndCame_AndNothingSavedIsNothingLogged()
    {
        var (en, ja) = Files(MailKind.Reminder);
        var changed = en with { Body = en.Body.Replace("With kind regards", "Yours", StringComparison.Ordinal) };

        (await Handlers.HandleAsync(new SaveMailWords(MailKind.Reminder, 0, en, ja), Who.Admin)).Value.ShouldBe(
            0,
            "it is what the file says"
        );
        await Handlers.HandleAsync(new SaveMailWords(MailKind.Reminder, 0, changed, ja), Who.Admin);

        var logged = await host.ReadAsync(db =>
            db.AdminLog().Where(e => e.Action == AdminActs.MailWordsChanged && e.SubjectName == "Reminder").ToListAsync()
        );
        logged.ShouldHaveSingleItem().Details.ShouldBe("""{"after":["Yours"],"before":["With kind regards"],"fields":["bodyEn"]}""");
    }

    [Fact]
    public async Task WrongWords_AreNotSaved_AndOthersThanAdministratorsNeither()
    {
        var (en, ja) = Files(MailKind.OutOfScope);

        var wrong = await Handlers.HandleAsync(
            new SaveMailWords(MailKind.OutOfScope, 0, en with { Body = "Nothing at all" }, ja with { Subject = "{{ nobody }}" }),
            Who.Admin
        );
        var engineer = await Handlers.HandleAsync(
            new SaveMailWords(MailKind.OutOfScope, 0, en with { Subject = "[{{ number }}] x" }, ja),
            IntakeHost.Agent
        );

        wrong.Errors.Select(e => e.Field).Distinct().ShouldBe(["bodyEn", "subjectJa"]);
        engineer.Errors.ShouldHaveSingleItem().Code.ShouldBe("auth.forbidden");
        (await host.ReadAsync(db => db.MailWordings().CountAsync(w => w.Kind == MailKind.OutOfScope))).ShouldBe(0);
    }

    [Fact]
    public async Task TestMail_GoesToWhoeverAsks_WithTheWordsAsTheyStand()
    {
        var (en, _) = Files(MailKind.Solution);
        var own = en with { Body = en.Body.Replace("Did this solve it?", "Does it work?", StringComparison.Ordinal) };

        (await Handlers.HandleAsync(new SendTestMail(MailKind.Solution, "en", own, MailSample.Usual), Who.Admin)).IsOk.ShouldBeTrue();
        await host.SendAsync();

        var mail = host.Server.Received.Single(m => m.To == "admin@helpdesk.example");
        mail.RawHeader("X-Helpdesk-Kind").ShouldBe("Staff");
        (await host.ReadAsync(db => db.StaffMails().Select(m => m.Text).ToListAsync())).ShouldContain(t =>
            t.Contains("Does it work?", StringComparison.Ordinal)
        );
        (await host.ReadAsync(db => db.MailWordings().CountAsync(w => w.Kind == MailKind.Solution))).ShouldBe(0, "nothing is saved by it");
    }

    [Fact]
    public async Task Branding_SignsAndFootsTheNextMail_AndIsUndone()
    {
        var brand = host.Services.GetRequiredService<BrandHandlers>();
        var saved = await brand.HandleAsync(
            new SaveBrand(0, new() { SenderJa = "ノースライン サポート", FooterJa = "ノースライン株式会社\nhttps://northline.example" }),
            Who.Admin
        );
        saved.Value.ShouldBe(1);

        var opened = await host.OpenAsync();
        await host.DoAsync(opened, new AskForMore([RequestedItem.Logs], "ログをお送りください。"));
        var mail = await host.LastAsync(opened, MailKind.RequestForMore);

        mail["From"].ShouldNotBeNull().ShouldContain("ノースライン サポート");
        mail.Text.ShouldContain("ノースライン サポート");
        mail.Text.TrimEnd().ShouldEndWith("ノースライン株式会社\nhttps://northline.example");
        mail.Html.ShouldContain("<a href=\"https://northline.example\">");
        (await brand.HandleAsync(new RestoreBrand(0, 1), Who.Admin)).Value.ShouldBe(2);
        (await host.LastTextAsync(await host.OpenAsync())).ShouldNotContain("ノースライン");
        var logged = await host.ReadAsync(db =>
            db.AdminLog().Where(e => e.Action == AdminActs.BrandingChanged).Select(e => e.Details).ToListAsync()
        );
        logged[0].ShouldContain("\"fields\":[\"senderJa\",\"footerJa\"]");
    }

    private MailWordsQuery Query => host.Services.GetRequiredService<MailWordsQuery>();

    private (WrittenWords En, WrittenWords Ja) Files(MailKind kind) =>
        (Templates.OfFile(kind, "en").Written, Templates.OfFile(kind, "ja").Written);

    private Task<int> LoadAsync() =>
        host.ReadAsync(async db =>
        {
            await host.Services.GetRequiredService<OwnMailWords>().LoadAsync(db, TestContext.Current.CancellationToken);
            return 0;
        });
}
