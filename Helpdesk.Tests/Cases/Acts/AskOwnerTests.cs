using System.Text.RegularExpressions;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Customers;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.AskOwner;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Mail.Out.Staff;
using Microsoft.EntityFrameworkCore;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>
/// The owner of a serial number is asked whether the caller acts for them; a yes lets the caller be added, and they hear of it (issue 12;
/// spec E5).
/// </summary>
public sealed partial class AskOwnerTests(RecordScreens screens) : IClassFixture<RecordScreens>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Owner_IsAsked_AnswersOnce_AndTheCallerIsAdmitted()
    {
        var opened = await OpenAsync("SP-1001-7337");
        opened.HasOwnerToAsk.ShouldBeTrue("the serial is Nordwind's");
        (await AskAsync(opened, [])).Errors[0].Code.ShouldBe("owner.nobody");
        (await AskAsync(opened, ["c-nobody"])).Errors[0].Code.ShouldBe("owner.no-contact");
        (await AskAsync(opened, ["a"], Who.Nobody)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await AdmitAsync(opened, Who.Admin)).Errors[0].Code.ShouldBe("owner.no-yes");

        (await AskAsync(opened, [await FischerAsync()])).IsOk.ShouldBeTrue();
        var mail = await MailAsync(opened.Id);
        mail.To.ShouldBe("l.fischer@nordwind.example");
        mail.Text.ShouldContain("k.yamamoto@daiwa-seiki.example");
        mail.Text.ShouldContain("SP-1001-7337");
        mail.Text.ShouldNotContain("Premium");
        mail.Text.ShouldNotContain(opened.Number, Shouldly.Case.Sensitive, "nothing of the case is theirs");

        // Opening the page decides nothing; the answer counts once.
        var token = LinkIn().Match(mail.Text).Groups["token"].Value;
        var answers = screens.Get<OwnerAnswers>();
        (await answers.FindAsync(token, Token))!.Answer.ShouldBeNull();
        (await EventsAsync(opened)).OfType<OwnerAnswered>().ShouldBeEmpty();
        (await answers.AnswerAsync(token[..^2] + "xx", true)).Errors[0].Code.ShouldBe("owner.link");
        (await answers.AnswerAsync(token, true)).IsOk.ShouldBeTrue();
        (await answers.AnswerAsync(token, false)).Errors[0].Code.ShouldBe("owner.answered");
        (await answers.FindAsync(token, Token))!.Answer.ShouldBe(true);
        (await EventsAsync(opened)).OfType<OwnerAnswered>().ShouldHaveSingleItem().ActsForThem.ShouldBeTrue();

        (await AdmitAsync(opened, RecordScreens.Engineer)).Errors[0].Code.ShouldBe("auth.forbidden", "records are not everybody's");
        (await AdmitAsync(opened, Who.Admin)).Errors.ShouldBeEmpty();
        var now = await screens.Host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Id == opened.Id, Token));
        (now.Caller, now.HasOwnerToAsk).ShouldBe((Caller.Known, false));
        (await EventsAsync(opened)).OfType<CaseJudgedAnew>().ShouldHaveSingleItem().BecameKnown.ShouldBeTrue();
        (await screens.Host.MailsOfAsync(opened)).Select(m => m.Kind).ShouldContain(MailKind.JudgedAnew);
    }

    [Fact]
    public async Task Link_EndsWithItsTime_AndAKnownCallerIsNotAskedAbout()
    {
        var stranger = await OpenAsync("SP-1001-7337", "somebody@elsewhere.example");
        (await AskAsync(stranger, [await FischerAsync()])).IsOk.ShouldBeTrue();
        var token = LinkIn().Match((await MailAsync(stranger.Id)).Text).Groups["token"].Value;
        screens.Host.Time.Advance(OwnerLinks.Lifetime.ToTimeSpan() + TimeSpan.FromSeconds(1));
        (await screens.Get<OwnerAnswers>().AnswerAsync(token, true)).Errors[0].Code.ShouldBe("owner.link");

        var known = await OpenAsync("SP-1000-7300");
        (await AskAsync(known, ["any"])).Errors[0].Code.ShouldBe("owner.none");
    }

    [GeneratedRegex("/support/owner/(?<token>[A-Za-z0-9_-]+)\\?answer=yes")]
    private static partial Regex LinkIn();

    private Task<Case> OpenAsync(string serial, string? email = null) =>
        screens.Host.OpenAsync(r => r with { SerialNumber = serial, Email = email ?? r.Email });

    private Task<Result<QueueEntry>> AskAsync(Case on, string[] contacts, System.Security.Claims.ClaimsPrincipal? who = null) =>
        screens.AsAsync<AskOwnerHandler, Result<QueueEntry>>(
            RecordScreens.Engineer,
            h => h.HandleAsync(on.Number, null, new AskSerialOwner(contacts), who ?? RecordScreens.Engineer)
        );

    private Task<Result<QueueEntry>> AdmitAsync(Case on, System.Security.Claims.ClaimsPrincipal who) =>
        screens.AsAsync<AdmitCallerHandler, Result<QueueEntry>>(who, h => h.HandleAsync(on.Number, "The owner confirmed", who, Token));

    private Task<string> FischerAsync() =>
        screens.Host.ReadAsync(async db =>
            (await db.Contacts().AsNoTracking().ToListAsync(Token)).Single(c => c.Emails.Contains("l.fischer@nordwind.example")).Key
        );

    private Task<StaffMail> MailAsync(long caseId) =>
        screens.Host.ReadAsync(db =>
            db.StaffMails().AsNoTracking().SingleAsync(m => m.CaseId == caseId && m.Key.StartsWith("owner:"), Token)
        );

    private Task<List<CaseEvent>> EventsAsync(Case on) =>
        screens.Host.ReadAsync(db => db.Timeline.AsNoTracking().Where(e => e.CaseId == on.Id).Select(e => e.Event).ToListAsync(Token));
}
