using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Customers;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Supervision.JudgeAnew;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.Acts;

/// <summary>Records that come after a case: it is found, told of, judged anew, and shown under its customer's name (spec E5, U2).</summary>
public sealed class JudgeAnewTests(RecordScreens screens) : IClassFixture<RecordScreens>
{
    [Fact]
    public async Task LicenceArrives_TheCaseIsListed_JudgedAnew_AndTheAlertSettlesItself()
    {
        var opened = await OpenAsync("SP-LATE-1");
        opened.VerdictKind.ShouldBe(VerdictKind.NeedsPerson, "nobody knows the serial number");
        (await FindAsync(opened.Number)).ShouldBeNull();

        await AddLicenceAsync("SP-LATE-1");
        await WatchAsync();
        (await AlertAsync())!.SettledAt.ShouldBeNull();
        var found = (await FindAsync(opened.Number)).ShouldNotBeNull();
        (found.Judgement.Before.Kind, found.Judgement.Verdict.Kind).ShouldBe((VerdictKind.NeedsPerson, VerdictKind.Entitled));

        foreach (var one in await screens.Get<JudgedOtherwiseQuery>().FindAsync(Token))
            (await JudgeAsync(one.Number, one.Version, new("The licence came by mail"))).IsOk.ShouldBeTrue();

        (await screens.Get<JudgedOtherwiseQuery>().FindAsync(Token)).ShouldBeEmpty("judged once is judged");
        var judged = await ReadAsync(opened.Number);
        (judged.VerdictKind, judged.CustomerName, judged.Caller).ShouldBe((VerdictKind.Entitled, "大和精機株式会社", Caller.Known));
        (await screens.Host.MailsOfAsync(judged)).Select(m => m.Kind).ShouldContain(MailKind.JudgedAnew, "the customer hears of it");
        (await AddLicenceAsync("SP-LATE-1", ("version", "5.2.7"))).Value.ChangeId.ShouldNotBeNull();
        await WatchAsync();
        (await screens.Get<JudgedOtherwiseQuery>().FindAsync(Token)).Select(c => c.Number).ShouldBeEmpty();
        (await AlertAsync())!.SettledAt.ShouldNotBeNull("none is left");
    }

    [Fact]
    public async Task WrongSerial_IsCorrected_WithBothVerdictsOnRecord()
    {
        var opened = await OpenAsync("SP-1001-7337");
        opened.IsFromStranger.ShouldBeTrue("the serial is Nordwind's");

        var preview = await screens.AsAsync<JudgeAnewHandler, Result<Judgement>>(
            RecordScreens.Engineer,
            h => h.PreviewAsync(opened.Number, new("", SerialNumber: "SP-1000-7300"), RecordScreens.Engineer, Token)
        );
        preview.Value.Verdict.Tier.ShouldBe(SupportTier.Standard);
        (await JudgeAsync(opened.Number, opened.Version, new("Read off the wrong box", SerialNumber: "sp-1000-7300"))).IsOk.ShouldBeTrue();

        var corrected = await ReadAsync(opened.Number);
        (corrected.SerialNumber, corrected.Tier, corrected.Caller).ShouldBe(("sp-1000-7300", SupportTier.Standard, Caller.Known));
        var record = await screens.Host.ReadAsync(db =>
            db.Timeline.AsNoTracking().Where(e => e.CaseId == corrected.Id).Select(e => e.Event).ToListAsync()
        );
        var judged = record.OfType<CaseJudgedAnew>().ShouldHaveSingleItem();
        (judged.Before.Tier, judged.After.Tier).ShouldBe((SupportTier.Premium, SupportTier.Standard));
        judged.Corrected.ShouldContain(new CorrectedField("serial", "SP-1001-7337", "sp-1000-7300"));
    }

    [Theory]
    [InlineData("", null, null, "text.required")]
    [InlineData("x", "NO-SUCH", null, "product.unknown")]
    [InlineData("x", null, "nobody", "email.bad")]
    public async Task BadInput_IsRefusedByField(string reason, string? product, string? email, string code)
    {
        var opened = await OpenAsync("SP-1000-7300");
        (await JudgeAsync(opened.Number, null, new(reason, Product: product, Email: email)))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe(code);
        (await ReadAsync(opened.Number)).Version.ShouldBe(opened.Version);
    }

    [Fact]
    public async Task Renamed_TheCustomersCasesShowIt()
    {
        var opened = await OpenAsync("SP-1000-7300");
        await screens.AsAsync<RecordWriter, Result<SavedRecord<Customer>>>(
            Who.Admin,
            w =>
                w.SaveAsync(
                    screens.Get<RecordTable<Customer>>(),
                    RecordScreens.Texts(("key", "K-1000"), ("name", "大和精機ホールディングス")),
                    null,
                    Who.Admin
                )
        );
        (await ReadAsync(opened.Number)).CustomerShown.ShouldBe("大和精機ホールディングス");
        await screens.AsAsync<RecordWriter, Result<SavedRecord<Customer>>>(
            Who.Admin,
            w =>
                w.SaveAsync(
                    screens.Get<RecordTable<Customer>>(),
                    RecordScreens.Texts(("key", "K-1000"), ("name", "大和精機株式会社")),
                    null,
                    Who.Admin
                )
        );
    }

    [Fact]
    public async Task NothingCameSince_NobodyIsBothered_WhateverTheRulesSayToday()
    {
        var known = await screens.Host.ReadAsync(db => db.RecordChanges().AsNoTracking().Select(c => c.Key).ToListAsync());
        // One of the demo's, with a serial number that nobody has: judged by the customer's licence then, by none today.
        var mistyped = await screens.Host.ReadAsync(db => db.Cases.AsNoTracking().FirstAsync(c => c.SerialNumber == "SP-0000-0000"));
        known.ShouldNotContain(mistyped.SerialNumber);
        (await FindAsync(mistyped.Number)).ShouldBeNull("a case keeps its verdict as at intake (E5)");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<Case> OpenAsync(string serial)
    {
        var opened = await screens.AsAsync<OpenCaseHandler, Result<OpenedCase>>(
            RecordScreens.Engineer,
            h =>
                h.HandleAsync(
                    IntakeHost.Good with
                    {
                        SerialNumber = serial,
                    },
                    Helpdesk.Domain.Intake.Channel.Web,
                    null,
                    RecordScreens.Engineer,
                    Token
                )
        );
        return await ReadAsync(opened.Value.Case.Number);
    }

    private Task<Result<SavedRecord<Licence>>> AddLicenceAsync(string serial, params (string, string)[] more) =>
        screens.AsAsync<RecordWriter, Result<SavedRecord<Licence>>>(
            Who.Admin,
            w =>
                w.SaveAsync(
                    screens.Get<RecordTable<Licence>>(),
                    RecordScreens.Texts([("serial", serial), ("product", "SPX-SERVER"), ("customer", "K-1000"), .. more]),
                    null,
                    Who.Admin
                )
        );

    private Task<Result<Helpdesk.Domain.Queue.QueueEntry>> JudgeAsync(string number, int? version, JudgeCaseAnew command) =>
        screens.AsAsync<JudgeAnewHandler, Result<Helpdesk.Domain.Queue.QueueEntry>>(
            RecordScreens.Engineer,
            h => h.HandleAsync(number, version, command, RecordScreens.Engineer)
        );

    private async Task<JudgedOtherwise?> FindAsync(string number) =>
        (await screens.Get<JudgedOtherwiseQuery>().FindAsync(Token)).SingleOrDefault(c => c.Number == number);

    private Task WatchAsync() => screens.Get<JudgeWatch>().RunAsync(Token);

    private Task<SupervisorAlert?> AlertAsync() =>
        screens.Host.ReadAsync(db => db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Kind == AlertKind.JudgedOtherwise));

    private Task<Case> ReadAsync(string number) =>
        screens.Host.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Number == number));
}
