using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.People;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Contracts;
using Helpdesk.Web.Customers.CustomerPage;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Customers.Products;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Helpdesk.Tests.Customers.RecordScreens;
using TestContext = Xunit.TestContext;

namespace Helpdesk.Tests.Customers;

/// <summary>What the screens do to records: previews, renewals, joining, undoing, and who may (spec E1, E3, U4).</summary>
public sealed class RecordActsTests(RecordScreens screens) : IClassFixture<RecordScreens>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task VersionPreview_NamesVersionLicencesAndOpenCases_E1()
    {
        var opened = await screens.Host.OpenAsync(r => r with { ProductVersion = "5.2.6.40012" });
        var added = new ProductVersion
        {
            ProductCode = "SPX-SERVER",
            Number = "5.3.0",
            ReleasedOn = new LocalDate(2027, 7, 1),
        };

        var preview = (await screens.Get<VersionPreviewQuery>().RunAsync(added, Engineer, None)).Value;

        preview.Effects.Where(e => e.LeavesSupport).Select(e => (e.Version.Number, e.On)).ShouldBe([("5.2.6", new LocalDate(2027, 7, 1))]);
        preview.Licences["5.2.6"].ShouldBeGreaterThan(0);
        preview.Cases.ShouldContain(c => c.Number == opened.Number, "a build belongs to its version");
        preview.Cases.ShouldAllBe(c => c.Version.StartsWith("5.2.6", StringComparison.Ordinal));
        (await screens.Get<VersionPreviewQuery>().RunAsync(added, Who.Nobody, None)).Errors[0].Code.ShouldBe("auth.forbidden");
    }

    [Fact]
    public async Task Renew_CopiesWithANewTerm_NamesTheSuccessor_AndIsUndoneWhole_E3()
    {
        var before = await ContractAsync("M-24002");
        var question = screens.AsAsync<ContractQuestions, RecordQuestion>(
            Who.Admin,
            questions => Task.FromResult(questions.Renew(before.Record, before.Version))
        );
        var texts = new Dictionary<string, string>((await question).Texts) { ["number"] = "M-24002-2" };

        var done = await screens.SavedAsync(acts => acts.RenewAsync("M-24002", before.Version, texts));

        var next = (await ContractAsync("M-24002-2")).Record;
        next.ShouldBe(
            before.Record with
            {
                Number = "M-24002-2",
                From = before.Record.Until.PlusDays(1),
                Until = next.Until,
                BoughtAs = BoughtAs.Renewal,
            }
        );
        next.Until.ShouldBeGreaterThan(next.From.PlusDays(300));
        (await ContractAsync("M-24002")).Record.Successor.ShouldBe("M-24002-2");
        (await screens.AsAsync<RecordActs, Result>(Who.Admin, acts => acts.UndoAsync(done.Steps))).IsOk.ShouldBeTrue();
        (await ContractAsync("M-24002")).Record.ShouldBe(before.Record);
        (await screens.Host.ReadAsync(db => db.Contracts().CountAsync(c => c.Number == "M-24002-2", None))).ShouldBe(0);
    }

    [Fact]
    public async Task Renew_OfAContractThatChangedMeanwhile_LeavesNothingBehind()
    {
        var seen = await ContractAsync("M-24003");
        var texts = RecordKinds.Contracts.Columns.ToDictionary(c => c.Name, c => c.Text(seen.Record with { Number = "M-24003-2" }));

        var refused = await screens.SaveAsync(acts => acts.RenewAsync("M-24003", seen.Version + 1, texts));

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("record.changed");
        (await screens.Host.ReadAsync(db => db.Contracts().CountAsync(c => c.Number == "M-24003-2", None))).ShouldBe(0);
    }

    [Fact]
    public async Task Join_MovesEverything_AndIsUndoneWhole_U4()
    {
        var from = await LookAsync("K-1000");
        var into = await LookAsync("K-1001");

        var joined = await JoinAsync("K-1000", from.Customer.Version, "K-1001");

        joined.IsOk.ShouldBeTrue(joined.IsOk ? null : joined.Errors[0].ToString());
        var whole = await LookAsync("K-1001");
        whole.Contacts.Count.ShouldBe(from.Contacts.Count + into.Contacts.Count);
        whole.Contracts.Count.ShouldBe(from.Contracts.Count + into.Contracts.Count);
        whole.Licences.Count.ShouldBe(from.Licences.Count + into.Licences.Count);
        whole.Open.Count.ShouldBe(from.Open.Count + into.Open.Count);
        whole.Customer.Record.MailDomains.ShouldContain(from.Customer.Record.MailDomains[0]);
        var left = await LookAsync("K-1000");
        (left.JoinedInto, left.Open.Count, left.Licences.Count).ShouldBe((into.Customer.Record.Name, 0, 0));
        whole.Open.ShouldAllBe(c => screens.Get<CaseFeed>().Find(c.Number)!.Customer == into.Customer.Record.Name);
        (await screens.AsAsync<RecordActs, Result>(Who.Admin, acts => acts.UndoAsync(joined.Value.Steps))).IsOk.ShouldBeTrue();
        await joined.Value.AlsoUndo!();
        var again = await LookAsync("K-1000");
        (again.Open.Count, again.Customer.Record).ShouldBe((from.Open.Count, from.Customer.Record));
        (await LookAsync("K-1001")).Customer.Record.ShouldBe(into.Customer.Record);
    }

    [Fact]
    public async Task QuestionsOfAProduct_AreAskedFromTheNextFormOn_Undone_AndStandInTheLog_I3()
    {
        var catalogue = screens.Get<Catalogue>();
        var before = catalogue.Find("SHD-STREAM")!.Questions;
        before.Count.ShouldBeGreaterThan(1, "the demo's products have some");

        var done = await screens.SavedAsync(acts =>
            acts.ProductAsync(Texts(("code", "SHD-STREAM"), ("questionsEn", "Which way?"), ("questionsJa", "どちら向き？")), null)
        );

        catalogue.Find("SHD-STREAM")!.Questions.ShouldBe([new() { En = "Which way?", Ja = "どちら向き？" }]);
        var log = await screens.Host.ReadAsync(db => db.AdminLog().OrderBy(e => e.Id).LastAsync(e => e.SubjectName == "SHD-STREAM", None));
        log.Details.ShouldContain("Which way?");
        (await screens.AsAsync<RecordActs, Result>(Who.Admin, acts => acts.UndoAsync(done.Steps))).IsOk.ShouldBeTrue();
        catalogue.Find("SHD-STREAM")!.Questions.ShouldBe(before);
    }

    [Fact]
    public async Task Join_ACustomerWithARenewedContract_MovesBothTerms_U4()
    {
        var from = await LookAsync("K-1008");
        var contract = from.Contracts.ShouldHaveSingleItem().Record;
        await screens.SavedAsync(acts =>
            acts.ContractAsync(
                Texts(
                    ("number", "M-NEXT"),
                    ("customer", "K-1008"),
                    ("tier", "Standard"),
                    ("products", contract.Products[0]),
                    ("from", "2028-01-01"),
                    ("until", "2028-12-31")
                ),
                0
            )
        );
        await screens.SavedAsync(acts => acts.ContractAsync(Texts(("number", contract.Number), ("successor", "M-NEXT")), null));

        var joined = await JoinAsync("K-1008", from.Customer.Version, "K-1009");

        joined.IsOk.ShouldBeTrue(joined.IsOk ? null : joined.Errors[0].ToString());
        new[] { contract.Number, "M-NEXT" }.ShouldBeSubsetOf((await LookAsync("K-1009")).Contracts.Select(c => c.Record.Number));
    }

    [Theory]
    [InlineData("K-1002", "K-1002", "customer.join-itself")]
    [InlineData("K-1002", "K-NONE", "customer.unknown")]
    public async Task Join_WithWhatItCannotBe_IsRefused(string key, string other, string code) =>
        (await JoinAsync(key, 1, other)).Errors.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public async Task Engineer_Looks_ButChangesNothing()
    {
        var look = await LookAsync("K-1004");
        var refused = await screens.AsAsync<RecordActs, Result<RecordDone>>(
            Engineer,
            acts => acts.CustomerAsync(Texts(("key", "K-1004"), ("name", "Other")), null)
        );
        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("auth.forbidden");
        var joined = await screens.AsAsync<JoinCustomersHandler, Result<RecordDone>>(
            Engineer,
            join => join.HandleAsync(new("K-1004", look.Customer.Version, "K-1005"))
        );
        joined.Errors.ShouldHaveSingleItem().Code.ShouldBe("auth.forbidden");
        (await screens.Get<CustomerLookQuery>().RunAsync("K-1004", Who.Nobody, None)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await screens.Get<CustomerHistoryQuery>().RunAsync("K-1004", 9, Who.Nobody, None)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await screens.Get<ProductsQuery>().RunAsync(Who.Nobody, None)).Errors[0].Code.ShouldBe("auth.forbidden");
    }

    [Fact]
    public async Task History_TellsOldAndNew_NewestFirst_U4()
    {
        await screens.SavedAsync(acts => acts.CustomerAsync(Texts(("key", "K-1006"), ("reading", "キソダイガク")), null));
        var history = (await screens.Get<CustomerHistoryQuery>().RunAsync("K-1006", 20, Engineer, None)).Value;
        var change = history[0].Differences.ShouldHaveSingleItem();
        (change.Column, change.Before, change.After).ShouldBe(("reading", "", "キソダイガク"));
        history.Select(h => h.Kind).ShouldContain("licences", "those of its records are there too");
    }

    [Fact]
    public async Task Contracts_ByWhenTheyEnd_LeaveOutWhatIsFollowed()
    {
        var today = screens.Get<Catalogue>().Today;
        foreach (
            var (number, days, next) in new[] { ("M-END-1", 20, ""), ("M-END-2", 45, ""), ("M-END-3", 10, "M-END-1"), ("M-END-4", -5, "") }
        )
            await screens.SavedAsync(acts =>
                acts.ContractAsync(
                    Texts(
                        ("number", number),
                        ("customer", "K-1016"),
                        ("tier", "Premium"),
                        ("products", "SPX-IT; SPX-SERVER"),
                        ("from", today.PlusDays(-300).ToString("uuuu-MM-dd", null)),
                        ("until", today.PlusDays(days).ToString("uuuu-MM-dd", null)),
                        ("successor", next)
                    ),
                    0
                )
            );

        (await EndingAsync(ContractSpan.In30)).ShouldBe(["M-END-1"]);
        (await EndingAsync(ContractSpan.In60)).ShouldBe(["M-END-1", "M-END-2"]);
        (await EndingAsync(ContractSpan.Ended)).ShouldBe(["M-END-4"]);
        (await EndingAsync(ContractSpan.All)).ShouldBe(["M-END-4", "M-END-3", "M-END-1", "M-END-2"]);
        (await EndingAsync(ContractSpan.All, "SPX-VIRTUAL")).ShouldBeEmpty();
    }

    private async Task<IEnumerable<string>> EndingAsync(ContractSpan span, string product = "SPX-SERVER") =>
        (
            await screens
                .Get<ContractListQuery>()
                .RunAsync(
                    new("M-END", span, SupportTier.Premium, product),
                    ContractOrder.Last,
                    false,
                    0,
                    50,
                    Engineer,
                    TestContext.Current.CancellationToken
                )
        ).Value.Rows.Select(r => r.Number);

    private Task<Result<RecordDone>> JoinAsync(string key, int version, string into) =>
        screens.AsAsync<JoinCustomersHandler, Result<RecordDone>>(Who.Admin, join => join.HandleAsync(new(key, version, into)));

    private async Task<CustomerLook> LookAsync(string key) => (await screens.Get<CustomerLookQuery>().RunAsync(key, Engineer, None)).Value;

    private async Task<Seen<Contract>> ContractAsync(string number) =>
        await screens.Host.ReadAsync(db =>
            db.Contracts()
                .AsNoTracking()
                .Where(c => c.Number == number)
                .Select(c => new Seen<Contract>(c, EF.Property<int>(c, "RowVersion")))
                .SingleAsync(None)
        );
}
